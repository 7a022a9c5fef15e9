import { stopTestCluster } from "./cluster";
import { removeTokens } from "./global-setup";

export default async function globalTeardown(): Promise<void> {
  await stopTestCluster();
  removeTokens();
}
