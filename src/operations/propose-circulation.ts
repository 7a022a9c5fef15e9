import { Circulation, CirculationPaper, CirculationPart, CirculationRecipient } from "../entities/circulation";
import type { ProposeCirculationInput } from "../entities/inputs/circulation.inputs";
import type { Act } from "./act";
import { awaitSignatures } from "./quorum";
import { recordCirculationAct } from "./circulation-rows";
import type { Outcome } from "./perform";
import { type Proposal, checkProposal, digestOfProposal } from "./proposal";

/** § 4.5: proposes a circulation. It gives no sight; from here on it never changes. */
export async function proposeCirculation(act: Act, input: ProposeCirculationInput): Promise<Outcome> {
  const proposal = await checkProposal(act, input);
  const post = await act.postWith("DIRECTOR_OPSP", "ADMINISTRATOR", "TEAM_ASSISTANT");
  const circulation = await insertCirculation(act, proposal, post);
  await recordCirculationAct(act, { circulation, done: "PROPOSED", post });
  await awaitSignatures(act, circulation);
  return { circulation_id: circulation };
}

async function insertCirculation(act: Act, proposal: Proposal, post: string | null): Promise<string> {
  const { manager } = act;
  const { reportId, parts, recipients, ...terms } = proposal;
  const { identifiers } = await manager.insert(Circulation, {
    reportId,
    ...terms,
    proposedBy: act.person,
    proposedByPostId: post,
  });
  const circulationId = identifiers[0]!.id as string;
  await manager.insert(CirculationPaper, { circulationId, digest: digestOfProposal(proposal) });
  if (parts.length > 0)
    await manager.insert(
      CirculationPart,
      parts.map(({ id }) => ({ circulationId, reportId, partId: id })),
    );
  await manager.insert(
    CirculationRecipient,
    recipients.map((recipient) => ({ ...recipient, circulationId })),
  );
  return circulationId;
}
