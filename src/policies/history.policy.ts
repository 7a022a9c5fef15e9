import { partPolicy } from "./part.policy";
import { type Policy, rowsRead } from "./policy";
import { reportPolicy } from "./report.policy";

/** Access policy, § 2.12 and § 3.12: what was done to reports and their parts. */
export const historyPolicy: Policy = (viewer, { can }) => {
  if (viewer.through) return;

  // § 2.12 Who reads a part reads its history, but not through a portal on behalf of a person.
  for (const conditions of rowsRead(viewer, partPolicy, "Part")) can("read", "PartEvent", conditions).because("§ 2.12");

  // § 3.12 Who reads the title of a report reads its history, but not through a portal on behalf of a person.
  for (const conditions of rowsRead(viewer, reportPolicy, "ReportTitle"))
    can("read", "ReportEvent", conditions).because("§ 3.12");
};
