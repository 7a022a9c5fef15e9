import { execFile } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { publicText, readCheckpointKeyFile, signingKeyOf } from "../../src/register/checkpoint-key";
import { checkpointFolder, checkpointFolders, checkpointKeyFile } from "../../src/register/checkpoint-settings";
import { makeKeyFile } from "../../src/secret-file";
import { StartError } from "../../src/start-error";
import { temporaryFolder } from "../support/temporary-folder";

const PROJECT = join(__dirname, "../..");
const [ONE, TWO, THREE] = ["01", "02", "03"].map((digits) => digits.repeat(32)) as [string, string, string];
const keyOf = (seed: string) => signingKeyOf(Buffer.from(seed, "hex"));
const publicOf = (seed: string) => publicText(createPublicKey(keyOf(seed).key));

describe("a file of checkpoint keys", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder("register-keys-")));
  afterEach(() => folder.remove());

  const fileWith = (text: string, mode = 0o600): string => {
    const path = join(folder.path, "key");
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it("is made once, with a fresh key, for its owner alone", () => {
    const path = join(folder.path, "data", "keys", "checkpoint.key");
    makeKeyFile(path);
    const text = readFileSync(path, "utf8");
    expect(text).toMatch(/^[0-9a-f]{64}\n$/);
    expect([modeOf(path), modeOf(join(path, "..")), modeOf(join(path, "../.."))]).toEqual(["600", "700", "700"]);
    makeKeyFile(path);
    expect(readFileSync(path, "utf8")).toBe(text);
    makeKeyFile(`${path}.other`);
    expect(readFileSync(`${path}.other`, "utf8")).not.toBe(text);
  });

  it("is the same for all who make it at once, and leaves nothing beside it", async () => {
    const path = join(folder.path, "key");
    const making = `require("./src/secret-file").makeKeyFile(process.argv[1]);
      process.stdout.write(require("node:fs").readFileSync(process.argv[1], "utf8"));`;
    const made = await Promise.all(
      Array.from({ length: 6 }, () =>
        promisify(execFile)(process.execPath, ["-r", "./load-typescript.js", "-e", making, path], { cwd: PROJECT }),
      ),
    );
    expect([...new Set(made.map(({ stdout }) => stdout))]).toEqual([readFileSync(path, "utf8")]);
    expect(readdirSync(folder.path)).toEqual(["key"]);
  });

  it("names the key to sign with, and all that are believed", () => {
    const { signing, known } = readCheckpointKeyFile(fileWith(`${ONE}\npublic ${publicOf(TWO)}\n\n${THREE}\n`));
    expect(signing.id).toBe(keyOf(ONE).id);
    expect(signing.key.export({ format: "jwk" }).d).toBe(Buffer.from(ONE, "hex").toString("base64url"));
    expect([...known].map(([id, key]) => [id, key.type, publicText(key)])).toEqual(
      [ONE, TWO, THREE].map((seed) => [keyOf(seed).id, "public", publicOf(seed)]),
    );
  });

  it.each([
    ["nothing", ""],
    ["a public key first", `public ${ONE}\n${TWO}\n`],
    ["a key too long", `${ONE}0\n`],
    ["something before a key", `x${ONE}\n`],
    ["a key too short", `${ONE.slice(1)}\n`],
    ["a key in capitals", `${"AB".repeat(32)}\n`],
    ["something else after a key", `${ONE}\nprivate ${TWO}\n`],
    ["a public key that is none", `${ONE}\npublic ${TWO.slice(1)}\n`],
  ])("is not read when it holds %s", (_, text) => {
    const path = fileWith(text);
    expect(() => readCheckpointKeyFile(path)).toThrow(
      new StartError(
        `The checkpoint key file ${path} does not hold keys: the first line is one to sign with, of 64 hexadecimal digits, and any other is one or "public" and one.`,
      ),
    );
  });

  it.each([0o640, 0o604, 0o610, 0o602])("is not read when others have a right to it: %o", (mode) => {
    expect(() => readCheckpointKeyFile(fileWith(`${ONE}\n`, mode))).toThrow("can be read by others");
  });

  it.each([0o600, 0o400, 0o700])("is read when its owner alone has one: %o", (mode) => {
    expect(readCheckpointKeyFile(fileWith(`${ONE}\n`, mode)).signing.id).toBe(keyOf(ONE).id);
  });

  it("that is not there is asked for in a sentence", () => {
    const path = join(folder.path, "absent");
    expect(() => readCheckpointKeyFile(path)).toThrow(
      new StartError(
        `The checkpoint key file ${path} is not there: make it, with 64 hexadecimal digits on a line of its own.`,
      ),
    );
  });
});

describe("the settings of checkpoints", () => {
  const settings = (checkpoints: object = {}, databaseUrl?: string) => ({
    databaseUrl,
    dataFolder: "/data",
    checkpoints: { seconds: 60, entries: 100, ...checkpoints },
  });

  it("put the key file into the data folder where none is named", () => {
    expect(checkpointKeyFile(settings())).toBe("/data/keys/checkpoint.key");
    expect(checkpointKeyFile(settings({ keyFile: "/named/key" }))).toBe("/named/key");
  });

  it.each([
    [undefined, "embedded"],
    ["postgres://me:secret@db.example:5433/registry", "db.example_5433_registry"],
    ["postgres://[::1]:5433/two__three", "_1_5433_two_three"],
  ])("give the database %s a folder of its own where none is named", (url, name) => {
    expect(checkpointFolder(settings({}, url))).toBe(`/data/checkpoints/${name}`);
    expect(checkpointFolder(settings({ folder: "/named" }, url))).toBe("/named");
  });

  it.each([
    [undefined, []],
    ["/second", ["/second"]],
    ["http://", []],
    ["https://keeper.example/checkpoints", []],
    ["http://keeper.example/checkpoints", []],
    ["/mnt/http://odd", ["/mnt/http://odd"]],
    ["https", ["https"]],
  ])("find checkpoints in each place that is a folder: with %s also %j", (secondPlace, more) => {
    expect(checkpointFolders(settings({ folder: "/named", secondPlace }))).toEqual(["/named", ...more]);
  });
});
