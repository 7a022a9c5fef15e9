import { Abilities, type ApplicableRule } from "../access/ability";
import type { Registry } from "../access/door";
import { uuidOf } from "../access/ids";
import { matches } from "../access/operators";
import { type FactRow, viewerOf } from "../identity/facts";
import { Level } from "../entities/terms";
import type { AnyConditions } from "../policies/conditions";
import { type Instant, type Viewer, nobody } from "../policies/viewer";
import { auditedPart } from "./audience";
import type { PartAt } from "./part-projections";

/** Whom each sentence on reading parts speaks of: what a post would have to be for it to apply. */
const SPEAKS_OF: Readonly<Record<string, string>> = {
  "§ 2.2": "The post would have to be the Director's, or its holder officer-in-charge.",
  "§ 2.3": "The post would have to be one of OPSP, on the team of the review.",
  "§ 2.4": "The post would have to be one of OPSP's professional staff.",
  "§ 2.5": "The post would have to be the Team Assistant's.",
  "§ 2.6": "The post would have to be of the reporting line in force.",
};

/** What would have to be so for each condition that fails. */
const MISSING: Readonly<Record<string, string>> = {
  status: "The report would have to be submitted.",
  reportLevel: "The report would have to be below strictly confidential.",
  level: "The part would have to have another level.",
  team: "The post would have to be on the team of the review.",
  oversight:
    "OIOS would have to have invoked its right to know for this report, and the post to be its head's or designated.",
  circulatedTo:
    "An effective circulation to this post, or to its office at a level that the post reads, would have to cover the part.",
};

/** One rule, tried. */
interface Tried {
  readonly paragraph: string;
  readonly holds: boolean;
  readonly missing: string | null;
}

/** § 7.4: every rule on reading a part, tried for who holds just one post at an instant. */
export async function explainAccess(registry: Registry, partId: string, postId: string, at: Instant) {
  const part = await auditedPart(registry, partId, at);
  const post = uuidOf("post", postId);
  if (!part || !post) return null;
  const viewer = await holderOf(registry, post, at);
  if (!viewer) return null;
  const tried = "status" in part.row ? tryRules(viewer, part) : [];
  const allowed = tried.some(({ holds }) => holds);
  return {
    post_id: post,
    part_id: part.id,
    at: new Date(at.at / 1000).toISOString(),
    allowed,
    tried: tried.map((one, place) => ({ ...one, place })),
  };
}

/** The facts of somebody who holds just this post; of nobody where the post, or its office, does not exist then. */
async function holderOf(registry: Registry, post: string, now: Instant): Promise<Viewer | null> {
  const [found] = await registry.query<FactRow & { known: boolean }>(
    `select true as known, null::uuid as person_id, null::uuid as portal_id, null::uuid as portal_office_id, f.*
     from post p left join lateral post_facts(p.id, timestamptz 'epoch' + $2::float8 * interval '1 microsecond') f on true where p.id = $1`,
    [post, now.at],
  );
  if (!found) return null;
  return found.posts ? viewerOf(found, now) : nobody(now);
}

function tryRules(viewer: Viewer, { row }: PartAt): Tried[] {
  const rules = new Abilities(viewer).all[0]!.rules("read", "Part");
  const applicable = new Map<string, ApplicableRule>(rules.map((rule) => [rule.paragraph, rule]));
  const silent = Object.entries(SPEAKS_OF)
    .filter(([paragraph]) => !applicable.has(paragraph))
    .map(([paragraph, missing]): Tried => ({ paragraph, holds: false, missing }));
  const spoken = rules.map((rule): Tried => {
    const holds = rule.holds(row);
    return { paragraph: rule.paragraph, holds, missing: holds ? null : whatIsMissing(rule.conditions, row) };
  });
  return [...silent, ...spoken].sort((one, other) => order(one.paragraph) - order(other.paragraph));
}

/** The place of a paragraph in its chapter: § 2.8a comes after § 2.8 and before § 2.9. */
const order = (paragraph: string) => {
  const [, number, letter = ""] = /\.(\d+)([a-z]?)$/.exec(paragraph)!;
  return Number(number) * 100 + (letter ? letter.charCodeAt(0) : 0);
};

function whatIsMissing(conditions: AnyConditions | undefined, row: PartAt["row"]): string {
  const failing = Object.entries(conditions ?? {}).filter(
    ([column, operator]) => !matches({ [column]: operator }, row),
  );
  return failing
    .map(([column, operator]) => (column === "level" ? levelSentence(operator) : MISSING[column]!))
    .join(" ");
}

const levelSentence = (operator: AnyConditions[string]): string =>
  operator.operator === "equals" && operator.value === Level.UNCLASSIFIED
    ? "The part would have to be unclassified."
    : operator.operator === "equals"
      ? "The part would have to be confidential, and the post its office's head's or designated."
      : "The part would have to be below strictly confidential.";
