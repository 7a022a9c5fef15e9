import { createHash } from "node:crypto";

import canonicalize from "canonicalize";

import { BadInput, NotFound } from "../entities/errors";
import type { ProposeCirculationInput } from "../entities/inputs/circulation.inputs";
import { uuidOf } from "../access/ids";
import { filterSql } from "../access/sql-filter";
import { Statement } from "../access/statement";
import type { Level } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { type NamedRecipient, eligibleRecipients } from "./recipients";
import { words } from "./words";

/** A circulation as it is proposed, checked: what a signature will be over. */
export interface Proposal {
  readonly reportId: string;
  readonly isFull: boolean;
  readonly parts: readonly { id: string; level: Level }[];
  readonly recipients: readonly NamedRecipient[];
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly purpose: string;
  readonly portalsAllowed: boolean;
  readonly copiesAllowed: boolean;
}

/** Checks a proposal by every sentence of the policy that a proposal can break; changes nothing. */
export async function checkProposal(act: Act, input: ProposeCirculationInput): Promise<Proposal> {
  const report = await act.see("Report", "report", input.reportId);
  act.require("propose", report);
  act.requireState("propose", report);
  const isFull = wantsFull(input);
  const parts = isFull ? [] : await listedParts(act, report.id, input.partIds!);
  const purpose = words(input.purpose, "the purpose");
  const dates = await validity(act, input);
  const recipients = await eligibleRecipients(act, { reportId: report.id, isFull, parts, ...named(input) });
  refuseToOffices(parts, recipients);
  return {
    reportId: report.id,
    isFull,
    parts,
    recipients,
    ...dates,
    purpose,
    portalsAllowed: input.portalsAllowed ?? false,
    copiesAllowed: input.copiesAllowed ?? false,
  };
}

function wantsFull({ full, partIds }: ProposeCirculationInput): boolean {
  const listed = partIds !== undefined && partIds !== null;
  if ((full === true) === listed)
    throw new BadInput("Say what is circulated: either full: true, or partIds; one of the two.", citing("§ 10.4"));
  if (listed && partIds.length === 0)
    throw new BadInput("List at least one part, or circulate the full report.", citing("§ 10.4"));
  return !listed;
}

/** The listed parts, which must be of this report; a part that the proposer may not know of is not found. */
async function listedParts(act: Act, report: string, ids: readonly string[]): Promise<Proposal["parts"]> {
  const wanted = uuids("part", ids);
  const statement = new Statement();
  const visible = filterSql(act.abilities, "read", "PartReference", { row: "p", statement });
  const { text, values } = statement.query(
    `select p.id, p.level, p.report_id from part p
     where p.id = any(${statement.parameter(wanted, "uuid[]")}) and p.withdrawn_at is null and ${visible} order by p.position`,
  );
  const parts = await act.manager.query<{ id: string; level: Level; report_id: string }[]>(text, values);
  if (parts.length !== wanted.length) throw new NotFound();
  if (parts.some(({ report_id }) => report_id !== report))
    throw new BadInput(
      "A part that is listed belongs to another report. List parts of this report alone.",
      citing("§ 10.4"),
    );
  return parts.map(({ id, level }) => ({ id, level }));
}

function uuidOrMissing(prefix: string, id: string): string {
  const uuid = uuidOf(prefix, id);
  if (!uuid) throw new NotFound();
  return uuid;
}

const named = ({ postIds, officeIds }: ProposeCirculationInput) => ({
  posts: uuids("post", postIds ?? []),
  offices: uuids("office", officeIds ?? []),
});

const uuids = (prefix: string, ids: readonly string[]) => [...new Set(ids.map((id) => uuidOrMissing(prefix, id)))];

async function validity(act: Act, { validFrom, validUntil }: ProposeCirculationInput) {
  const now = await act.now();
  if (validFrom && validFrom < now)
    throw new BadInput(
      "validFrom is in the past. Give a later instant, or none for the moment of the last signature.",
      citing("§ 10.5"),
    );
  if (validUntil && validUntil <= (validFrom ?? now))
    throw new BadInput(
      "The validity ends before it begins. Set validUntil after validFrom and after now.",
      citing("§ 10.5"),
    );
  return { validFrom: validFrom ?? null, validUntil: validUntil ?? null };
}

function refuseToOffices(parts: Proposal["parts"], recipients: Proposal["recipients"]): void {
  if (recipients.some(({ officeId }) => officeId) && parts.some(({ level }) => level === "STRICTLY_CONFIDENTIAL"))
    throw new BadInput(
      "A strictly confidential part is listed for an office. Name the posts that need it instead.",
      citing("§ 10.2"),
    );
}

/** What a signature is over: SHA-256 of the canonical form (RFC 8785) of all that is proposed. */
export function digestOfProposal(proposal: Proposal): string {
  const text = canonicalize({
    report: proposal.reportId,
    full: proposal.isFull,
    parts: proposal.parts.map(({ id }) => id).sort(),
    posts: proposal.recipients.flatMap(({ postId }) => postId ?? []).sort(),
    offices: proposal.recipients.flatMap(({ officeId }) => officeId ?? []).sort(),
    validFrom: proposal.validFrom?.toISOString() ?? null,
    validUntil: proposal.validUntil?.toISOString() ?? null,
    purpose: proposal.purpose,
    portalsAllowed: proposal.portalsAllowed,
    copiesAllowed: proposal.copiesAllowed,
  });
  return createHash("sha256").update(text!).digest("hex");
}
