import type { Free } from "../support/registry";
import type { Wish, World } from "./world";

/** Work plans for tests: what is planned, the acts that make a plan, and who sees it. */

export const ANTICIPATED = { reviews: 4, visits: 6, reports: 3 };
export const REVIEW = { kind: "REVIEW", title: "A review of convoys", mission: "MINUSCA", quarter: 2 };
export const REPORT = { kind: "REPORT", title: "The report on convoys", mission: "MINUSCA", quarter: 3 };
export const ADVICE = { kind: "ADVICE", title: "Advice on training", quarter: 1 };
export const VISIT = { kind: "VISIT", title: "A visit", mission: "UNMISS", quarter: 4 };

export const PLAN = `id year status completion dueOn version revision adoptedAt anticipated { reviews visits reports } actual { reviews visits reports }
  items { id kind title quarter mission { acronym } outcome { __typename ... on Review { id } ... on Report { id symbol } } }
  revisions { number reason madeAt anticipated { visits } items { title } } sharedWith { id office { code } endsAt byPost { code } }`;

export const EVERYBODY = [
  ...["director", "officer", "military", "assistant", "usg.dpko", "usg.dfs", "administrator", "auditor", "oios"],
  ...["oma.head", "oma.staff", "asg.oo", "hom.minusca"],
];

/** The plans of one world. */
export class Plans {
  constructor(private readonly world: World) {}

  /** A plan as a reader sees it, alike by its year and in the list; null where it does not exist for the reader. */
  async seenBy(as: Wish, year: number): Promise<Free> {
    const { data, code } = await this.world.registry.ask(
      as,
      `query ($year: Int!) { workPlan(year: $year) { ${PLAN} } workPlans(first: 100) { totalCount nodes { year } } }`,
      { year },
    );
    expect(code).toBeUndefined();
    const found = data.workPlans.nodes.some((one: { year: number }) => one.year === year);
    expect([as, found]).toEqual([as, data.workPlan !== null]);
    expect(data.workPlans.totalCount).toBe(data.workPlans.nodes.length);
    return data.workPlan;
  }

  async readers(year: number): Promise<string[]> {
    const found: string[] = [];
    for (const reader of EVERYBODY) if (await this.seenBy(reader, year)) found.push(reader);
    return found;
  }

  private async made(as: Wish, name: string, input: object): Promise<Free> {
    return (await this.world.act(as, name, input, `workPlan { ${PLAN} }`)).workPlan;
  }

  draft(year: number, items: object[] = [REVIEW, REPORT, ADVICE], as: Wish = "director"): Promise<Free> {
    return this.made(as, "createWorkPlan", { year, anticipated: ANTICIPATED, items });
  }

  adopt({ id, version }: { id: string; version: number }, as: Wish = "director"): Promise<Free> {
    return this.made(as, "adoptWorkPlan", { workPlanId: id, expectedVersion: version });
  }

  async adopted(year: number, items?: object[]): Promise<Free> {
    return this.adopt(await this.draft(year, items));
  }

  async share(plan: { id: string }, office: string): Promise<Free> {
    const input = { workPlanId: plan.id, officeId: this.world.office[office] };
    return (await this.world.act("director", "shareWorkPlan", input, "sharing { id endsAt }")).sharing;
  }
}
