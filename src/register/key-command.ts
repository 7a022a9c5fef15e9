import { existsSync } from "node:fs";

import { commandLine, ownSettings } from "../settings";
import { StartError } from "../start-error";
import { tellUsage } from "../usage";
import { publicText, readCheckpointKeyFile } from "./checkpoint-key";
import { checkpointKeyFile } from "./checkpoint-settings";

const USAGE = `npm run -s register:key [-- --now YYYY-MM-DD]

Prints the public key of this server's checkpoints: 64 hexadecimal digits, for npm run register:verify -- --public-key KEY.
The key file is CHECKPOINT_KEY_FILE, or keys/checkpoint.key in the data folder.
  --now   for the demonstration of that day`;

/** `npm run register:key`: the public key of this server's checkpoints, for those who verify them. */
function main(): void {
  tellUsage(USAGE);
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
