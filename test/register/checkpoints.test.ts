import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createPublicKey } from "node:crypto";

import { checkpointDigest, readCheckpoint } from "../../src/register/checkpoint";
import { CheckpointBook } from "../../src/register/checkpoint-book";
import { CheckpointKeeper, type Keeping } from "../../src/register/checkpoint-keeper";
import { knownKeys, readCheckpointKeyFile, signingKeyOf } from "../../src/register/checkpoint-key";
import { CheckpointAddress, CheckpointFolder, checkpointFiles } from "../../src/register/checkpoint-place";
import { type Reached } from "../../src/register/verify";
import { RegisterFault } from "../../src/register/walk";
import { temporaryFolder } from "../support/temporary-folder";
import { madeRegister } from "./made-register";

const KEY = signingKeyOf(Buffer.alloc(32, 1));
const KNOWN = knownKeys([createPublicKey(KEY.key)]);
const REGISTER = madeRegister(12);
const at = (sequence: number): Reached => ({ sequence, hash: REGISTER[sequence - 1]!.hash });

describe("a keeper of checkpoints", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let logged: Record<string, unknown>[];
  let head: () => Promise<Reached>;
  let walkedFrom: Reached[];
  let keepers: CheckpointKeeper[];

  beforeEach(() => {
    folder = temporaryFolder("checkpoints-");
    logged = [];
    walkedFrom = [];
    keepers = [];
    head = () => Promise.resolve(at(3));
  });

  afterEach(async () => {
    await Promise.all(keepers.map((keeper) => keeper.stop()));
    folder.remove();
  });

  const path = (name: string) => join(folder.path, name);
  const keeperWith = (parts: Partial<Keeping> = {}): CheckpointKeeper => {
    const walk = (from: Reached) => {
      walkedFrom.push(from);
      return head();
    };
    const places = ["first", "second"].map((name) => new CheckpointFolder(name, path(name), KEY.id));
    const log = (line: object) => logged.push(line as Record<string, unknown>);
    const keeper = new CheckpointKeeper({ walk, key: KEY, places, seconds: 60, entries: 5, log, ...parts });
    keepers.push(keeper);
    return keeper;
  };
  const linesIn = (name: string): string[] =>
    readdirSync(path(name)).flatMap((file) =>
      readFileSync(path(join(name, file)), "utf8")
        .split("\n")
        .slice(0, -1),
    );
  const sequencesIn = (name: string) => linesIn(name).map((line) => readCheckpoint(line)!.sequence);
  const bookOf = async (...names: string[]): Promise<CheckpointBook> => {
    const book = new CheckpointBook(KNOWN, true);
    for (const name of names) for await (const file of checkpointFiles(path(name))) book.add(file);
    return book;
  };
  const events = () => logged.map(({ event, place }) => [event, place].filter(Boolean).join(" "));

  it("signs the head of the register, in two places, each line for its owner alone to read", async () => {
    await keeperWith().keep();
    const [line] = linesIn("first");
    expect(linesIn("second")).toEqual([line]);
    expect(readCheckpoint(line!)).toMatchObject({ form: 1, ...at(3), key: KEY.id, previous: "0".repeat(64) });
    expect((await bookOf("first")).last?.checkpoint).toMatchObject(at(3));
    expect(readdirSync(path("first"))[0]).toMatch(new RegExp(`^${KEY.id}-[0-9a-f]{16}\\.jsonl$`));
  });

  it("signs again where there is something new, each after the one before", async () => {
    const keeper = keeperWith();
    for (const sequence of [3, 3, 7, 7, 9]) {
      head = () => Promise.resolve(at(sequence));
      await keeper.keep();
    }
    expect(sequencesIn("first")).toEqual([3, 7, 9]);
    const [first, second] = linesIn("first");
    expect(readCheckpoint(second!)!.previous).toBe(checkpointDigest(first!));
    expect(walkedFrom.map(({ sequence }) => sequence)).toEqual([0, 3, 3, 7, 7]);
  });

  it("signs nothing of an empty register", async () => {
    head = () => Promise.resolve({ sequence: 0, hash: "0".repeat(64) });
    await keeperWith().keep();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("signs when so many entries have come, when it starts and when it stops", async () => {
    const keeper = keeperWith();
    keeper.start();
    await keeper.keep();
    head = () => Promise.resolve(at(7));
    keeper.passed(7);
    head = () => Promise.resolve(at(8));
    keeper.passed(8);
    await keeper.keep();
    head = () => Promise.resolve(at(9));
    await keeper.stop();
    expect(sequencesIn("second")).toEqual([3, 8, 9]);
  });

  it("never signs a register that does not fit, says so, and goes on when it does", async () => {
    const keeper = keeperWith();
    await keeper.keep();
    head = () => Promise.reject(new RegisterFault(4, "it does not follow the entry before it"));
    await keeper.keep();
    head = () => Promise.reject(Object.assign(new Error("gone"), { code: "ECONNREFUSED" }));
    await keeper.keep();
    expect(sequencesIn("first")).toEqual([3]);
    expect(logged).toMatchObject([
      { event: "CHECKPOINT_NOT_SIGNED", entry: 4, reason: "it does not follow the entry before it" },
      { event: "CHECKPOINT_NOT_SIGNED", cause: { code: "ECONNREFUSED" } },
    ]);
    head = () => Promise.resolve(at(6));
    await keeper.keep();
    expect(sequencesIn("first")).toEqual([3, 6]);
  });

  it("tells once of a place that cannot be written, tries again, and leaves nothing out", async () => {
    writeFileSync(path("second"), "a file stands in the way");
    const keeper = keeperWith();
    for (const sequence of [3, 5, 7]) {
      head = () => Promise.resolve(at(sequence));
      await keeper.keep();
    }
    expect(events()).toEqual(["CHECKPOINT_NOT_KEPT second"]);
    expect(logged[0]).toMatchObject({ cause: { code: "EEXIST" } });
    expect(keeper.late).toBe(false);
    rmSync(path("second"));
    await keeper.keep();
    expect(events()).toEqual(["CHECKPOINT_NOT_KEPT second", "CHECKPOINTS_KEPT_AGAIN second"]);
    expect(linesIn("second")).toEqual(linesIn("first"));
    expect(sequencesIn("second")).toEqual([3, 5, 7]);
  });

  it("is late when for long no place has kept anything, and no longer when one has", async () => {
    writeFileSync(path("first"), "");
    writeFileSync(path("second"), "");
    const keeper = keeperWith();
    await keeper.keep();
    expect(keeper.late).toBe(false);
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 16 * 60 * 1000);
    await keeper.keep();
    expect(keeper.late).toBe(true);
    rmSync(path("first"));
    await keeper.keep();
    expect(keeper.late).toBe(false);
    clock.mockRestore();
  });

  it("leaves room for others: each run and each server has a file of its own, and one names what it found", async () => {
    const first = keeperWith();
    await first.keep();
    const { digest } = (await bookOf("first")).last!;
    head = () => Promise.resolve(at(6));
    await keeperWith({ from: at(3), previous: digest }).keep();
    head = () => Promise.resolve(at(7));
    await first.keep();
    head = () => Promise.resolve(at(8));
    await first.keep();
    const book = await bookOf("first", "second");
    expect([book.size, book.missingBefore, book.last?.checkpoint.sequence]).toEqual([4, [], 8]);
    expect(readdirSync(path("first"))).toHaveLength(2);
  });

  it("begins another file after a line that was not written whole, which counts as not kept", async () => {
    const keeper = keeperWith();
    await keeper.keep();
    const [file] = readdirSync(path("first"));
    writeFileSync(path(join("first", file!)), '{"at":"2026', { flag: "a" });
    expect((await bookOf("first")).size).toBe(1);
    expect((await bookOf("first")).last?.checkpoint.sequence).toBe(3);
  });

  describe("with an address", () => {
    let server: Server;
    let taken: string[];
    let status: number;

    beforeEach(async () => {
      taken = [];
      status = 204;
      server = createServer((request, response) => {
        let body = "";
        request.on("data", (piece: Buffer) => (body += piece.toString()));
        request.on("end", () => {
          if (status < 300) taken.push(`${request.method} ${request.headers["content-type"]} ${body}`);
          response.writeHead(status, { location: "/elsewhere" }).end("whatever");
        });
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
    });

    afterEach(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    });

    const places = () => [
      new CheckpointFolder("first", path("first"), KEY.id),
      new CheckpointAddress("second", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    ];

    it("sends each line there", async () => {
      await keeperWith({ places: places() }).keep();
      expect(taken).toEqual([`POST application/json ${linesIn("first")[0]}`]);
    });

    it.each([500, 404, 301])("tells of an answer of %d, and sends again", async (refusal) => {
      status = refusal;
      const keeper = keeperWith({ places: places() });
      await keeper.keep();
      expect(events()).toEqual(["CHECKPOINT_NOT_KEPT second"]);
      status = 200;
      await keeper.keep();
      expect(taken).toHaveLength(1);
    });
  });

  it("reads no key that others can read, and no file that holds none", () => {
    mkdirSync(path("keys"));
    writeFileSync(path("keys/open"), `${"ab".repeat(32)}\n`);
    chmodSync(path("keys/open"), 0o644);
    writeFileSync(path("keys/none"), `public ${"ab".repeat(32)}\n`, { mode: 0o600 });
    const read = (name: string) => () => readCheckpointKeyFile(path(name));
    expect(read("keys/open")).toThrow("can be read by others: set its mode to 600.");
    expect(read("keys/none")).toThrow("does not hold keys");
    expect(read("keys/absent")).toThrow("is not there");
  });
});
