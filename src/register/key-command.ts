import { existsSync } from "node:fs";

import { commandLine, ownSettings } from "../settings";
import { StartError } from "../start-error";
import { publicText, readCheckpointKeyFile } from "./checkpoint-key";
import { checkpointKeyFile } from "./checkpoint-settings";

/** `npm run register:key`: the public key of this server's checkpoints, for those who verify them. */
function main(): void {
  const path = checkpointKeyFile(ownSettings(commandLine()));
  if (!existsSync(path)) throw new StartError(`There is no checkpoint key in ${path} yet: start the registry once.`);
  const { signing, known } = readCheckpointKeyFile(path);
  process.stdout.write(`${publicText(known.get(signing.id)!)}\n`);
}

try {
  main();
} catch (failure) {
  if (!(failure instanceof StartError)) throw failure;
  process.exitCode = 1;
  process.stderr.write(`${failure.message}\n`);
}
