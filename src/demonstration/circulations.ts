import { proposeCirculation } from "../operations/propose-circulation";
import type { Play } from "./play";
import { listed, readTable } from "./tables";
import type { DatedAct } from "./timeline";

type Column =
  "key" | "report" | "at" | "by" | "scope" | "posts" | "offices" | "from" | "until" | "purpose" | "portals" | "copies";

/** Every proposal of a circulation; what becomes of each is in the table of acts. */
export function proposals(): DatedAct[] {
  return readTable<Column>("circulations").map((row) => ({
    at: new Date(row.at),
    what: `the circulation ${row.key} is proposed`,
    act: async (play) => {
      const { circulation_id } = await play.as(row.by, proposeCirculation, {
        reportId: play.id("report", row.report),
        ...scope(play, row),
        postIds: listed(row.posts).map((post) => play.id("post", post)),
        officeIds: listed(row.offices).map((office) => play.id("office", office)),
        validFrom: instant(row.from),
        validUntil: instant(row.until),
        purpose: row.purpose,
        portalsAllowed: row.portals === "yes",
        copiesAllowed: row.copies === "yes",
      });
      play.remember("circulation", row.key, circulation_id);
    },
  }));
}

const instant = (field: string): Date | undefined => (field === "" ? undefined : new Date(field));

function scope(play: Play, { report, scope }: { report: string; scope: string }) {
  if (scope === "full") return { full: true };
  return { partIds: listed(scope).map((part) => play.id("part", `${report}/${part}`)) };
}
