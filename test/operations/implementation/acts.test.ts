import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

import { closeRecommendation } from "../../../src/operations/close-recommendation";
import { declineRecommendation } from "../../../src/operations/decline-recommendation";
import { endorseRecommendation } from "../../../src/operations/endorse-recommendation";
import { nameImplementationOffice } from "../../../src/operations/name-implementation-office";
import type { Operation } from "../../../src/operations/perform";
import { recordImplementationConsultation } from "../../../src/operations/record-implementation-consultation";
import { reportProgress } from "../../../src/operations/report-progress";
import { sendBackImplementation } from "../../../src/operations/send-back-implementation";
import { transferRecommendation } from "../../../src/operations/transfer-recommendation";
import { verifyImplementation } from "../../../src/operations/verify-implementation";
import { triesOn } from "../tries";
import { type Made, Recommendations } from "./recommendations";

/**
 * Who may do what in which state, kept as a table. Every cell is tried: what is refused over HTTP, with its code and with nothing changed;
 * what is done, by the act itself, which is taken back.
 */

interface Line extends Record<string, string> {
  act: string;
  state: string;
}

const TABLE = parse<Line>(readFileSync(join(__dirname, "acts.csv"), "utf8"), { columns: true });
const READERS = Object.keys(TABLE[0]!).slice(2);
const STATES = [...new Set(TABLE.map(({ state }) => state))];

const OPERATIONS: Readonly<Record<string, Operation<never>>> = {
  closeRecommendation,
  declineRecommendation,
  endorseRecommendation,
  nameImplementationOffice,
  recordImplementationConsultation,
  reportProgress,
  sendBackImplementation,
  transferRecommendation,
  verifyImplementation,
};

describe("who may do what to a recommendation", () => {
  let all: Recommendations;
  const made: Record<string, Made> = {};

  /** A recommendation that its office and the Head of MINUSCA read. */
  const begun = async (office: string, signers: string[], steps: string[]) => {
    const one = await all.make({ office });
    await all.circulate(one, { posts: ["HOM_MINUSCA"], offices: ["OMA"] });
    await all.endorse(one, signers);
    for (const step of steps) await all.report("oma.head", one, step);
    return one;
  };

  beforeAll(async () => {
    all = await Recommendations.open("2016-05-31T12:00:00Z");
    const both = ["usg.dpko", "usg.dfs"];
    made.DRAFT = await all.make({ submitted: false });
    made.PENDING = await begun("OMA", [], []);
    made.PARTLY = await begun("OMA", ["usg.dfs"], []);
    made.NOT_ENDORSED = await begun("OMA", [], []);
    await all.do("usg.dpko", "declineRecommendation", made.NOT_ENDORSED, { reason: "No" });
    made.NOT_STARTED = await begun("OMA", both, []);
    made.IN_PROGRESS = await begun("OMA", both, ["IN_PROGRESS"]);
    made.IMPLEMENTED = await begun("OMA", both, ["IN_PROGRESS", "IMPLEMENTED"]);
    made.VERIFIED = await begun("OMA", both, ["IN_PROGRESS", "IMPLEMENTED"]);
    await all.do("officer", "verifyImplementation", made.VERIFIED);
    made.CLOSED = await begun("OMA", both, []);
    for (const usg of both)
      await all.do(usg, "closeRecommendation", made.CLOSED, { outcome: "OVERTAKEN_BY_EVENTS", reason: "x" });
    made.MISSION = await begun("MINUSCA", both, []);
    made.MISSION_CONSULTED = await begun("MINUSCA", both, []);
    made.MISSION_ENDED = await begun("UNMISS", both, []);
    await all.world.registry.clock("2016-06-01T12:00:00Z");
    await all.consult(made.MISSION_CONSULTED, "2016-06-01");
    await all.world.registry.sql(
      "insert into office_end (office_id, ends_on, recorded_at) select id, '2016-05-31', '2016-05-31' from office where code = 'UNMISS'",
    );
  });

  afterAll(() => all.close());

  const inputOf = (act: string, { id }: Made): Record<string, unknown> => {
    const { office } = all.world;
    const more: Record<string, object> = {
      declineRecommendation: { reason: "A reason" },
      nameImplementationOffice: { officeId: office.DPET, task: "SUPPORTS" },
      recordImplementationConsultation: { heldOn: "2016-06-01", note: "A note" },
      reportProgress: { status: "IN_PROGRESS", note: "A note" },
      sendBackImplementation: { reason: "A reason" },
      closeRecommendation: { outcome: "CLOSED_WITHOUT_IMPLEMENTATION", reason: "A reason" },
      transferRecommendation: { officeId: office.OMA, reason: "A reason" },
    };
    return { recommendationId: id, ...more[act] };
  };

  async function outcome(reader: string, act: string, one: Made, expected: string): Promise<string> {
    const input = inputOf(act, one);
    if (expected === "DONE") return triesOn(all.world)(reader, OPERATIONS[act]!, input as never);
    const { code } = await all.world.ask(reader, act, input);
    return code ?? "DONE";
  }

  it.each(STATES)("in the state %s is what the table says, and whatever is refused changes nothing", async (state) => {
    const lines = TABLE.filter((line) => line.state === state);
    const before = await all.world.contents();
    const found: Line[] = [];
    for (const expected of lines) {
      const line: Line = { act: expected.act, state };
      for (const reader of READERS) line[reader] = await outcome(reader, expected.act, made[state]!, expected[reader]!);
      found.push(line);
    }
    expect(found).toEqual(lines);
    expect(await all.world.contents()).toEqual(before);
  });
});
