import { Client } from "pg";

import { keptDatabase } from "../database/kept-database";
import { ownSettings } from "../settings";
import { StartError } from "../start-error";
import { verifyKeptRegister } from "./kept-entries";

/** `npm run register:verify`: walks the register, and names the first entry that does not fit. Exit code 1 where one does not. */
async function main(): Promise<void> {
  const { url, release } = await keptDatabase(ownSettings());
  const client = new Client({ connectionString: url });
  try {
    await client.connect().catch(() => {
      throw new StartError(
        "The registry's database cannot be reached: see that it runs, and that DATABASE_URL is right.",
      );
    });
    const verdict = await verifyKeptRegister(client);
    if (verdict.fits)
      process.stdout.write(`The register fits: ${verdict.entries} entries, the last with hash ${verdict.last}.\n`);
    else throw new StartError(`The register does not fit at entry ${verdict.sequence}: ${verdict.reason}.`);
  } finally {
    await client.end().catch(() => undefined);
    await release();
  }
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  process.stderr.write(
    `${error instanceof StartError ? error.message : "The register could not be read: the database refused."}\n`,
  );
});
