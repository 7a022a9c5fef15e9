import type { World } from "../../operations/world";
import { circulationsOf, ofCirculation } from "./circulations";
import { type InState, Reports } from "./reports";
import { type Tried, tryTable } from "./table";

/** Reports, and what is proposed of them. */
function proposalsOf(world: World): Tried {
  const reports = new Reports(world, "report", "UNCLASSIFIED");
  const proposal = ({ report }: InState) => ({
    reportId: report.id,
    full: true,
    postIds: [world.post.ASG_OROLSI],
    purpose: "A test",
  });
  return {
    make: (state) => reports.make(state),
    inputs: { proposeCirculation: proposal, previewCirculation: proposal },
  };
}

/** Circulations that await their signatures, or no longer do. */
const proposedOf = (world: World): Tried => ({
  make: circulationsOf(world),
  inputs: {
    signCirculation: ({ id, digest }) => ({ circulationId: id, digest }),
    declineCirculation: ofCirculation,
    withdrawCirculation: ofCirculation,
  },
});

tryTable("circulations.csv", [proposalsOf, proposedOf]);
