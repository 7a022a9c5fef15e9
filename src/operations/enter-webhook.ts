import { BadInput, Forbidden } from "../entities/errors";
import type { EnterWebhookInput } from "../entities/inputs/webhook.inputs";
import { Webhook } from "../entities/webhook";
import type { Projection } from "../access/operators";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { dayBefore, givenPeriod, requireWithin } from "./days";
import { type SeenEntry, confirmable, noteEntry, seeEntry, shortenEntry } from "./entries";
import { heldByDatabase } from "./held-by-database";
import { headPosts } from "./organisation-rows";
import type { Outcome } from "./perform";

/** § 6.13: enters the address at which a portal is told of notices. Nothing is sent there before the head of the portal's office has confirmed it. */
export async function enterWebhook(act: Act, input: EnterWebhookInput): Promise<Outcome> {
  const { said } = await seeEntry(act, confirmable.portal, input.portalId);
  requireWebhookKeeper(act, {});
  if (said.superseded_at)
    throw new BadInput("This portal has ended, or another entry took its place. Give one that stands.");
  // A portal that is withdrawn ends nothing: one of the same code would inherit the address.
  if (!said.confirmed_at)
    throw new BadInput("Nobody has confirmed this portal yet. Enter its address when the head of its office has.");
  const url = givenUrl(input.url);
  const period = givenPeriod(input, "The address");
  // It does not outlast its portal: no later portal of the same code is to inherit it.
  requireWithin(period, { startsOn: said.starts_on!, endsOn: said.ends_on ?? null }, "The portal");
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Webhook, { portalCode: said.code!, url, ...period, enteredBy: act.person }),
  );
  const id = identifiers[0]!.id as string;
  noteEntry(act, confirmable.webhook, id);
  const told = [...(await act.watchers()), ...(await headPosts(act, said.office_id!))];
  await act.notify("ENTRY_AWAITS_CONFIRMATION", id, told);
  return { webhook_id: id };
}

/** Asks whether the viewer keeps such addresses. */
export function requireWebhookKeeper(act: Act, row: Projection): void {
  if (!act.abilities.allows("keep", "Webhook", row))
    throw new Forbidden(
      "Only an administrator enters and ends the address at which a portal is told of notices.",
      citing("§ 6.13"),
    );
  act.require("keep", { subject: "Webhook", row });
}

/** § 10.49: what is confirmed takes the place of what was in force on its days. */
export async function takePlace(act: Act, { id, said }: SeenEntry): Promise<void> {
  const before = await act.manager.query<{ id: string }[]>(
    `select id from webhook where portal_code = $1 and id <> $2 and confirmed_at is not null and superseded_at is null
       and daterange(starts_on, ends_on, '[]') && daterange($3::date, $4::date, '[]') order by id for no key update`,
    [said.portal_code, id, said.starts_on, said.ends_on],
  );
  if (before.length > 0) act.changes.paragraphs.add("§ 10.49");
  for (const one of before)
    await shortenEntry(act, { kind: confirmable.webhook, id: one.id }, dayBefore(said.starts_on!));
}

/** An address as a delivery goes there: by https, or by http in a network that the server's keeper has named; without a login. */
function givenUrl(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : null;
  const isAddress =
    address !== null &&
    /^https?:$/.test(address.protocol) &&
    address.username === "" &&
    address.password === "" &&
    !/[\s#@]/.test(url);
  if (!isAddress || address.href.length > 1000)
    throw new BadInput("Give an https address without a login and without a fragment, of 1000 signs at the most.");
  return address.href;
}
