import { idOf } from "../../../src/access/ids";
import { ADVICE, ANTICIPATED, VISIT } from "../../operations/plans";
import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import type { Attempt, Model, Pair, Real } from "./random-acts";

const DIRECTOR = "director";
const ABSENT = "00000000-0000-4000-8000-000000000000";
const OFFICES = ["OMA", "OIOS"];

/** What was made on the way, by its ids; `last` is what the acts of now must name. */
interface Ids {
  readonly year: number;
  readonly outcomeId: string;
  workPlanId: string;
  items: string[];
  readonly shared: Map<string, string>;
  version: number;
  revision: number;
}

/** The work plan of a year. */
class PlanModel implements Model {
  private status = "";
  private adoptedOn = "";
  private linked: string | null = null;

  constructor(private readonly ids: Ids) {}

  choices = () => ({
    createWorkPlan: [""],
    setWorkPlanItems: ["", "nothing", "stale"],
    adoptWorkPlan: ["", "stale"],
    reviseWorkPlan: ["keeping", "replacing", "nothing", "stale"],
    linkWorkPlanItem: ["", "nothing"],
    shareWorkPlan: OFFICES,
    endWorkPlanSharing: OFFICES,
  });

  may({ who, act, choice }: Attempt): boolean {
    if (who !== DIRECTOR || choice === "stale") return false;
    const isAdopted = this.status === "ADOPTED";
    const hasItems = this.ids.items.length > 0;
    switch (act) {
      case "createWorkPlan":
        return this.status === "";
      case "setWorkPlanItems":
        return this.status === "DRAFT";
      case "adoptWorkPlan":
        return this.status === "DRAFT" && hasItems;
      case "reviseWorkPlan":
        return isAdopted && choice !== "nothing";
      case "linkWorkPlanItem":
        return isAdopted && (choice === "" || this.linked === this.ids.items[0]);
      case "shareWorkPlan":
        return isAdopted && !this.ids.shared.has(choice);
      default:
        return this.ids.shared.has(choice);
    }
  }

  /** A plan can be shared, whatever office it is shared with already. */
  foretold = (who: string, act: string) =>
    act === "shareWorkPlan" ? who === DIRECTOR && this.status === "ADOPTED" : undefined;

  done({ act, choice, today }: Attempt, { workPlan, sharing }: Free): void {
    const { ids } = this;
    if (act === "createWorkPlan") this.status = "DRAFT";
    if (act === "adoptWorkPlan") [this.status, this.adoptedOn] = ["ADOPTED", today];
    if (act === "linkWorkPlanItem") this.linked = choice === "" ? ids.items[0]! : null;
    if (act === "setWorkPlanItems") ids.version += 1;
    if (act === "reviseWorkPlan") ids.revision += 1;
    if (act === "shareWorkPlan") ids.shared.set(choice, sharing.id as string);
    if (act === "endWorkPlanSharing") ids.shared.delete(choice);
    if (!workPlan?.items) return;
    ids.workPlanId = workPlan.id as string;
    ids.items = workPlan.items.map(({ id }: { id: string }) => id);
    if (this.linked !== ids.items[0]) this.linked = null;
  }

  expected(today: string): object {
    const { status, ids } = this;
    const isAdopted = status === "ADOPTED";
    const inTime = (day: string) => day <= `${ids.year}-06-30`;
    const due = inTime(today) ? "DUE" : "OVERDUE";
    const complete = inTime(this.adoptedOn) ? "COMPLETE_IN_TIME" : "COMPLETE_LATE";
    const plan = {
      status,
      completion: isAdopted ? complete : due,
      version: isAdopted ? null : ids.version,
      revision: ids.revision,
      items: ids.items.length,
      outcome: this.linked === null ? null : { id: ids.outcomeId },
      sharedWith: [...ids.shared.keys()].sort(),
    };
    const withOffice = OFFICES.filter((office) => ids.shared.has(office));
    return {
      plan: status === "" ? null : plan,
      readers: READERS.filter(([, by]) => (by === "ADOPTED" ? isAdopted : withOffice.includes(by))).map(([who]) => who),
    };
  }
}

