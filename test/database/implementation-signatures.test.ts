import { Recording } from "./recording";

/** Whoever writes: the database itself refuses what no signature of an Under-Secretary-General leaves. */

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

const OVERTAKEN: [string, string] = ["CLOSING", "OVERTAKEN_BY_EVENTS"];

it("tells which signature decides", async () => {
  await all.recommend();
  await all.sign("USG_DPKO", "dpko");
  expect(await all.state()).toEqual({ decision: "PENDING", implementation: "NOT_STARTED" });
  await all.sign("USG_DFS", "dfs");
  expect(await all.state()).toEqual({ decision: "ENDORSED", implementation: "NOT_STARTED" });
  await all.both(OVERTAKEN);
  expect(await all.state()).toEqual({ decision: "ENDORSED", implementation: "OVERTAKEN_BY_EVENTS" });
});

refuses([
  [
    "a state that nothing is recorded of",
    async () => {
      await all.recommend();
      await all.write("update recommendation_state set implementation = 'VERIFIED' where part_id = $1");
    },
    "is what is recorded of it",
  ],
  [
    "an endorsement that nobody signed",
    async () => {
      await all.recommend();
      await all.write(
        "update recommendation_state set decision = 'ENDORSED', decided_on = '2016-06-01' where part_id = $1",
      );
    },
    "is what is recorded of it",
  ],
  [
    "a state taken back",
    async () => {
      await all.endorsed();
      await all.write("update recommendation_state set decision = 'PENDING', decided_on = null where part_id = $1");
    },
    "is what is recorded of it",
  ],
  [
    "an endorsement of a draft",
    async () => {
      await all.recommend("OMA", "DRAFT");
      await all.sign("USG_DPKO", "dpko");
    },
    "of a submitted report",
  ],
  [
    "a signature of a post outside the line",
    async () => {
      await all.recommend();
      await all.sign("USG_DPO", "dpo");
    },
    "only a post of the reporting line signs",
  ],
  [
    "a signature under another line",
    async () => {
      await all.recommend();
      await all.sign("USG_DPKO", "dpko", ["ENDORSEMENT", "ENDORSED"], "SINGLE");
    },
    "only a post of the reporting line signs",
  ],
  [
    "a signature for a post that another holds",
    async () => {
      await all.recommend();
      await all.sign("USG_DPKO", "dfs");
    },
    "only a post of the reporting line signs",
  ],
  [
    "two signatures of one post",
    async () => {
      await all.recommend();
      await all.sign("USG_DPKO", "dpko");
      await all.sign("USG_DPKO", "dpko");
    },
    "recommendation_signature_post_once",
  ],
  [
    "two signatures of one person",
    async () => {
      await all.recommend();
      await all.appoint("dpko", "USG_DFS");
      await all.sign("USG_DPKO", "dpko");
      await all.sign("USG_DFS", "dpko");
    },
    "recommendation_signature_two_persons",
  ],
  [
    "a second decision",
    async () => {
      await all.endorsed();
      await all.sign("USG_DPKO", "dpko", ["ENDORSEMENT", "NOT_ENDORSED"]);
    },
    "does not await this signature",
  ],
  [
    "a refusal without a reason",
    async () => {
      await all.recommend();
      await all.write(
        `insert into recommendation_signature (part_id, matter, decision, post_id, person_id, reporting_line_code)
           values ($1, 'ENDORSEMENT', 'NOT_ENDORSED', $2, $3, 'DUAL')`,
        all.known.USG_DPKO,
        all.known.dpko,
      );
    },
    "violates check constraint",
  ],
  [
    "a closing of what is not endorsed",
    async () => {
      await all.recommend();
      await all.sign("USG_DPKO", "dpko", OVERTAKEN);
    },
    "does not await this signature",
  ],
  [
    "a closing after the verification",
    async () => {
      await all.implemented();
      await all.judge("VERIFIED", "VERIFIED");
      await all.sign("USG_DPKO", "dpko", OVERTAKEN);
    },
    "does not await this signature",
  ],
  [
    "a closing with the words of an endorsement",
    async () => {
      await all.endorsed();
      await all.sign("USG_DPKO", "dpko", ["CLOSING", "NOT_ENDORSED"]);
    },
    "violates check constraint",
  ],
  [
    "a transfer from a mission that has not ended",
    async () => {
      await all.endorsed("MINUSCA");
      await all.write(
        `insert into recommendation_signature (part_id, matter, decision, from_office_id, to_office_id, post_id, person_id, reporting_line_code, words_id)
           values ($1, 'TRANSFER', 'TRANSFERRED', $2, $3, $4, $5, 'DUAL', $6)`,
        ...[all.known.MINUSCA, all.known.OMA, all.known.USG_DPKO, all.known.dpko, await all.said()],
      );
    },
    "does not await this signature",
  ],
  [
    "a change of what is signed",
    async () => {
      await all.endorsed();
      await all.write("update recommendation_signature set decision = 'NOT_ENDORSED' where part_id = $1");
    },
    "never changes",
  ],
]);
