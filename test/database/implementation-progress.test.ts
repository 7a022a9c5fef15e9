import { Recording } from "./recording";

/** Whoever writes: the database itself refuses what no implementation comes to. */

let all: Recording;
beforeAll(async () => {
  all = await Recording.open();
});
afterAll(() => all.close());
beforeEach(() => all.client.query("begin"));
afterEach(() => all.client.query("rollback"));

type Case = [what: string, attempt: () => Promise<unknown>, refusal: string];

const refuses = (cases: Case[]) =>
  it.each(cases)("refuses %s", async (_what, attempt, refusal) => {
    await expect(attempt()).rejects.toThrow(refusal);
  });

it("follows what is recorded, step by step", async () => {
  await all.implemented();
  await all.judge("SENT_BACK", "IN_PROGRESS");
  await all.report("IMPLEMENTED");
  await all.judge("VERIFIED", "VERIFIED");
  expect(await all.state()).toEqual({ decision: "ENDORSED", implementation: "VERIFIED" });
});

refuses([
  [
    "progress of what is not endorsed",
    async () => {
      await all.recommend();
      await all.report("IN_PROGRESS");
    },
    "does not await this",
  ],
  [
    "a leap",
    async () => {
      await all.endorsed();
      await all.report("IMPLEMENTED");
    },
    "does not await this",
  ],
  [
    "a step back",
    async () => {
      await all.endorsed();
      await all.report("IN_PROGRESS");
      await all.report("NOT_STARTED");
    },
    "does not await this",
  ],
  [
    "progress after the end",
    async () => {
      await all.endorsed();
      await all.both(["CLOSING", "OVERTAKEN_BY_EVENTS"]);
      await all.report("IN_PROGRESS");
    },
    "does not await this",
  ],
  [
    "a verification of what was not reported as implemented",
    async () => {
      await all.endorsed();
      await all.report("IN_PROGRESS");
      await all.judge("VERIFIED", "VERIFIED");
    },
    "does not await this",
  ],
  [
    "a verification by who is not of OPSP",
    async () => {
      await all.implemented();
      await all.judge("VERIFIED", "VERIFIED", ["dpko", "USG_DPKO"]);
    },
    "only OPSP verifies",
  ],
  [
    "a verification by who reported it",
    async () => {
      await all.appoint("adviser", "DIRECTOR_OPSP");
      await all.implemented();
      await all.judge("VERIFIED", "VERIFIED", ["adviser", "DIRECTOR_OPSP"]);
    },
    "who reported it does not verify it",
  ],
  [
    "a verification that is reported",
    async () => {
      await all.implemented();
      await all.report("VERIFIED");
    },
    "does not await this",
  ],
  [
    "progress reported by another office",
    async () => {
      await all.endorsed();
      await all.report("IN_PROGRESS", ["head", "HOM_MINUSCA", "MINUSCA"]);
    },
    "by the staff of the office",
  ],
  [
    "progress reported by a Head of Component",
    async () => {
      await all.endorsed("MINUSCA");
      await all.report("NOT_STARTED", ["component", "HOMC_MINUSCA", "MINUSCA"]);
    },
    "by no Head of Component",
  ],
  [
    "a mission that begins unconsulted",
    async () => {
      await all.endorsed("MINUSCA");
      await all.report("IN_PROGRESS", ["head", "HOM_MINUSCA", "MINUSCA"]);
    },
    "consulted before it begins",
  ],
  [
    "a consultation on the day of the endorsement",
    async () => {
      await all.endorsed("MINUSCA");
      await all.consult("MINUSCA", "2016-06-01");
    },
    "consulted after the endorsement",
  ],
  [
    "a consultation in the future",
    async () => {
      await all.endorsed("MINUSCA");
      await all.consult("MINUSCA", "2016-06-02");
    },
    "consulted after the endorsement",
  ],
  [
    "a consultation with another mission",
    async () => {
      await all.endorsed("MINUSCA");
      await all.later();
      await all.consult("UNMISS", "2016-06-02");
    },
    "consulted after the endorsement",
  ],
  [
    "a consultation of an office at Headquarters",
    async () => {
      await all.endorsed();
      await all.later();
      await all.consult("OMA", "2016-06-02");
    },
    "consulted after the endorsement",
  ],
  [
    "an office that does not coordinate",
    async () => {
      await all.endorsed();
      await all.name("DPET", "COORDINATES");
    },
    "does not take that task",
  ],
  [
    "an office that supports twice",
    async () => {
      await all.endorsed();
      await all.name("DPET", "SUPPORTS");
      await all.name("DPET", "SUPPORTS");
    },
    "recommendation_office_supports_once",
  ],
  [
    "evidence of what was not reported with it",
    async () => {
      await all.endorsed();
      await all.write(
        "insert into recommendation_evidence (words_id, progress_id, part_id) values ($2, gen_random_uuid(), $1)",
        await all.said(),
      );
    },
    "given with what it shows",
  ],
  [
    "other words than were said",
    async () => {
      await all.endorsed();
      await all.said();
      await all.write("update recommendation_words set text = 'Other' where part_id = $1");
    },
    "never changes",
  ],
  [
    "words in clear of what is strictly confidential",
    async () => {
      await all.recommend();
      await all.said();
      await all.write(
        "update report set level = 'STRICTLY_CONFIDENTIAL' where id = (select report_id from part where id = $1)",
      );
      await all.client.query("set local session_replication_role = replica");
      await all.write(
        "update part_content set text = null, ciphertext = 'x', wrapped_key = 'x', key_id = 'x' where part_id = $1",
      );
      await all.client.query("set local session_replication_role = origin");
      await all.write("update part set level = 'STRICTLY_CONFIDENTIAL' where id = $1");
    },
    "not sealed",
  ],
  [
    "a change of what was reported",
    async () => {
      await all.implemented();
      await all.write("update recommendation_progress set status = 'IN_PROGRESS' where part_id = $1");
    },
    "never changes",
  ],
]);
