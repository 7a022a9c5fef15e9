import type { World } from "../../operations/world";
import { CLASSIFIED, type InState, Reports } from "./reports";
import { type Tried, tryTable } from "./table";

/** The level that a report of a state is given anew. */
function levelFor(state: string): string {
  if (state === "AT THAT LEVEL" || state.startsWith("STRICT")) return "CONFIDENTIAL";
  return ["MARKED", "CONSENTED"].includes(state) ? "UNCLASSIFIED" : "STRICTLY_CONFIDENTIAL";
}

const groundsOf = (level: string) => (level === "UNCLASSIFIED" ? [] : CLASSIFIED.grounds);

/** Reports whose one part is unclassified, so that each level can be asked for. */
function reportsOf(world: World): Tried {
  const reports = new Reports(world, "report", "UNCLASSIFIED");
  const of = ({ report }: InState) => ({ reportId: report.id });
  return {
    make: async (state) => ({ ...(await reports.make(state)), level: levelFor(state) }),
    inputs: {
      editReport: (made) => ({ ...of(made), expectedVersion: 1, title: "Another title" }),
      addPart: (made) => ({ ...of(made), kind: "SECTION", text: "A section.", level: "UNCLASSIFIED" }),
      submitReport: (made) => ({ ...of(made), expectedVersion: 1 }),
      reclassify: ({ report, level }) => ({ id: report.id, level, grounds: groundsOf(level), reason: "A reason" }),
      recordThirdPartyConsent: ({ report }) => ({ id: report.id, reference: "Letter 13" }),
      invokeOversight: ({ report }) => ({ symbol: report.symbol, reason: "An inquiry", days: 30 }),
    },
  };
}

tryTable("reports.csv", [reportsOf]);
