import type { World } from "../../operations/world";
import { circulationsOf, ofCirculation } from "./circulations";
import { type Tried, tryTable } from "./table";

/** Circulations, and what is done to them once they are complete. */
const completeOf = (world: World): Tried => ({
  make: circulationsOf(world),
  inputs: { suspendCirculation: ofCirculation, liftSuspension: ofCirculation, revokeCirculation: ofCirculation },
});

tryTable("complete-circulations.csv", [completeOf]);
