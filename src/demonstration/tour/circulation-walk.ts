import type { Asking } from "./asking";
import * as documents from "./documents";
import type { ExpectedCirculation } from "./expected";
import { type Foreseen, foreseen } from "./foreseen";
import { type ReportOfTheTour, namesOf } from "./report-of-the-tour";
import { sightOf } from "./sight";
import type { Verdicts } from "./verdicts";

const PREPARER = "administrator";

interface Walk {
  readonly asking: Asking;
  readonly report: ReportOfTheTour;
  readonly expected: ExpectedCirculation;
  readonly verdicts: Verdicts;
}

interface Acted {
  circulation: { id: string; digest: string; state: string };
}

/** Takes a circulation from its proposal to its end, tells each step and what the readers see after it, and compares. */
export async function circulationWalk(walk: Walk): Promise<string[]> {
  const told = new Telling(walk.verdicts);
  const input = await inputOf(walk);
  await tellReaders(told, walk, () => "");
  await refuseStrangers(told, walk, input);
  await preview(told, walk, input);
  const { proposeCirculation } = await walk.asking.need<Record<string, Acted>>(PREPARER, documents.PROPOSE, { input });
  const { id, digest, state } = proposeCirculation!.circulation;
  told.step(`${PREPARER} proposes it`, state, "PROPOSED");
  await tellReaders(told, walk, () => "");
  told.step(`${PREPARER} signs it`, await refused(walk, PREPARER, { id, digest }), "refused: NOT_A_SIGNATORY, 4.6");
  await sign(told, walk, { id, digest });
  await tellCirculation(told, walk, id);
  await revoke(told, walk, id);
  return told.lines;
}

/** The lines of the walk, each with its verdict. */
class Telling {
  readonly lines: string[] = [];

  constructor(private readonly verdicts: Verdicts) {}

  step(what: string, found: string, expected: string): void {
    const verdict = this.verdicts.compare(what, found, expected);
    this.lines.push(`${what.padEnd(48)}${(found || "nothing").padEnd(54)}${verdict}`);
  }
}

async function inputOf({ asking, report, expected }: Walk): Promise<Record<string, unknown>> {
  const { offices } = await asking.need<Codes>(PREPARER, documents.CODES, { offices: [expected.office], posts: [] });
  const officeIds = offices.nodes.map(({ id }) => id);
  return { reportId: report.id, full: true, officeIds, purpose: "Shown by the tour" };
}

interface Codes {
  offices: { nodes: { id: string }[] };
  posts: { nodes: { id: string }[] };
}

/** What each of those who are to gain reads now. */
async function tellReaders(told: Telling, walk: Walk, wanted: (parts: string) => string): Promise<void> {
  for (const [reader, parts] of Object.entries(walk.expected.gains)) {
    const sight = await sightOf(walk.asking, reader, walk.report);
    told.step(`  ${reader} reads`, sight.parts, wanted(parts));
  }
}

async function refuseStrangers(told: Telling, { asking, expected }: Walk, input: object): Promise<void> {
  for (const code of expected.strangers) {
    const { posts } = await asking.need<Codes>(PREPARER, documents.CODES, { offices: [], posts: [code] });
    const stranger = { ...input, officeIds: [], postIds: posts.nodes.map(({ id }) => id) };
    const heard = await asking.ask(PREPARER, documents.PREVIEW, { input: stranger });
    told.step(`${PREPARER} names ${code}`, refusalOf(heard), "refused: RECIPIENT_NOT_ELIGIBLE, 10.1");
  }
}

async function preview(told: Telling, { asking, report, expected }: Walk, input: object): Promise<void> {
  const { previewCirculation } = await asking.need<{
    previewCirculation: { gains: Foreseen[]; withheld: Foreseen[] };
  }>(PREPARER, documents.PREVIEW, { input });
  told.lines.push(`${PREPARER} previews it for ${expected.office}`);
  const names = (ids: readonly string[]) => namesOf(report, ids);
  const gains = foreseen(previewCirculation.gains, names);
  const withheld = foreseen(previewCirculation.withheld, names);
  for (const who of new Set([...gains.keys(), ...Object.keys(expected.gains)]))
    told.step(`  ${who} would read`, gains.get(who) ?? "", expected.gains[who] ?? "");
  for (const who of new Set([...withheld.keys(), ...Object.keys(expected.withheld)]))
    told.step(`  ${who} would not read`, withheld.get(who) ?? "", expected.withheld[who] ?? "");
}

interface Signing {
  readonly id: string;
  readonly digest: string;
}

async function sign(told: Telling, walk: Walk, { id, digest }: Signing): Promise<void> {
  const { signers } = walk.expected;
  for (const [place, signer] of signers.entries()) {
    const isLast = place === signers.length - 1;
    const input = { circulationId: id, digest };
    const { signCirculation } = await walk.asking.need<Record<string, Acted>>(signer, documents.SIGN, { input });
    told.step(`${signer} signs it`, signCirculation!.circulation.state, isLast ? "SIGNED" : "PARTLY_SIGNED");
    await tellReaders(told, walk, (parts) => (isLast ? parts : ""));
  }
  told.step(`${signers[0]} signs it again`, await refused(walk, signers[0]!, { id, digest }), "refused: INVALID_STATE");
}

interface Received {
  node: { recipients: { code: string }[]; signatures: unknown[] | null; digest: string | null } | null;
}

/** A recipient sees itself among the recipients, and no one else, no signature and no digest. */
async function tellCirculation(told: Telling, { asking, expected }: Walk, id: string): Promise<void> {
  for (const reader of Object.keys(expected.gains)) {
    const { node } = await asking.need<Received>(reader, documents.RECEIVED, { id });
    const recipients = node?.recipients.map(({ code }) => code).join(" ");
    const rest = node?.signatures === null && node.digest === null ? "no signature, no digest" : "more than its own";
    told.step(
      `  ${reader} sees the circulation`,
      `to ${recipients}; ${rest}`,
      `to ${expected.office}; no signature, no digest`,
    );
  }
}

async function revoke(told: Telling, walk: Walk, circulationId: string): Promise<void> {
  const by = walk.expected.signers.at(-1)!;
  const input = { circulationId, reason: "The tour ends" };
  const { revokeCirculation } = await walk.asking.need<Record<string, Acted>>(by, documents.REVOKE, { input });
  told.step(`${by} revokes it`, revokeCirculation!.circulation.state, "REVOKED");
  await tellReaders(told, walk, () => "");
}

async function refused({ asking }: Walk, by: string, { id, digest }: Signing): Promise<string> {
  return refusalOf(await asking.ask(by, documents.SIGN, { input: { circulationId: id, digest } }));
}

function refusalOf({ code, paragraph }: { code?: string; paragraph?: string }): string {
  if (code === undefined) return "done";
  return ["refused:", [code, paragraph?.replace("§ ", "")].filter((piece) => piece !== undefined).join(", ")].join(" ");
}
