import { stopTestCluster } from "./cluster";
import { closeSinks } from "./sinks";
import { removeTokens } from "./global-setup";

/** Ends the run, which fails where a hidden text has ended in a log, a metric or a refusal (L01). */
export default async function globalTeardown(): Promise<void> {
  await stopTestCluster();
  removeTokens();
  closeSinks();
}
