import type { EndWebhookInput } from "../entities/inputs/webhook.inputs";
import type { Act } from "./act";
import { requireWebhookKeeper } from "./enter-webhook";
import { confirmable, endEntry, entryOutcome, lastDay, seeEntry } from "./entries";
import type { Outcome } from "./perform";

/** § 6.13: ends the address at which a portal is told of notices, on a day or at once. */
export async function endWebhook(act: Act, { webhookId, endsOn }: EndWebhookInput): Promise<Outcome> {
  const webhook = await seeEntry(act, confirmable.webhook, webhookId);
  requireWebhookKeeper(act, webhook.row);
  const id = await endEntry(act, webhook, await lastDay(act, endsOn));
  await act.notify("ENTRY_ENDED", id, await act.watchers());
  return entryOutcome(confirmable.webhook, id);
}
