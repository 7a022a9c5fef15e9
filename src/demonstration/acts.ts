import { createHash } from "node:crypto";
import { Ground, type Level } from "../entities/terms";
import { addCorrigendum } from "../operations/add-corrigendum";
import { confirmPaperSignature } from "../operations/confirm-paper-signature";
import { declineCirculation } from "../operations/decline-circulation";
import { invokeOversight } from "../operations/invoke-oversight";
import { liftSuspension } from "../operations/lift-suspension";
import { reclassify } from "../operations/reclassify";
import { recordPaperSignature } from "../operations/record-paper-signature";
import { recordThirdPartyConsent } from "../operations/record-third-party-consent";
import { revokeCirculation } from "../operations/revoke-circulation";
import { signCirculation } from "../operations/sign-circulation";
import { suspendCirculation } from "../operations/suspend-circulation";
import { withdrawCirculation } from "../operations/withdraw-circulation";
import type { Play } from "./play";
import { type Row, listed, readTable } from "./tables";
import type { DatedAct } from "./timeline";

/** What is done to a circulation, a report or a part, by whom, and the words that go with it. */
type ActRow = Row<"at" | "act" | "object" | "by" | "text">;
type Doing = (play: Play, row: ActRow) => Promise<unknown>;

const circulationId = (play: Play, { object }: ActRow) => play.id("circulation", object);

const DOINGS: Readonly<Record<string, Doing>> = {
  sign: async (play, row) =>
    play.as(row.by, signCirculation, {
      circulationId: circulationId(play, row),
      digest: await play.digest(row.object),
    }),
  decline: (play, row) => withReason(play, row, declineCirculation),
  withdraw: (play, row) => withReason(play, row, withdrawCirculation),
  suspend: (play, row) => withReason(play, row, suspendCirculation),
  lift: (play, row) => withReason(play, row, liftSuspension),
  revoke: (play, row) => withReason(play, row, revokeCirculation),
  "record-paper": recordPaper,
  "confirm-paper": (play, { object, by }) =>
    play.as(by, confirmPaperSignature, { paperSignatureId: play.id("paper", object) }),
  raise: changeLevel,
  lower: changeLevel,
  consent: (play, { object, by, text }) =>
    play.as(by, recordThirdPartyConsent, { id: play.id("part", object), reference: text }),
  correct: (play, { object, by, text }) => play.as(by, addCorrigendum, { partId: play.id("part", object), text }),
  invoke: async (play, { object, by, text }) => {
    const [reason, days] = listed(text);
    await play.as(by, invokeOversight, { symbol: await play.symbol(object), reason: reason!, days: Number(days) });
  },
};

/** What becomes of reports and circulations, in the order of the table. */
export function laterActs(): DatedAct[] {
  return readTable<"at" | "act" | "object" | "by" | "text">("acts").map(dated);
}

/** OIOS invokes its right to know some days before the present of the demonstration, so that it holds in it. */
export function oversightOf(report: string, present: Date): DatedAct {
  const at = new Date(present.getTime() - 10 * 24 * 60 * 60 * 1000).toISOString();
  return dated({ at, act: "invoke", object: report, by: "oios", text: "An inspection of last month's incidents;30" });
}

function dated(row: ActRow): DatedAct {
  const doing = DOINGS[row.act];
  if (!doing) throw new Error(`The demonstration knows no act ${row.act}.`);
  return { at: new Date(row.at), what: `${row.by} does ${row.act} ${row.object}`, act: (play) => doing(play, row) };
}

type WithReason = Parameters<typeof Play.prototype.as<{ circulationId: string; reason: string }>>[1];

function withReason(play: Play, row: ActRow, operation: WithReason): Promise<unknown> {
  return play.as(row.by, operation, { circulationId: circulationId(play, row), reason: row.text });
}

async function recordPaper(play: Play, row: ActRow): Promise<void> {
  const [post, memorandumReference, memorandumOn] = listed(row.text);
  const { paper_signature_id } = await play.as(row.by, recordPaperSignature, {
    circulationId: circulationId(play, row),
    postId: play.id("post", post!),
    memorandumReference: memorandumReference!,
    memorandumOn: memorandumOn!,
    scanSha256: createHash("sha256").update(row.text).digest("hex"),
  });
  play.remember("paper", row.object, paper_signature_id);
}

async function changeLevel(play: Play, { object, by, text }: ActRow): Promise<void> {
  const [level, grounds, reason] = text.split(";");
  const named = Object.values(Ground).filter((ground) => ground === grounds);
  const id = play.id("part", object);
  await play.as(by, reclassify, { id, level: level as Level, grounds: named, reason: reason! });
}
