import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { canonicalEntry } from "../../src/register/entry";
import { openCheckpoints } from "../../src/starting/checkpoints";
import { makeDemonstrationKey } from "../../src/demonstration/key";
import { StartError } from "../../src/start-error";
import { type TestRegistry, startRegistry } from "../support/registry";
import { temporaryFolder } from "../support/temporary-folder";
import { entryOf, rechained } from "./made-register";
import { entriesIn, rewriteRegister } from "./tampering";

describe("a start", () => {
  let registry: TestRegistry;
  let folder: ReturnType<typeof temporaryFolder>;
  let logged: { event?: string }[];

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.close());

  beforeEach(async () => {
    folder = temporaryFolder("register-starting-");
    logged = [];
    await rewriteRegister(registry.superuser, []);
    await append(5);
  });

  afterEach(() => folder.remove());

  const path = (...names: string[]) => join(folder.path, ...names);
  const append = (count: number) =>
    registry.superuser.query("select from register_append($1::text[])", [
      Array.from({ length: count }, (_, place) => canonicalEntry(entryOf(place + 1))),
    ]);
  const open = (checkpoints: { keyFile?: string; folder?: string } = {}, production = false) =>
    openCheckpoints({
      settings: {
        production,
        databaseUrl: registry.databaseUrl,
        dataFolder: path(),
        checkpoints: {
          folder: path("first"),
          secondPlace: path("second"),
          seconds: 60,
          entries: 10_000,
          ...checkpoints,
        },
      },
      database: registry.database,
      log: (line) => logged.push(line),
    });
  /** A server that lives as long as it takes to start and to stop. */
  const live = async (): Promise<void> => (await open()).stop();
  const filesIn = (name: string) => readdirSync(path(name)).map((file) => path(name, file));
  const refusal = async (parts?: Parameters<typeof open>[0], production?: boolean): Promise<string> => {
    const failure = await open(parts, production).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(StartError);
    return (failure as StartError).message;
  };

  it("finds no checkpoints at first, and those of the one before it later", async () => {
    await live();
    await append(2);
    await live();
    await live();
    const [one, two, ...none] = filesIn("first").map((file) => readFileSync(file, "utf8"));
    expect(none).toEqual([]);
    expect([one, two].map((line) => JSON.parse(line!).sequence).sort()).toEqual([5, 7]);
    expect(readdirSync(path("second")).sort()).toEqual([expect.anything(), expect.anything()]);
    expect(logged).toEqual([]);
  });

  it("verifies the register from its beginning where there is no checkpoint", async () => {
    const entries = await entriesIn(registry.superuser);
    await rewriteRegister(registry.superuser, entries.with(2, { ...entries[2]!, entry: entries[3]!.entry }));
    expect(await refusal()).toBe(
      "The register does not fit at entry 3: what it says does not have its hash. See npm run register:verify.",
    );
  });

  it("verifies it from the last checkpoint on, and leaves what is before to the command", async () => {
    await live();
    await append(3);
    const entries = await entriesIn(registry.superuser);
    await rewriteRegister(registry.superuser, entries.with(1, { ...entries[1]!, entry: entries[3]!.entry }));
    await live();
    await append(3);
    const later = await entriesIn(registry.superuser);
    await rewriteRegister(registry.superuser, later.toSpliced(9, 1));
    expect(await refusal()).toMatch(/^The register does not fit at entry 11: entry 10 is missing before it\. /);
  });

  it.each([0, 1, 4])("refuses a database as old as entry %d, when its last checkpoint is later", async (length) => {
    await live();
    await rewriteRegister(registry.superuser, (await entriesIn(registry.superuser)).slice(0, length));
    const sentence =
      /^The database is older than its last checkpoint, which is of entry 5 at \S+Z: restore a later backup, or read docs\/register\.md\.$/;
    expect(await refusal()).toMatch(sentence);
    rmSync(path("first"), { recursive: true });
    expect(await refusal()).toMatch(sentence);
    await append(9);
    expect(await refusal()).toMatch(
      /^The register is not the one of its last checkpoint, of entry 5 at \S+: it has another hash/,
    );
  });

  it("refuses a register that was written anew as a whole", async () => {
    await live();
    const entries = await entriesIn(registry.superuser);
    const changed = { ...entries[1]!, entry: canonicalEntry(entryOf(99)) };
    await rewriteRegister(registry.superuser, rechained(entries.with(1, changed), 1));
    expect(await refusal()).toMatch(
      /^The register is not the one of its last checkpoint, of entry 5 at \S+: it has another hash\. See docs\/register\.md\.$/,
    );
  });

  it("refuses checkpoints of a key that it does not know, and takes them when it does", async () => {
    await live();
    renameSync(path("keys", "checkpoint.key"), path("keys", "old.key"));
    expect(await refusal()).toMatch(
      /^The checkpoints in \S+ are of the key [0-9a-f]{16}, which is not known: add its public key to the checkpoint key file, or name another CHECKPOINT_FOLDER\.$/,
    );
    const key = path("keys", "checkpoint.key");
    writeFileSync(key, readFileSync(key, "utf8") + readFileSync(path("keys", "old.key"), "utf8"));
    await live();
    await append(1);
    await live();
    expect(filesIn("first")).toHaveLength(2);
  });

  it("refuses files of checkpoints that were changed", async () => {
    const keeper = await open();
    for (let more = 0; more < 3; more += 1) {
      await append(1);
      await keeper.keep();
    }
    await keeper.stop();
    const [file] = filesIn("first");
    const lines = readFileSync(file!, "utf8").split("\n").slice(0, -1);
    const write = (changed: string[]) => writeFileSync(file!, changed.map((line) => `${line}\n`).join(""));
    for (const changed of [lines.toSpliced(1, 1), [...lines, lines[0]!], lines.toReversed()]) {
      write(changed);
      expect(await refusal()).toMatch(/^The checkpoint of entry \d in \S+ does not follow the one before: see docs/);
    }
    write(
      lines.with(
        2,
        lines[2]!.replace(/"signature":"./, (start) => start.slice(0, -1) + (start.endsWith("0") ? "1" : "0")),
      ),
    );
    expect(await refusal()).toMatch(/^The checkpoint of entry 8 in \S+ is not signed by its key: see docs/);
    write(lines.with(1, lines[1]!.replace('"sequence":7', '"sequence":6')));
    expect(await refusal()).toMatch(/does not follow/);
    write(lines.with(1, "{}"));
    expect(await refusal()).toMatch(/^Line 2 of \S+ is not a checkpoint: /);
  });

  it("goes on where checkpoints of one place are gone, and says so", async () => {
    for (let more = 0; more < 3; more += 1) {
      await append(1);
      await live();
    }
    const forget = (place: string) =>
      rmSync(filesIn(place).find((file) => readFileSync(file, "utf8").includes('"sequence":6'))!);
    forget("first");
    await live();
    expect(logged).toEqual([]);
    forget("second");
    await live();
    expect(logged.map(({ event }) => event)).toEqual(["CHECKPOINTS_MISSING"]);
    rmSync(path("second"), { recursive: true });
    writeFileSync(path("second"), "");
    await live();
  });

  it("of production refuses a demonstration's key", async () => {
    mkdirSync(path("own"));
    makeDemonstrationKey(path("own", "demonstration.key"));
    copyFileSync(path("own", "demonstration.key"), path("own", "key"));
    expect(await refusal({ keyFile: path("own", "key") }, true)).toBe(
      `The checkpoint key file ${path("own", "key")} is a demonstration's: make another one for production.`,
    );
  });

  it("keeps the checkpoints of each database apart where no folder is named", async () => {
    const keeper = await open({ folder: undefined });
    await keeper.stop();
    const { host, pathname } = new URL(registry.databaseUrl);
    expect(readdirSync(path("checkpoints"))).toEqual([
      `${host}${pathname}`.replaceAll(/[:/]+/g, "_").replaceAll("__", "_"),
    ]);
  });
});
