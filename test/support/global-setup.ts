import { startTestCluster } from "./cluster";
import { openSinks } from "./sinks";
import { keepTokensIn } from "./tokens";
import { temporaryFolder } from "./temporary-folder";

const held = globalThis as { tokenFolder?: { path: string; remove(): void } };

/** One PostgreSQL for the whole run, with a database migrated once that every test database is cloned from; and a place for tokens. */
export default async function globalSetup(): Promise<void> {
  held.tokenFolder = temporaryFolder("registry-tokens-");
  keepTokensIn(held.tokenFolder.path);
  openSinks();
  await startTestCluster();
}

export const removeTokens = (): void => held.tokenFolder?.remove();
