import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import { FIRST, HEAD_OF_OMA, PAST, SECOND, TODAY, aPortal, fresh, lead, personOf, readState } from "./entries";
import { DIRECTOR, type Tried, tryTable } from "./table";

/** Where the portal stands for which a login is registered. */
const PORTALS: Readonly<Record<string, string>> = {
  "OF AN AWAITING PORTAL": "AWAITING",
  "OF A STANDING PORTAL": "CONFIRMED",
  "OF AN ENDED PORTAL": "ENDED",
  "OF A WITHDRAWN PORTAL": "WITHDRAWN",
};

/** Who confirms a login: the head of the office whose portal it is of; of a person's, another than who gains by it. */
const CONFIRMED_BY: Readonly<Record<string, string>> = {
  "OF A PORTAL": HEAD_OF_OMA,
  "OF ADMINISTRATOR_2": DIRECTOR,
};

/** Logins, of who holds a post of OMA unless said; entered by the first administrator unless said. */
function loginsOf(world: World): Tried {
  const { issuer } = world.registry.issuer;

  async function bearerIn(whose: string): Promise<object> {
    if (whose === "OF A PORTAL") return { portalId: (await aPortal(world, "CONFIRMED")).id };
    if (whose === "OF A PORTAL OF OPSP") return { portalId: (await aPortal(world, "CONFIRMED", "OPSP")).id };
    return { personId: await personOf(world, whose.startsWith("OF ") ? whose.slice(3) : "OMA_STAFF") };
  }

  async function make(state: string): Promise<Free> {
    const subject = fresh("subject ");
    const portal = PORTALS[state];
    if (portal) return { subject, bearer: { portalId: (await aPortal(world, portal)).id } };
    const { whose, step } = readState(state);
    const bearer = await bearerIn(whose);
    if (step === "") return { subject, bearer };
    const input = { ...bearer, issuer, subject, startsOn: PAST };
    const enterer = whose === "ENTERED BY THE OTHER" ? SECOND : FIRST;
    const { login } = await world.act(enterer, "registerLogin", input, "login { id }");
    const by = CONFIRMED_BY[whose] ?? SECOND;
    return { subject, bearer, id: await lead(world, { kind: "login", id: login.id, by }, step) };
  }

  return {
    make,
    inputs: {
      registerLogin: ({ bearer, subject }) => ({ ...bearer, issuer, subject, startsOn: TODAY }),
      endLogin: ({ id }) => ({ loginId: id }),
      confirmEntry: ({ id }) => ({ entryId: id }),
      withdrawEntry: ({ id }) => ({ entryId: id }),
    },
  };
}

tryTable("logins.csv", [loginsOf]);
