/** A node of a plan as PostgreSQL explains it: what it took with all that lies below it. */
export interface PlanNode {
  readonly "Node Type": string;
  readonly "Parent Relationship"?: string;
  readonly Alias?: string;
  readonly "Actual Total Time"?: number;
  readonly "Actual Loops": number;
  readonly "Actual Rows": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly PlanNode[];
}

/** What `explain (analyze, buffers, format json)` gives. */
export interface Explained {
  readonly Plan: PlanNode;
  readonly "Planning Time": number;
  readonly "Execution Time": number;
}

/** The pages of shared memory that a node and all below it looked at: one that was looked at twice counts twice. */
export const buffersOf = (node: PlanNode): number => node["Shared Hit Blocks"] + node["Shared Read Blocks"];

/** Milliseconds of a node and all below it, over all its loops. */
export const timeOf = (node: PlanNode): number => (node["Actual Total Time"] ?? 0) * node["Actual Loops"];

/** The nodes that give a node its rows; not what is asked once before it, or for each of its rows. */
const below = ({ Plans = [] }: PlanNode): readonly PlanNode[] =>
  Plans.filter((node) => !["InitPlan", "SubPlan"].includes(node["Parent Relationship"]!));

/** Every node, from the top of the plan, level by level. */
function* nodes(plan: PlanNode): Generator<PlanNode> {
  const waiting = [plan];
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    yield node;
    waiting.push(...(node.Plans ?? []));
  }
}

const isLimit = (node: PlanNode) => node["Node Type"] === "Limit";

/**
 * Where the keys of a page are found, in the plan of a page that asks for ids alone: the innermost cut to the page's size. That is the list
 * of the reader's own where the reader is given few, before the rows themselves and the rights to them are looked up; else the page itself.
 */
export function keysOf(plan: PlanNode): PlanNode {
  const [page] = [...nodes(plan)].filter(isLimit);
  // Where nothing can be found nothing is cut.
  if (!page) return plan;
  let found = page;
  // Below where several lists are merged each is cut by itself.
  for (let at = below(page); at.length > 0; at = at.flatMap(below)) {
    const limits = at.filter(isLimit);
    if (limits.length === 1 && !at.some((node) => node["Node Type"].includes("Append"))) [found] = limits as [PlanNode];
    if (limits.length > 1 || at.some((node) => node["Node Type"].includes("Append"))) break;
  }
  return found;
}
