import { randomUUID } from "node:crypto";

import { idOf } from "../../src/access/ids";
import { registrySchema } from "../../src/app-schema";
import { everythingAsked } from "../access/asked";
import { type Wish, type World, aWorld } from "../operations/world";
import { mutation } from "../operations/life";
import { CANARY, newCanary } from "./scene";

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("reading by a post that one does not hold", () => {
  let world: World;

  beforeAll(async () => {
    world = await aWorld();
    await world.portal("portal.oma", "OMA");
  });

  afterAll(() => world.registry.close());

  let weeks = 0;
  beforeEach(() => world.registry.clock(new Date(Date.UTC(2016, 5, 1 + 7 * (weeks += 1), 12)).toISOString()));

  const texts = () => ({
    parts: [
      { key: "u", level: "UNCLASSIFIED", text: `Open ${newCanary()}` },
      { key: "c", level: "CONFIDENTIAL", text: `Closed ${newCanary()}` },
    ],
  });
  const refusal = (as: Wish, name: string, input: object) => world.refusal(as, name, input);
  const given = async (more: object = {}) => {
    const report = await world.report(texts());
    const circulation = await world.circulate({
      reportId: report.id,
      full: true,
      postIds: [world.post.ASG_OO],
      officeIds: [world.office.OMA],
      portalsAllowed: true,
      ...more,
    });
    return { report, circulation };
  };

  it("C03: an administrator reads no text of any part by any field of the schema, nor by what acts answer", async () => {
    const { report, circulation } = await given();
    const values: Record<string, string> = {
      symbol: report.symbol,
      partId: report.parts.c!,
      text: "convoys or open or canary",
      kind: "APPOINTMENT",
      year: "2016",
    };
    const questions = everythingAsked(registrySchema(), ({ name }) => JSON.stringify(values[name] ?? report.id));
    expect(questions.length).toBeGreaterThan(30);
    for (const reader of ["administrator", "administrator.second"])
      for (const { type, query } of questions) {
        const { body, status } = await world.registry.ask(reader, query);
        expect([reader, type, status < 500, JSON.stringify(body).includes(CANARY)]).toEqual([
          reader,
          type,
          true,
          false,
        ]);
      }
    const acts: [string, object, string][] = [
      [
        "previewCirculation",
        { reportId: report.id, full: true, purpose: "x", postIds: [world.post.ASG_OO] },
        "gains { parts { label } } withheld { __typename }",
      ],
      [
        "suspendCirculation",
        { circulationId: circulation.id, reason: "x" },
        "circulation { parts { id } report { title parts(first: 9) { nodes { text } } } }",
      ],
    ];
    for (const [name, input, payload] of acts) {
      const query =
        name === "previewCirculation"
          ? `mutation ($input: ProposeCirculationInput!) { previewCirculation(input: $input) { ${payload} } }`
          : mutation(name, payload);
      const { body } = await world.registry.ask("administrator", query, { input });
      expect([name, JSON.stringify(body).includes(CANARY)]).toEqual([name, false]);
    }
    const log = JSON.stringify(await world.registry.sql("select entry from register_entry"));
    expect(log).not.toContain(CANARY);
  });

  it("C04: nobody gives the own person a post, a designation, a login's confirmation or a second duty", async () => {
    const self = (await world.registry.person("administrator")).person;
    const head = (await world.registry.person("oma.head")).person;
    for (const code of ["MILITARY_ADVISER", "USG_DPKO", "HOM_MINUSCA", "OMA_STAFF", "AUDITOR", "DIRECTOR_OPSP"])
      expect([
        code,
        (
          await refusal("administrator", "appoint", {
            personId: self,
            postId: world.post[code],
            startsOn: "2017-01-01",
            endsOn: "2017-02-01",
          })
        ).code,
      ]).toEqual([code, expect.stringMatching(/^(FORBIDDEN|BAD_USER_INPUT|CONFLICT|INVALID_STATE)$/)]);
    expect(
      (await refusal("oma.head", "designate", { officeId: world.office.OMA, personId: head, startsOn: "2016-07-01" }))
        .code,
    ).toBe("FORBIDDEN");
    expect(
      (
        await refusal("administrator", "designate", {
          officeId: world.office.OMA,
          personId: self,
          startsOn: "2016-07-01",
        })
      ).code,
    ).toMatch(/FORBIDDEN|NOT_FOUND/);
    const { login } = await world.act(
      "administrator",
      "registerLogin",
      {
        issuer: world.registry.issuer.issuer,
        subject: `other-${randomUUID()}`,
        personId: self,
        startsOn: "2016-06-01",
      },
      "login { id }",
    );
    expect((await refusal("administrator", "confirmEntry", { entryId: login.id })).code).toBe("FORBIDDEN");
  });

  it("C09: sight follows the post: it goes with its holder's last day, comes with the first, and an acting holder has it for the period", async () => {
    const report = await world.report(texts());
    await world.circulate({ reportId: report.id, full: true, postIds: [world.post.HOM_MINUSCA] });
    const [{ ends, next }] = await world.registry.sql(
      "select (d + 1)::text as ends, (d + 2)::text as next from (select (registry_now() at time zone 'UTC')::date as d)",
    );
    const [{ id }] = await world.registry.sql(
      "select a.id from appointment a join post p on p.id = a.post_id where p.code = 'HOM_MINUSCA'",
    );
    await world.act("administrator", "endAppointment", { appointmentId: idOf("appointment", id), endsOn: ends });
    await world.registry.person("successor", "HOM_MINUSCA", { from: next });
    await world.registry.person("stand-in", "HOM_MINUSCA", { acting: true, from: ends, until: ends });
    const sees = async () =>
      Promise.all(["hom.minusca", "stand-in", "successor", "hom.unmiss"].map((reader) => world.reads(reader, report)));
    const both = ["u", "c"];
    expect(await sees()).toEqual([both, null, null, null]);
    await world.registry.clock(`${ends}T23:59:00Z`);
    expect(await sees()).toEqual([both, both, null, null]);
    await world.registry.sql("update registry_clock set shift = shift + interval '2 minutes'");
    expect(await sees()).toEqual([null, null, both, null]);
  });

  it("C15: an office is its id on that day: no name, code, case, parent, part or successor stands in its place", async () => {
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on, parent_id) select 'OMA_CELL', 'Office of Military Affairs', 'HEADQUARTERS_OFFICE', '2010-01-01', id from office where code = 'OMA' on conflict do nothing",
    );
    await world.registry.post("OMA_CELL_STAFF", "OMA_CELL");
    await world.registry.person("cell", "OMA_CELL_STAFF");
    const { report } = await given({ postIds: [] });
    expect([await world.sees("cell", report), await world.reads("oma.staff", report)]).toEqual([null, ["u"]]);
    const propose = (officeIds: unknown[]) =>
      world.ask("administrator", "proposeCirculation", { reportId: report.id, full: true, purpose: "x", officeIds });
    const [{ id }] = await world.registry.sql("select id from office where code = 'OMA'");
    for (const officeIds of [
      ["OMA"],
      ["oma"],
      ["Office of Military Affairs"],
      [id],
      [idOf("office", id).toUpperCase()],
      [world.post.MILITARY_ADVISER],
      [idOf("office", randomUUID())],
    ])
      expect([officeIds, (await propose(officeIds)).code]).toEqual([officeIds, "NOT_FOUND"]);
    const up = await world.report(texts());
    await world.circulate({
      reportId: up.id,
      full: true,
      officeIds: [idOf("office", (await world.registry.sql("select id from office where code = 'OMA_CELL'"))[0].id)],
    });
    expect([
      await world.reads("cell", up),
      await world.sees("oma.head", up),
      await world.sees("oma.staff", up),
    ]).toEqual([["u"], null, null]);
  });

  it("C17: who has left, whose office or login has ended, or who holds no post at all reads nothing, in no empty list either", async () => {
    const { report } = await given();
    await world.registry.post("OMA_BRIEF", "OMA");
    const brief = await world.registry.person("brief", "OMA_BRIEF");
    await world.registry.person("postless");
    expect([await world.reads("brief", report), await world.sees("postless", report)]).toEqual([["u"], null]);
    await world.registry.sql("update appointment set superseded_at = registry_now() where person_id = $1", [
      brief.personId,
    ]);
    expect(await world.sees("brief", report)).toBeNull();
    await world.registry.sql("update login set superseded_at = registry_now() where person_id = $1", [brief.personId]);
    expect((await world.registry.ask("brief", "{ viewer { id } }")).status).toBe(401);
    const empty = `{ reports(first: 9, filter: { missions: [], levels: [], areas: [], statuses: [] }) { totalCount } nodes(ids: []) { id } findings(first: 9, filter: { areas: [] }) { totalCount } circulations(first: 9, filter: { states: [] }) { totalCount } }`;
    for (const reader of ["postless", "asg.oo", "director"])
      expect([reader, (await world.registry.ask(reader, empty)).data]).toEqual([
        reader,
        { reports: { totalCount: 0 }, nodes: [], findings: { totalCount: 0 }, circulations: { totalCount: 0 } },
      ]);
    await world.registry
      .sql("update office set parent_id = (select id from office where code = 'OMA_CELL') where code = 'OMA'")
      .catch(() => undefined);
    expect(await world.sees("postless", report)).toBeNull();
    expect(await world.reads("oma.staff", report)).toEqual(["u"]);
  });
});
