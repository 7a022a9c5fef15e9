import { uuidOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.registry.close());

const CANARY = "Quetzal-Zanzibar-Ölfaß";
const GROUNDS = ["SAFETY_OR_PRIVACY_OF_PERSONS"];
const STRICT = { level: "STRICTLY_CONFIDENTIAL", grounds: GROUNDS };
const CONFIDENTIAL = { level: "CONFIDENTIAL", grounds: GROUNDS };

/** The forms in which the canary could lie in a row: as it is, and encoded. */
const forms = (text: string) => {
  const bytes = Buffer.from(text, "utf8");
  const core = (shift: number) => bytes.subarray(shift).toString("base64").replace(/=+$/, "").slice(0, -2);
  return [text, text.toLowerCase(), bytes.toString("hex"), core(0), core(1), core(2), "quetzal", "zanzibar"];
};

/** The tables with a row in which the canary shows, in whatever form. */
async function tablesWithCanary(): Promise<string[]> {
  const found: string[] = [];
  for (const name of Object.keys(await world.contents()).concat("register_entry", "register_head")) {
    const rows = await world.registry.sql(
      `select from ${name} t where exists (select from unnest($1::text[]) form where position(form in t::text) > 0) limit 1`,
      [forms(CANARY)],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}
const draft = (more: object = {}) =>
  world.report({
    submitted: false,
    level: "STRICTLY_CONFIDENTIAL",
    parts: [{ key: "s", text: `${CANARY} one.` }],
    ...more,
  });
const textOf = async (as: string, id: string | undefined) =>
  (
    await world.registry.ask(
      as,
      `query ($id: ID!) { node(id: $id) { ... on Part { text } ... on Report { title } } }`,
      { id },
    )
  ).data.node;

describe("the database never holds a strictly confidential text or title in clear", () => {
  it("not of a draft: when it is begun, edited, and when a part is added", async () => {
    const report = await draft();
    await world.act("director", "editReport", { reportId: report.id, expectedVersion: 1, title: `${CANARY} title` });
    await world.act("director", "editPart", { partId: report.parts.s, expectedVersion: 1, text: `${CANARY} two.` });
    await world.act("director", "addPart", {
      reportId: report.id,
      kind: "SECTION",
      text: `${CANARY} three.`,
      ...STRICT,
    });
    expect(await textOf("director", report.id)).toEqual({ title: `${CANARY} title` });
    expect(await textOf("director", report.parts.s)).toEqual({ text: `${CANARY} two.` });
    expect(await tablesWithCanary()).toEqual([]);
  });

  it("not by a withdrawn part, by a key of idempotency, or by what is refused", async () => {
    const report = await draft();
    await world.act("director", "withdrawPart", { partId: report.parts.s, expectedVersion: 1 });
    const input = { reportId: report.id, kind: "SECTION", text: `${CANARY} four.`, ...STRICT };
    await world.ask("director", "addPart", input, { headers: { "idempotency-key": "canary" } });
    await world.refusal("director", "addPart", { ...input, kind: "CORRIGENDUM" });
    expect(await tablesWithCanary()).toEqual([]);
  });

  it("not of a draft that was written in clear, and then raised", async () => {
    const report = await world.report({ submitted: false, parts: [{ key: "c", text: `${CANARY} five.` }] });
    await world.act("director", "editReport", { reportId: report.id, expectedVersion: 1, title: `${CANARY} title` });
    expect(await tablesWithCanary()).toEqual(expect.arrayContaining(["report_title", "part_content", "part_search"]));
    await world.act("director", "editReport", { reportId: report.id, expectedVersion: 2, sensitivity: STRICT });
    await world.act("director", "editPart", { partId: report.parts.c, expectedVersion: 1, sensitivity: STRICT });
    expect(await tablesWithCanary()).toEqual([]);
    expect(await textOf("director", report.parts.c)).toEqual({ text: `${CANARY} five.` });
  });

  it("not of what was submitted in clear, circulated and read, and then raised; lowered, it is there again, unchanged", async () => {
    const report = await world.report({ parts: [{ key: "c", text: `${CANARY} six.` }] });
    await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    await world.sees("asg.oo", report);
    await world.act("director", "reclassify", { id: report.parts.c, ...STRICT, reason: "A reason" });
    expect(await tablesWithCanary()).toEqual([]);
    expect(await textOf("usg.dpko", report.parts.c)).toEqual({ text: `${CANARY} six.` });
    await world.act("director", "reclassify", { id: report.parts.c, ...CONFIDENTIAL, reason: "A reason" });
    expect(await textOf("officer", report.parts.c)).toBeNull();
    expect(await textOf("usg.dpko", report.parts.c)).toEqual({ text: `${CANARY} six.` });
    await world.act("director", "reclassify", { id: report.parts.c, ...STRICT, reason: "A reason" });
    expect(await tablesWithCanary()).toEqual([]);
  });

  it("not of a corrigendum, nor of a proposal that lists it, previews it and circulates it", async () => {
    const report = await draft();
    await world.act("director", "submitReport", { reportId: report.id });
    const { part } = await world.act(
      "director",
      "addCorrigendum",
      { partId: report.parts.s, text: `${CANARY} seven.` },
      "part { id }",
    );
    const scope = { reportId: report.id, partIds: [part.id], postIds: [world.post.ASG_OO], purpose: "A test" };
    await world.act("administrator", "previewCirculation".replace("preview", "propose"), scope);
    await world.ask("administrator", "previewCirculation", scope);
    await world.circulate(scope);
    expect(await textOf("asg.oo", part.id)).toEqual({ text: `${CANARY} seven.` });
    expect(await tablesWithCanary()).toEqual([]);
  });

  it("not of the file that an annex describes, nor of the source of a text: they are sealed with it, and read with it", async () => {
    const annex = { fileName: `${CANARY}.pdf`, mediaType: `application/${CANARY}`, fileSha256: "ab".repeat(32) };
    const report = await draft();
    const input = { reportId: report.id, text: `${CANARY} eight.`, publicSource: `${CANARY} source`, ...STRICT };
    const { part } = await world.act("director", "addPart", { ...input, kind: "ANNEX", annex }, "part { id }");
    const FILE = `query ($id: ID!) { node(id: $id) { ... on Annex { text publicSource fileName mediaType fileSha256 } } }`;
    const said = async (as: string) => (await world.registry.ask(as, FILE, { id: part.id })).data.node;
    const whole = { text: `${CANARY} eight.`, publicSource: `${CANARY} source`, ...annex };
    expect(await said("director")).toEqual(whole);
    expect(await tablesWithCanary()).toEqual([]);
    await world.act("director", "editPart", {
      partId: part.id,
      expectedVersion: 1,
      annex: { ...annex, fileName: `${CANARY} 2.pdf` },
    });
    expect(await said("director")).toEqual({ ...whole, fileName: `${CANARY} 2.pdf` });
    expect(await tablesWithCanary()).toEqual([]);
    await world.act("director", "submitReport", { reportId: report.id });
    await world.act("director", "reclassify", { id: part.id, ...CONFIDENTIAL, reason: "A reason" });
    expect(await tablesWithCanary()).toEqual(expect.arrayContaining(["part_content"]));
    await world.act("director", "reclassify", { id: part.id, ...STRICT, reason: "A reason" });
    expect(await tablesWithCanary()).toEqual([]);
    expect(await said("usg.dpko")).toEqual({ ...whole, fileName: `${CANARY} 2.pdf` });
    await expect(
      world.registry.sql("update part_content set file_name = 'In clear' where part_id = $1", [
        uuidOf("part", part.id),
      ]),
    ).rejects.toThrow(/check constraint|immutable/);
  });

  it("the same text is never sealed twice alike, and no key that opens it lies beside it", async () => {
    const rows = await world.registry.sql(
      "select ciphertext, wrapped_key from part_content where ciphertext is not null",
    );
    expect(new Set(rows.map(({ ciphertext }) => ciphertext.toString("hex"))).size).toBe(rows.length);
    for (const { wrapped_key: wrapped } of rows) expect(wrapped.length).toBeGreaterThan(32);
  });

  it("the server's own log says nothing of it", () => {
    expect(JSON.stringify(world.registry.logged)).not.toContain("Quetzal");
  });
});

describe("what is sealed opens in its own place alone", () => {
  let report: MadeReport;
  let other: MadeReport;
  beforeAll(async () => {
    report = await world.report({
      level: "STRICTLY_CONFIDENTIAL",
      parts: [
        { key: "s", text: `${CANARY} eight.` },
        { key: "t", text: "Another." },
      ],
    });
    other = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s", text: "A third." }] });
  });

  /** Changes rows as one could who holds the database, past every trigger; asks; and puts them back. */
  async function tampered(change: string, values: unknown[], asked: () => Promise<void>): Promise<void> {
    const kept = ["part_content", "report_title"];
    for (const name of kept) await world.registry.sql(`create temp table kept_${name} as select * from ${name}`);
    await world.registry.sql("set session_replication_role = replica");
    try {
      await world.registry.sql(change, values);
      await asked();
    } finally {
      for (const name of kept) {
        const key = name === "part_content" ? "part_id" : "report_id";
        const columns =
          "ciphertext = k.ciphertext, wrapped_key = k.wrapped_key, key_id = k.key_id, version = k.version";
        await world.registry.sql(`update ${name} t set ${columns} from kept_${name} k where k.${key} = t.${key}`);
        await world.registry.sql(`drop table kept_${name}`);
      }
      await world.registry.sql("set session_replication_role = origin");
    }
  }
  const expectClosed = async (id: string | undefined) => {
    const answer = await world.registry.ask(
      "usg.dpko",
      `query ($id: ID!) { node(id: $id) { ... on Part { text } ... on Report { title } } }`,
      { id },
    );
    expect([answer.status, answer.code, answer.data]).toEqual([503, "UNAVAILABLE", null]);
    expect(JSON.stringify(answer.body)).not.toContain("Quetzal");
  };
  const part = (of: MadeReport, key: string) => uuidOf("part", of.parts[key]!);
  const SEALED = "(ciphertext, wrapped_key, key_id)";
  const moved = `update part_content set ${SEALED} = (select ciphertext, wrapped_key, key_id from part_content where part_id = $1) where part_id = $2`;

  it.each(["t", "other"])("not in another part, of the same report or of another: %s", async (where) => {
    const [id, target] = where === "t" ? [report.parts.t, part(report, "t")] : [other.parts.s, part(other, "s")];
    await tampered(moved, [part(report, "s"), target], async () => {
      await expectClosed(id);
      expect(await textOf("usg.dpko", report.parts.s)).toEqual({ text: `${CANARY} eight.` });
    });
  });

  it("not as a title", async () => {
    const asTitle = `update report_title set ${SEALED} = (select ciphertext, wrapped_key, key_id from part_content where part_id = $1) where report_id = $2`;
    await tampered(asTitle, [part(report, "s"), uuidOf("report", report.id)], () => expectClosed(report.id));
  });

  it.each([
    ["at another version", "update part_content set version = version + 1 where part_id = $1"],
    [
      "under another key",
      "update part_content set wrapped_key = (select wrapped_key from part_content where part_id = $2) where part_id = $1",
    ],
    ["under a key that is not there", "update part_content set key_id = 'another' where part_id = $1"],
    [
      "with one bit changed",
      "update part_content set ciphertext = set_bit(ciphertext, 200, 1 - get_bit(ciphertext, 200)) where part_id = $1",
    ],
    ["cut short", "update part_content set ciphertext = substring(ciphertext for 20) where part_id = $1"],
    ["empty", "update part_content set ciphertext = '' where part_id = $1"],
  ])("not %s", async (_how, change) => {
    const values = change.includes("$2") ? [part(report, "s"), part(report, "t")] : [part(report, "s")];
    await tampered(change, values, () => expectClosed(report.parts.s));
  });

  it("an act that needs the text refuses, too, and changes nothing", async () => {
    await tampered(moved, [part(report, "t"), part(report, "s")], async () => {
      const before = await world.contents();
      const answer = await world.ask("director", "reclassify", {
        id: report.parts.s,
        ...CONFIDENTIAL,
        reason: "A reason",
      });
      expect([answer.status, answer.code, answer.data]).toEqual([503, "UNAVAILABLE", null]);
      expect(await world.contents()).toEqual(before);
    });
  });

  it("an earlier version of a draft does not come back", async () => {
    const fresh = await draft();
    const [first] = await world.registry.sql(
      "select ciphertext, wrapped_key, key_id from part_content where part_id = $1",
      [part(fresh, "s")],
    );
    await world.act("director", "editPart", { partId: fresh.parts.s, expectedVersion: 1, text: "Second." });
    const back = "update part_content set ciphertext = $1, wrapped_key = $2, key_id = $3 where part_id = $4";
    await tampered(back, [first.ciphertext, first.wrapped_key, first.key_id, part(fresh, "s")], async () => {
      const answer = await world.registry.ask(
        "director",
        `query ($id: ID!) { node(id: $id) { ... on Part { text } } }`,
        { id: fresh.parts.s },
      );
      expect([answer.code, answer.data]).toEqual(["UNAVAILABLE", null]);
    });
  });
});
