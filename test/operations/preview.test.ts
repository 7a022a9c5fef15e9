import { uuidOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type World, aWorld } from "./world";

let world: World;
/** Every login there is, by its subject. */
let everyone: string[];

beforeAll(async () => {
  world = await aWorld();
  await world.portal("portal.oma", "OMA");
  await world.portal("portal.oo", "OO");
  await world.registry.person("asg.dfs", "ASG_DFS");
  await world.registry.person("police.adviser", "POLICE_ADVISER");
  await world.registry.person("in.two.offices", "ASG_DFS", { acting: true, from: "2016-01-01" });
  await world.registry.person("in.two.offices", "OMA_STAFF", { acting: true, from: "2016-01-01" });
  await world.registry.person("acting.head", "MILITARY_ADVISER", { acting: true, from: "2016-01-01" });
  everyone = (await world.registry.sql("select subject from login order by subject")).map(({ subject }) => subject);
});
afterAll(() => world.registry.close());

/** What everybody reads of a report, as the registry itself answers each of them. */
async function readsOfAll(report: MadeReport): Promise<Record<string, string[]>> {
  const keys = Object.keys(report.parts);
  const ids = Object.values(report.parts);
  const reads: Record<string, string[]> = {};
  for (const reader of everyone) {
    const { data } = await world.registry.ask(reader, `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids });
    reads[reader] = keys.filter((_, place) => data.nodes[place] !== null);
  }
  return reads;
}

/** The logins that a proposal names: of holders of posts, of staff of offices, of portals of offices. */
async function namedBy(posts: string[], offices: string[]): Promise<string[]> {
  const named = await world.registry.sql(
    `select l.subject from login l join posts_held(registry_now()) h on h.person_id = l.person_id
       join post p on p.id = h.post_id join office o on o.id = h.office_id where p.code = any($1) or o.code = any($2)
     union select l.subject from login l join portal q on q.code = l.portal_code join office o on o.id = q.office_id where o.code = any($2)`,
    [posts, offices],
  );
  return named.map(({ subject }) => subject);
}

interface Foreseen {
  person: { name: string } | null;
  portal: { code: string } | null;
  parts: { id: string }[];
  paragraphs?: string[];
  paragraph?: string;
  why?: string;
  recipientPost: { code: string } | null;
  recipientOffice: { code: string } | null;
}
const ONE = "person { name } portal { code } parts { id } recipientPost { code } recipientOffice { code }";
const preview = async (input: object, as = "administrator"): Promise<{ gains: Foreseen[]; withheld: Foreseen[] }> =>
  (
    await world.ask(
      as,
      "previewCirculation",
      { purpose: "A test", ...input },
      { payload: `gains { ${ONE} paragraphs } withheld { ${ONE} paragraph why }` },
    )
  ).data.previewCirculation;

/** What was foreseen, reader by reader. */
function byReader(foreseen: Foreseen[], report: MadeReport): Record<string, string[]> {
  const keyOf = Object.fromEntries(Object.entries(report.parts).map(([key, id]) => [id, key]));
  const found: Record<string, string[]> = {};
  for (const { person, portal, parts } of foreseen) {
    const reader = person?.name ?? portal!.code;
    found[reader] = [...new Set([...(found[reader] ?? []), ...parts.map(({ id }) => keyOf[id]!)])];
  }
  return found;
}
const inOrder = (report: MadeReport, parts: string[]) => Object.keys(report.parts).filter((key) => parts.includes(key));

const MIXED = {
  level: "STRICTLY_CONFIDENTIAL",
  parts: [{ key: "u", level: "UNCLASSIFIED" }, { key: "c", level: "CONFIDENTIAL" }, { key: "s" }],
};
interface Scenario {
  what: string;
  report?: Parameters<World["report"]>[0];
  full?: true;
  parts?: string[];
  posts?: string[];
  offices?: string[];
  more?: object;
}
const SCENARIOS: Scenario[] = [
  { what: "in full to an office", full: true, offices: ["OMA"] },
  { what: "in full to an office with its portals", full: true, offices: ["OMA"], more: { portalsAllowed: true } },
  { what: "one confidential part to the post of a head", parts: ["c"], posts: ["MILITARY_ADVISER"] },
  {
    what: "two parts to two offices and a post",
    parts: ["u", "c"],
    offices: ["OMA", "OO"],
    posts: ["ASG_DFS"],
    more: { portalsAllowed: true },
  },
  {
    what: "a report with a strictly confidential part, in full to an office and to a post",
    report: MIXED,
    full: true,
    offices: ["OMA"],
    posts: ["ASG_OO"],
    more: { portalsAllowed: true },
  },
  {
    what: "a strictly confidential part to a post and its head",
    report: MIXED,
    parts: ["s", "u"],
    posts: ["MILITARY_ADVISER", "ASG_OROLSI"],
  },
  { what: "to those who read it already", full: true, posts: ["USG_DFS", "DIRECTOR_OPSP"], offices: ["OPSP", "DFS"] },
  {
    what: "to a post that nobody holds, and an office without staff",
    full: true,
    posts: ["DIRECTOR_DPET"],
    offices: ["DPET"],
  },
  { what: "to the Head of Mission", parts: ["u"], posts: ["HOM_MINUSCA"] },
  {
    what: "of several missions, to a Head and to an office",
    report: {
      missions: ["MINUSCA", "UNMISS"],
      parts: [
        { key: "ours", missions: ["MINUSCA"] },
        { key: "theirs", missions: ["UNMISS"] },
      ],
    },
    parts: ["ours"],
    posts: ["HOM_MINUSCA"],
    offices: ["POLICE_DIVISION"],
  },
];

describe("what a preview says is what comes of the signatures", () => {
  it.each(SCENARIOS)("$what", async ({ report: wish, full, parts, posts = [], offices = [], more = {} }) => {
    const report = await world.report(wish);
    const input = {
      reportId: report.id,
      full,
      partIds: parts?.map((key) => report.parts[key]),
      postIds: posts.map((code) => world.post[code]),
      officeIds: offices.map((code) => world.office[code]),
      ...more,
    };
    const contents = await world.contents();
    const { gains, withheld } = await preview(input);
    expect(await world.contents()).toEqual(contents);
    const before = await readsOfAll(report);
    await world.circulate(input);
    const after = await readsOfAll(report);
    const [gained, kept] = [byReader(gains, report), byReader(withheld, report)];
    const named = await namedBy(posts, offices);
    const covered = parts ?? Object.keys(report.parts);
    for (const reader of everyone) {
      const got = after[reader]!.filter((key) => !before[reader]!.includes(key));
      expect([reader, inOrder(report, gained[reader] ?? [])]).toEqual([reader, got]);
      const lacking = covered.filter((key) => !after[reader]!.includes(key));
      expect([reader, inOrder(report, kept[reader] ?? [])]).toEqual([reader, named.includes(reader) ? lacking : []]);
    }
  });

  it("beside another circulation it foresees only what comes with this one", async () => {
    const report = await world.report();
    await world.circulate({ reportId: report.id, partIds: [report.parts.u], officeIds: [world.office.OMA] });
    const { gains } = await preview({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
    expect(byReader(gains, report)).toEqual({ "oma.head": ["c"], "oma.designated": ["c"], "acting.head": ["c"] });
  });
});

describe("how a preview says it", () => {
  it("by which recipient, by which paragraphs, and why not", async () => {
    const report = await world.report(MIXED);
    const { gains, withheld } = await preview({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
    const of = (rows: Foreseen[], name: string) => rows.filter(({ person }) => person?.name === name);
    expect(of(gains, "oma.designated")).toEqual([
      expect.objectContaining({
        paragraphs: ["§ 2.8", "§ 2.8a"],
        recipientPost: null,
        recipientOffice: { code: "OMA" },
        parts: [{ id: report.parts.u }, { id: report.parts.c }],
      }),
    ]);
    expect(of(withheld, "oma.staff").map(({ paragraph, why, parts }) => ({ paragraph, why, parts }))).toEqual([
      {
        paragraph: "§ 10.2",
        why: "A strictly confidential part goes to named posts, never to an office.",
        parts: [{ id: report.parts.s }],
      },
      {
        paragraph: "§ 2.8a",
        why: "A confidential part is for the head of the office and the staff that the head has designated.",
        parts: [{ id: report.parts.c }],
      },
    ]);
    const portal = withheld.filter(({ portal: found }) => found?.code === "portal.oma");
    expect(portal.map(({ paragraph, parts }) => [paragraph, parts.length])).toEqual([
      ["§ 10.2", 1],
      ["§ 2.9", 2],
    ]);
  });

  it("to those who may propose, by outline: an administrator sees who would read, and nothing to read", async () => {
    const report = await world.report();
    const input = { reportId: report.id, full: true, officeIds: [world.office.OMA], purpose: "A test" };
    for (const as of ["administrator", "director", "assistant"])
      expect((await preview(input, as)).gains.length).toBeGreaterThan(0);
    for (const as of ["usg.dpko", "officer", "auditor"])
      expect(await world.refusal(as, "previewCirculation", input)).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 4.5",
      });
    expect((await world.refusal("oma.head", "previewCirculation", input)).code).toBe("NOT_FOUND");
  });

  it("what a proposal would be refused for, a preview is refused for", async () => {
    const report = await world.report(MIXED);
    for (const [wrong, code] of [
      [{ full: undefined }, "BAD_USER_INPUT"],
      [{ full: undefined, partIds: [report.parts.s], officeIds: [world.office.OMA] }, "BAD_USER_INPUT"],
      [{ postIds: [world.post.HOM_UNMISS] }, "RECIPIENT_NOT_ELIGIBLE"],
      [{ validFrom: "2016-05-01T00:00:00Z" }, "BAD_USER_INPUT"],
      [{ reportId: "report_" }, "NOT_FOUND"],
    ] as const) {
      const input = { reportId: report.id, full: true, postIds: [world.post.ASG_OO], purpose: "A test", ...wrong };
      const said = await world.refusal("administrator", "previewCirculation", input);
      expect(said.code).toBe(code);
      expect(await world.refusal("administrator", "proposeCirculation", input)).toEqual(said);
    }
  });

  it("asked again with the same key it foresees anew, and keeps nothing", async () => {
    const report = await world.report();
    const input = { reportId: report.id, full: true, officeIds: [world.office.OMA], purpose: "A test" };
    const ask = () =>
      world.ask("administrator", "previewCirculation", input, {
        payload: `gains { ${ONE} }`,
        headers: { "idempotency-key": "again" },
      });
    const first = (await ask()).data.previewCirculation.gains.length;
    await world.circulate(input);
    expect([first > 0, (await ask()).data.previewCirculation.gains]).toEqual([true, []]);
    expect(await world.registry.sql("select from idempotency where key = 'again'")).toEqual([]);
  });

  it("is registered as the act of who asked", async () => {
    const report = await world.report();
    await preview({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
    const [{ entry }] = await world.registry.sql(
      "select entry::jsonb as entry from register_entry where kind = 'ACT' order by sequence desc limit 1",
    );
    expect(entry).toMatchObject({
      operation: ["previewCirculation"],
      reports: [uuidOf("report", report.id)],
      paragraphs: ["§ 4.5"],
    });
  });
});
