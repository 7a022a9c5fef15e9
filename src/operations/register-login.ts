import { BadInput } from "../entities/errors";
import type { RegisterLoginInput } from "../entities/inputs/organisation.inputs";
import { Login } from "../entities/entries";
import type { Act } from "./act";
import { isSubject } from "./codes";
import { type Period, givenPeriod, requireWithin } from "./days";
import { confirmable, noteEntry, seeEntry } from "./entries";
import { heldByDatabase } from "./held-by-database";
import { inTurn } from "./in-turn";
import { headPosts } from "./organisation-rows";
import type { Outcome } from "./perform";

/** Whose login it is: a person's, or that of the portals with a code. */
interface Bearer {
  readonly personId: string | null;
  readonly portalCode: string | null;
  /** The portal's office, whose head confirms. */
  readonly office: string | null;
  /** The portal's days. */
  readonly stands: Period | null;
}

/** § 6.7: enters by which issuer and subject a person or a portal signs in. Nobody is known by it before it is confirmed. */
export async function registerLogin(act: Act, input: RegisterLoginInput): Promise<Outcome> {
  act.require("keep", { subject: "Login", row: {} });
  await inTurn(act);
  const { office, stands, ...bearer } = await bearerOf(act, input);
  const issuer = givenIssuer(input.issuer);
  const subject = givenSubject(input.subject);
  const period = givenPeriod(input, "The login");
  // It does not outlast its portal: no later portal of the same code is to inherit it.
  if (stands) requireWithin(period, stands, "The portal");
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Login, { issuer, subject, ...bearer, ...period, enteredBy: act.person }),
  );
  const id = identifiers[0]!.id as string;
  noteEntry(act, confirmable.login, id);
  const heads = office ? await headPosts(act, office) : [];
  await act.notify("ENTRY_AWAITS_CONFIRMATION", id, [...(await act.watchers()), ...heads]);
  return { login_id: id };
}

async function bearerOf(act: Act, { personId, portalId }: RegisterLoginInput): Promise<Bearer> {
  if (personId && !portalId)
    return { personId: (await act.see("Person", "person", personId)).id, portalCode: null, office: null, stands: null };
  if (!personId && portalId) {
    const { said } = await seeEntry(act, confirmable.portal, portalId);
    if (said.superseded_at)
      throw new BadInput("This portal has ended, or another entry took its place. Give one that stands.");
    const stands = { startsOn: said.starts_on!, endsOn: said.ends_on ?? null };
    return { personId: null, portalCode: said.code!, office: said.office_id!, stands };
  }
  throw new BadInput("Say whose login it is: either personId, or portalId; one of the two.");
}

/** An issuer as its tokens spell it. */
function givenIssuer(issuer: string): string {
  const address = URL.canParse(issuer) ? new URL(issuer) : null;
  const isAddress = address !== null && /^https?:$/.test(address.protocol) && !/[\s?#]/.test(issuer);
  if (!isAddress || issuer.length > 500)
    throw new BadInput("Give the issuer as its tokens spell it: an https address without a query.");
  return issuer;
}

function givenSubject(subject: string): string {
  if (!isSubject(subject))
    throw new BadInput("Give the subject as the issuer's tokens spell it: 1 to 255 signs of ASCII.");
  return subject;
}
