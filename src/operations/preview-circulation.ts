import { Abilities } from "../access/ability";
import type { Projection } from "../access/operators";
import type { ProposeCirculationInput } from "../entities/inputs/circulation.inputs";
import { Level } from "../entities/terms";
import { loadEveryone } from "../identity/facts";
import type { Circulated } from "../policies/subjects";
import { type Viewer, instantOf } from "../policies/viewer";
import type { Act } from "./act";
import { type PartAt, partsAt } from "./part-projections";
import type { Outcome } from "./perform";
import { type Proposal, checkProposal } from "./proposal";
import type { NamedRecipient } from "./recipients";

/**
 * § 4.5: shows what a proposal would give if it were complete now: who would come to read which parts, and who is named in it and would
 * still not read them. It changes nothing.
 */
export async function previewCirculation(act: Act, input: ProposeCirculationInput): Promise<Outcome> {
  const proposal = await checkProposal(act, input);
  act.changes.reports.add(proposal.reportId);
  const now = instantOf(await act.now(), true);
  const everyone = await loadEveryone(act.manager, now);
  const parts = await coveredParts(act, proposal, now);
  const named = proposal.recipients.flatMap((recipient) =>
    everyone.filter((viewer) => isNamed(viewer, recipient)).map((viewer) => ({ viewer, recipient })),
  );
  const seen = named.map((one) => foresee(one, parts, proposal));
  return {
    gains: placed(seen.flatMap(({ gain }) => gain)),
    withheld: placed(seen.flatMap(({ withheld }) => withheld)),
  };
}
previewCirculation.changesNothing = true as const;

const placed = <T extends object>(rows: readonly T[]) => rows.map((row, place) => ({ ...row, place }));

async function coveredParts(
  act: Act,
  { reportId, isFull, parts }: Proposal,
  now: ReturnType<typeof instantOf>,
): Promise<PartAt[]> {
  const all = await partsAt({ query: (text, values) => act.manager.query(text, values) }, { reportId }, now);
  return isFull ? all : all.filter(({ id }) => parts.some((part) => part.id === id));
}

/** Whether a viewer is the post that is named, or of the office that is named. */
const isNamed = ({ posts, offices, portalOffices }: Viewer, { postId, officeId }: NamedRecipient) =>
  postId !== null ? posts.includes(postId) : offices.includes(officeId!) || portalOffices.includes(officeId!);

interface Named {
  readonly viewer: Viewer;
  readonly recipient: NamedRecipient;
}

/** What one who is named would read, and what not, by the rows that the proposal would write for every recipient. */
function foresee({ viewer, recipient }: Named, parts: readonly PartAt[], proposal: Proposal) {
  const abilities = new Abilities(viewer);
  const who = {
    person_id: viewer.personId,
    portal_id: viewer.portalId,
    recipient_post_id: recipient.postId,
    recipient_office_id: recipient.officeId,
  };
  const after = parts.map((part) => ({ part, row: withProposal(part, proposal) }));
  const gained = after.filter(
    ({ part, row }) => !abilities.allows("read", "Part", part.row) && abilities.allows("read", "Part", row),
  );
  const kept = after.filter(({ row }) => !abilities.allows("read", "Part", row));
  const paragraphs = [...new Set(gained.flatMap(({ row }) => abilities.because("read", "Part", row)))].sort();
  const gain = gained.length > 0 ? [{ ...who, part_ids: gained.map(({ part }) => part.id), paragraphs }] : [];
  return { gain, withheld: reasons(viewer, kept, proposal).map((reason) => ({ ...who, ...reason })) };
}

/** A part with the windows that the proposal would open for it: none of a strictly confidential part for an office. */
function withProposal({ row }: PartAt, proposal: Proposal): Projection {
  const level = row.level as Level;
  const opened = proposal.recipients
    .filter(({ officeId }) => officeId === null || level !== Level.STRICTLY_CONFIDENTIAL)
    .map(({ postId, officeId }): Circulated => ({
      circulation: "proposed",
      post: postId,
      office: officeId,
      level,
      isFull: proposal.isFull,
      portalsAllowed: proposal.portalsAllowed,
      copiesAllowed: proposal.copiesAllowed,
      startsAt: Number.NEGATIVE_INFINITY,
      endsAt: Number.POSITIVE_INFINITY,
    }));
  return { ...row, circulatedTo: [...(row.circulatedTo as Circulated[]), ...opened] };
}

/** Why parts stay withheld from one who is named, by level. */
function reasons(viewer: Viewer, kept: readonly { part: PartAt; row: Projection }[], { portalsAllowed }: Proposal) {
  const strict = kept.filter(({ row }) => row.level === Level.STRICTLY_CONFIDENTIAL);
  const others = kept.filter(({ row }) => row.level !== Level.STRICTLY_CONFIDENTIAL);
  const byPortal = viewer.portalId !== null && !portalsAllowed;
  return [
    { rows: strict, paragraph: "§ 10.2", why: "A strictly confidential part goes to named posts, never to an office." },
    byPortal
      ? { rows: others, paragraph: "§ 2.9", why: "Portals are not allowed by this circulation." }
      : {
          rows: others,
          paragraph: "§ 2.8a",
          why: "A confidential part is for the head of the office and the staff that the head has designated.",
        },
  ]
    .filter(({ rows }) => rows.length > 0)
    .map(({ rows, paragraph, why }) => ({ part_ids: rows.map(({ part }) => part.id), paragraph, why }));
}
