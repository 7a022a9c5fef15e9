import { makeKeyFile } from "../secret-file";
import { commandLine, ownSettings } from "../settings";
import { StartError } from "../start-error";
import { tellUsage } from "../usage";
import { publicWebhookKey, readWebhookKeys } from "./webhook-key";

const USAGE = `npm run -s webhook:key

Prints the public keys that portals verify webhooks with, one on a line, each as whpk_ and base64.
The key file is WEBHOOK_KEY_FILE; where it is not there it is made, with one fresh key.`;

/** `npm run webhook:key`: the public keys of this registry's webhooks, for the portals that are told by them. */
function main(): void {
  tellUsage(USAGE);
  const { webhooks } = ownSettings(commandLine());
  if (!webhooks) throw new StartError("Name the key file of webhooks: give WEBHOOK_KEY_FILE.");
  makeKeyFile(webhooks.keyFile);
  for (const key of readWebhookKeys(webhooks.keyFile)) process.stdout.write(`${publicWebhookKey(key)}\n`);
}

try {
  main();
} catch (failure) {
  if (!(failure instanceof StartError)) throw failure;
  process.exitCode = 1;
  process.stderr.write(`${failure.message}\n`);
}
