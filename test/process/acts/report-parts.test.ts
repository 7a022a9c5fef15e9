import type { World } from "../../operations/world";
import { CLASSIFIED, type InState, Reports } from "./reports";
import { type Tried, tryTable } from "./table";

/** The level that a part of a state is given anew: it is lowered, but where the state says otherwise. */
function classificationFor(state: string): object {
  if (state === "AT THAT LEVEL") return CLASSIFIED;
  return state === "CIRCULATED RAISED"
    ? { ...CLASSIFIED, level: "STRICTLY_CONFIDENTIAL" }
    : { level: "UNCLASSIFIED", grounds: [] };
}

/** Confidential parts, each the only one of its report. */
function partsOf(world: World): Tried {
  const reports = new Reports(world, "part", "CONFIDENTIAL");
  const read = ({ partId }: InState) => ({ partId, expectedVersion: 1 });
  return {
    make: async (state) => ({ ...(await reports.make(state)), classification: classificationFor(state) }),
    inputs: {
      editPart: (made) => ({ ...read(made), text: "Another text." }),
      withdrawPart: read,
      addCorrigendum: ({ partId }) => ({ partId, text: "A correction." }),
      reclassify: ({ partId, classification }) => ({ id: partId, ...classification, reason: "A reason" }),
      recordThirdPartyConsent: ({ partId }) => ({ id: partId, reference: "Letter 13" }),
    },
  };
}

tryTable("report-parts.csv", [partsOf]);