/** Who reads an adopted plan, and who one that is shared with an office. */
const READERS = [
  ...["officer", "military", "assistant", "usg.dpko", "usg.dfs"].map((who) => [who, "ADOPTED"] as const),
  ["oma.head", "OMA"],
  ["oma.staff", "OMA"],
  ["oios", "OIOS"],
  ["usg.dpo", ""],
  ["administrator", ""],
] as const;

const PLAN = `query ($year: Int!) { workPlan(year: $year) { status completion version revision items { id outcome { ... on Node { id } } viewerCan { link } }
  sharedWith { office { code } endsAt } viewerCan { setItems adopt revise share } } }`;

class RealPlan implements Real {
  constructor(
    private readonly world: World,
    private readonly ids: Ids,
  ) {}

  private inputOf({ act, choice }: Attempt): object {
    const { year, workPlanId, items, outcomeId, shared } = this.ids;
    const stale = choice === "stale" ? -1 : 0;
    const expectedVersion = this.ids.version + stale;
    const inputs: Readonly<Record<string, object>> = {
      createWorkPlan: { year, anticipated: ANTICIPATED, items: [ADVICE, ADVICE] },
      setWorkPlanItems: { workPlanId, expectedVersion, items: choice === "nothing" ? [] : [ADVICE, ADVICE] },
      adoptWorkPlan: { workPlanId, expectedVersion },
      reviseWorkPlan: {
        workPlanId,
        expectedRevision: this.ids.revision + stale,
        reason: "A reason",
        keepItemIds: ["keeping", "stale"].includes(choice) ? items.slice(0, 1) : [],
        newItems: choice === "nothing" ? [] : [{ ...ADVICE, quarter: VISIT.quarter }],
      },
      linkWorkPlanItem: {
        itemId: items[0] ?? idOf("planned", ABSENT),
        outcomeId: choice === "nothing" ? null : outcomeId,
      },
      shareWorkPlan: { workPlanId, officeId: this.world.office[choice] },
      endWorkPlanSharing: { sharingId: shared.get(choice) ?? idOf("sharing", ABSENT) },
    };
    return inputs[act]!;
  }

  ask(attempt: Attempt) {
    const payloads: Readonly<Record<string, string>> = {
      linkWorkPlanItem: "item { id }",
      shareWorkPlan: "sharing { id }",
      endWorkPlanSharing: "sharing { id }",
    };
    const payload = payloads[attempt.act] ?? "workPlan { id items { id } }";
    return this.world.ask(attempt.who, attempt.act, this.inputOf(attempt), { payload });
  }

  private seen = async (as: string): Promise<Free> =>
    (await this.world.registry.ask(as, PLAN, { year: this.ids.year })).data.workPlan;

  async shown(): Promise<object> {
    const seen = await this.seen(DIRECTOR);
    const sights = await Promise.all(READERS.map(async ([who]) => ((await this.seen(who)) ? [who] : [])));
    const readers = sights.flat();
    if (!seen) return { plan: null, readers };
    const { status, completion, version, revision, items, sharedWith } = seen;
    const current = sharedWith.filter(({ endsAt }: Free) => endsAt === null);
    const codes = current.map(({ office }: Free) => office.code as string).sort();
    const [first] = items;
    const outcome = first?.outcome ?? null;
    return {
      plan: { status, completion, version, revision, items: items.length, outcome, sharedWith: codes },
      readers,
    };
  }

  async can(who: string): Promise<Record<string, boolean>> {
    const seen = await this.seen(who);
    return {
      setWorkPlanItems: seen?.viewerCan.setItems ?? false,
      adoptWorkPlan: seen?.viewerCan.adopt ?? false,
      reviseWorkPlan: seen?.viewerCan.revise ?? false,
      shareWorkPlan: seen?.viewerCan.share ?? false,
      linkWorkPlanItem: seen?.items[0]?.viewerCan.link ?? false,
    };
  }
}

/** The plan of a year, which nobody has drafted yet, beside its model. */
export function aPlan(world: World, year: number, outcomeId: string): Pair {
  const workPlanId = idOf("plan", ABSENT);
  const ids: Ids = { year, outcomeId, workPlanId, items: [], shared: new Map(), version: 1, revision: 0 };
  return { model: new PlanModel(ids), real: new RealPlan(world, ids) };
}
