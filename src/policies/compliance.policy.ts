import type { Policy } from "./policy";

/** Access policy, chapter 15: what compliance counts. */
export const compliancePolicy: Policy = (viewer, { can }) => {
  // § 15.1 The Director and the USGs of the reporting line read the figures of compliance, counted over what they may see.
  if (viewer.isDirector || viewer.isUnderSecretaryGeneral) can("read", "Compliance").because("§ 15.1");
};
