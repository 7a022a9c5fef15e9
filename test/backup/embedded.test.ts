import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { backup, restore } from "../../src/backup/backup";
import { withDatabase } from "../../src/database/address";
import { startEmbeddedPostgres } from "../../src/database/embedded";
import { growDatabase } from "../../src/database/grown-database";
import { REGISTRY_DATABASE, postgresFolder } from "../../src/database/kept-database";
import { migrate } from "../../src/database/migrations";
import { type Settings, readSettings } from "../../src/settings";
import { openCheckpoints } from "../../src/starting/checkpoints";
import type { TestIssuer } from "../support/issuer";
import type { TestRegistry } from "../support/registry";
import { describeServed } from "../support/served";
import { temporaryFolder } from "../support/temporary-folder";
import { CANARY, fill, onRegistry, testIssuer, verdicts } from "./kept";

const folder = temporaryFolder("registry-backup-");
const settings: Settings = readSettings([], { DATA_FOLDER: folder.path });
const file = (name: string) => join(folder.path, `${name}.backup`);
const told: string[] = [];
const tell = (sentence: string) => told.push(sentence);

let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await testIssuer();
});

afterAll(async () => {
  await issuer.close();
  folder.remove();
});

/** Serves the data folder for as long as it is worked with. */
async function served<T>(work: (registry: TestRegistry) => Promise<T>): Promise<T> {
  const postgres = await startEmbeddedPostgres({ folder: postgresFolder(settings.dataFolder), durable: false });
  try {
    if (postgres.firstStart) await growDatabase(postgres.url, REGISTRY_DATABASE, migrate);
    return await onRegistry(settings, { url: withDatabase(postgres.url, REGISTRY_DATABASE), issuer }, work);
  } finally {
    await postgres.stop();
  }
}

describeServed("L04: a backup of the embedded server", () => {
  let before: unknown;

  beforeAll(async () => {
    before = await served(async (registry) => {
      await fill(registry);
      return verdicts(registry);
    });
    const { sequence } = await backup(settings, file("first"));
    expect(sequence).toBeGreaterThan(10);
  });

  const restoring = (name: string) => restore(settings, file(name), tell);

  it("holds nothing that can be read without its key", () => {
    const bytes = readFileSync(file("first"));
    for (const word of [CANARY, "convoys", "MINUSCA", "register_entry", "postgres"])
      expect([word, bytes.includes(word)]).toEqual([word, false]);
  });

  it("is written to a new file only", async () => {
    await expect(backup(settings, file("first"))).rejects.toThrow("is there already: name a new one.");
  });

  it("is refused while the registry runs, and so is restoring one", async () => {
    await served(async () => {
      await expect(backup(settings, file("second"))).rejects.toThrow(
        /still runs \(process \d+\): stop the registry first/,
      );
      await expect(restoring("first")).rejects.toThrow(/still runs \(process \d+\): stop the registry first/);
    });
    expect(existsSync(file("second"))).toBe(false);
  });

  it("gives everybody what they read before, and a register that verifies; what stood there is kept aside", async () => {
    await served((registry) => registry.sql("update report_title set title = 'Spoilt' where title is not null"));
    const { sequence } = await restoring("first");
    expect(sequence).toBeGreaterThan(10);
    expect(await served(verdicts)).toEqual(before);
    expect(told.at(-1)).toMatch(/^What was there before is kept in .*postgres\.replaced-/);
  });

  it("is refused, and changes nothing, when a byte of it is altered or its end is missing", async () => {
    const bytes = readFileSync(file("first"));
    const altered = Buffer.from(bytes);
    altered[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(file("altered"), altered);
    writeFileSync(file("cut"), bytes.subarray(0, bytes.length - 70_000));
    writeFileSync(file("other"), "This is no backup at all, but a text of some length that is not one.");
    const stood = readdirSync(settings.dataFolder);
    for (const name of ["altered", "cut", "other"])
      await expect(restoring(name)).rejects.toThrow("This is no whole backup of the registry");
    await expect(restoring("absent")).rejects.toThrow("There is no file");
    expect(readdirSync(settings.dataFolder)).toEqual(stood);
  });

  it("is refused, and changes nothing, when the last checkpoint is younger", async () => {
    await served(async (registry) => {
      const log = () => undefined;
      const keeper = await openCheckpoints({ settings, database: registry.database, log });
      await registry.ask("director", "{ viewer { posts { code } } }");
      keeper.start();
      await keeper.stop();
    });
    const stood = readdirSync(settings.dataFolder);
    await expect(restoring("first")).rejects.toThrow(
      /^This backup holds the register to entry \d+, and the last checkpoint is of entry \d+ at .*: take a later backup\.$/,
    );
    expect(readdirSync(settings.dataFolder)).toEqual(stood);
    await backup(settings, file("later"));
    await restoring("later");
  });
});
