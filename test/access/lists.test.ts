import { findingFilter, byTarget, newestParts, recommendationFilter } from "../../src/access/filters";
import { idOf } from "../../src/access/ids";
import { type Asked, Question } from "../../src/access/question";
import type { Arguments } from "../../src/entities/reads";
import { type Reader, readerName } from "../policies/world";
import type { TestRegistry } from "../support/registry";
import { startGuardedHouse } from "./guarded-house";
import { ROWS_OF_MANY_WINDOWS } from "./many-windows";
import { abilitiesOf } from "./sheets";

const LISTS = {
  findings: { kind: "FINDING", filter: findingFilter, order: newestParts, input: "FindingFilter" },
  recommendations: {
    kind: "RECOMMENDATION",
    filter: recommendationFilter,
    order: byTarget,
    input: "RecommendationFilter",
  },
} as const;
type List = keyof typeof LISTS;

const MISSIONS = [{}, { missions: ["MINUSCA"] }, { missions: ["UNMISS", "MINUSCA", "UNHEARD"] }];
const AREAS = [{}, { areas: ["MEDICAL"] }, { areas: ["TRAINING", "MEDICAL", "TRAINING"] }, { areas: [] }];
const OTHERS: Record<List, readonly object[]> = {
  findings: [
    ...[{}, { levels: ["CONFIDENTIAL"] }, { risks: ["HIGH", "LOW"] }, { components: ["POLICE", "SUPPORT"] }],
    ...[{ systemic: false }, { submittedFrom: "2015-02-01" }, { submittedTo: "2015-02-10", systemic: true }],
  ],
  recommendations: [
    ...[{}, { statuses: ["IN_PROGRESS"] }, { statuses: ["IN_PROGRESS", "NOT_STARTED"], decisions: ["ENDORSED"] }],
    ...[
      { overdue: true },
      { overdue: false },
      { targetFrom: "2016-05-20" },
      { targetFrom: "2016-05-01", targetTo: "2016-06-20" },
    ],
    { officeIds: ["office"] },
  ],
};
/** Of all filters one in so many is asked for by each reader, another by the next; and of those through a portal, which takes longer. */
const STRIDE = 16;
const STRIDE_THROUGH = 40;
const PAGE = 40;

describe("a list of findings or recommendations", () => {
  let registry: TestRegistry;
  let office: string;

  beforeAll(async () => {
    registry = await startGuardedHouse();
    for (const statement of ROWS_OF_MANY_WINDOWS) await registry.sql(statement);
    // What the law gives is asked past the door, too.
    await registry.sql("select set_config('registry.now', registry_now()::text, false)");
    const [found] = await registry.sql<{ id: string }>("select id from office where code = 'OMA'");
    office = idOf("office", found!.id);
  });

  afterAll(() => registry.close());

  /** What the law and the filter give in the list's order, all rows looked at, by who is past row-level security. */
  async function lawful(list: List, reader: Reader, args: Arguments): Promise<string[]> {
    const abilities = await abilitiesOf(registry, reader);
    if (!abilities) return [];
    const { kind, filter, order } = LISTS[list];
    const { context, statement } = new Question({ abilities } as Asked);
    const keys = order().map(({ sql, direction }) => `${sql("r", context, args)} ${direction}`);
    const asked = ["r.withdrawn_at is null", context.may("read", "Part", "r"), ...filter.ofRow(args, "r", context)];
    const { text, values } = statement.query(
      `select r.id::text as id from part r join part_content rc on rc.part_id = r.id left join recommendation_state rs on rs.part_id = r.id
       where r.kind = '${kind}' and ${asked.join(" and ")} order by ${keys.join(", ")}, r.id ${order().at(-1)!.direction}`,
    );
    return (await registry.sql<{ id: string }>(text, values)).map(({ id }) => idOf("part", id));
  }

  /** Every page of a list, from its front or from its back, in its order. */
  async function paged(list: List, reader: Reader, filter: object, from: "front" | "back"): Promise<string[]> {
    const [size, at] = from === "front" ? ["first", "after"] : ["last", "before"];
    const found: string[] = [];
    for (let cursor: string | null = null, more = true; more;) {
      const { data, body } = await registry.ask(
        asking(reader),
        `query ($filter: ${LISTS[list].input}, $at: String) { list: ${list}(${size}: ${PAGE}, ${at}: $at, filter: $filter) {
           totalCount nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
        { filter, at: cursor },
      );
      if (!data) throw new Error(JSON.stringify([body, registry.logged.at(-1)]));
      const { totalCount, nodes, pageInfo } = data.list;
      const ids = nodes.map(({ id }: { id: string }) => id);
      found.splice(from === "front" ? found.length : 0, 0, ...ids);
      expect(pageInfo[from === "front" ? "hasPreviousPage" : "hasNextPage"]).toBe(cursor !== null);
      [cursor, more] =
        from === "front"
          ? [pageInfo.endCursor, pageInfo.hasNextPage]
          : [pageInfo.startCursor, pageInfo.hasPreviousPage];
      if (!more) expect({ filter, from, totalCount }).toEqual({ filter, from, totalCount: found.length });
    }
    return found;
  }

  const asking = ({ person, portal }: Reader) =>
    person && portal ? { subject: person, actor: portal } : (person ?? portal)!;

  const filtersOf = (list: List) =>
    MISSIONS.flatMap((missions) =>
      AREAS.flatMap((areas) => OTHERS[list].map((other) => ({ ...missions, ...areas, ...other }))),
    );

  const ASKING: Reader[] = [
    ...["director", "usg.dpko", "military", "officer", "assistant"].map((person) => ({ person })),
    ...["oios", "adviser", "designated", "staff", "asg.oo", "hom", "stranger"].map((person) => ({ person })),
    ...["portal.oma", "portal.oo"].map((portal) => ({ portal })),
    ...["officer", "staff", "adviser"].map((person) => ({ person, portal: "portal.oma" })),
  ];

  it.each(ASKING.map((reader, place) => [readerName(reader), reader, place] as const))(
    "has for %s the rows that the law and its filter give, page by page, from both ends",
    async (_name, reader, place) => {
      const stride = reader.person && reader.portal ? STRIDE_THROUGH : STRIDE;
      for (const list of Object.keys(LISTS) as List[])
        for (const one of filtersOf(list).filter((_one, at) => at % stride === place % stride)) {
          const filter = "officeIds" in one ? { ...one, officeIds: [office] } : one;
          const expected = await lawful(list, reader, { filter });
          const given = {
            front: await paged(list, reader, filter, "front"),
            back: await paged(list, reader, filter, "back"),
          };
          expect({ list, filter, ...given }).toEqual({ list, filter, front: expected, back: expected });
        }
    },
  );

  it("has rows to tell its ways apart by", async () => {
    for (const person of ["adviser", "asg.oo", "staff"])
      expect((await lawful("findings", { person }, {})).length).toBeGreaterThan(PAGE);
  });

  it.each(["listed_part", "circulated_content"])(
    "begins with %s, which is what parts say however it came to be so",
    async (table) => {
      await registry.sql(`create temp table kept as select * from ${table}`);
      await registry.sql("select place_in_lists(array(select id from part))");
      const [{ differing }] = await registry.sql(`select count(*)::int as differing from
      ((select * from kept except select * from ${table}) union all (select * from ${table} except select * from kept)) d`);
      const [{ many }] = await registry.sql("select count(*) > 500 as many from kept");
      await registry.sql("drop table kept");
      expect({ differing, many }).toEqual({ differing: 0, many: true });
    },
  );
});
