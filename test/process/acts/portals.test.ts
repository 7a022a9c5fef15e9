import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import { FIRST, HEAD_OF_OMA, LAST, PAST, TODAY, aPortal, anOfficeThatEnds, fresh, lead, readState } from "./entries";
import { type Tried, tryTable } from "./table";

const URL = "https://portal.un.example/hook";

/** Portals of OMA unless said, and the addresses at which they are told of notices; entered by the first administrator. */
function portalsOf(world: World): Tried {
  const enter = async (portalId: string): Promise<string> => {
    const input = { portalId, url: URL, startsOn: PAST, endsOn: "2017-12-31" };
    return (await world.act(FIRST, "enterWebhook", input, "webhook { id }")).webhook.id;
  };
  const address = (id: string, step: string) => lead(world, { kind: "webhook", id, by: HEAD_OF_OMA }, step);

  async function make(state: string): Promise<Free> {
    const officeId = world.office.OMA;
    if (state === "") return { officeId, code: fresh("portal.") };
    if (state === "OFFICE ENDING") return { officeId: await anOfficeThatEnds(world), code: fresh("portal.") };
    const { whose, step } = readState(state);
    const isPortal = whose.startsWith("PORTAL");
    const office = whose === "PORTAL OF OPSP" ? "OPSP" : "OMA";
    const { id, code } = await aPortal(world, isPortal ? step : "CONFIRMED", office);
    if (state === "CODE OF ANOTHER OFFICE") return { code, officeId: world.office.DPET };
    if (isPortal) return { officeId, code, portalId: id, entryId: id };
    if (whose === "LATER ADDRESS") await address(await enter(id), "CONFIRMED");
    return { code, portalId: id, entryId: await address(await enter(id), step) };
  }

  return {
    make,
    inputs: {
      registerPortal: ({ officeId, code }) => ({ code, name: "A portal", officeId, startsOn: TODAY }),
      enterWebhook: ({ portalId }) => ({ portalId, url: URL, startsOn: TODAY, endsOn: LAST }),
      endPortal: ({ portalId }) => ({ portalId }),
      endWebhook: ({ entryId }) => ({ webhookId: entryId }),
      confirmEntry: ({ entryId }) => ({ entryId }),
      withdrawEntry: ({ entryId }) => ({ entryId }),
    },
  };
}

tryTable("portals.csv", [portalsOf]);
