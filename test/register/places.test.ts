import { once } from "node:events";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { type RequestListener, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { type Keeping, CheckpointKeeper } from "../../src/register/checkpoint-keeper";
import { signingKeyOf } from "../../src/register/checkpoint-key";
import {
  CheckpointAddress,
  CheckpointFolder,
  type CheckpointPlace,
  checkpointFiles,
} from "../../src/register/checkpoint-place";
import { PlaceQueue } from "../../src/register/place-queue";
import type { Reached } from "../../src/register/verify";
import { temporaryFolder } from "../support/temporary-folder";
import { madeRegister } from "./made-register";

const KEY = signingKeyOf(Buffer.alloc(32, 1));
const REGISTER = madeRegister(12);
const at = (sequence: number): Reached => ({ sequence, hash: REGISTER[sequence - 1]!.hash });
/** Lets everything go on that waits for nothing but its turn. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const CLOCKS = [
  "Date",
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
] as const;
/** These clocks go on when a test says so; all others go on as they do. */
const setByHand = (...clocks: (typeof CLOCKS)[number][]) =>
  jest.useFakeTimers({ doNotFake: CLOCKS.filter((clock) => !clocks.includes(clock)) });
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let folder: ReturnType<typeof temporaryFolder>;
let server: Server | undefined;

beforeEach(() => (folder = temporaryFolder("checkpoint-places-")));

afterEach(async () => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  await closeServer();
  folder.remove();
});

async function closeServer(): Promise<void> {
  if (!server) return;
  server.close();
  server.closeAllConnections();
  await once(server, "close");
  server = undefined;
}

const path = (...names: string[]) => join(folder.path, ...names);
const folderAt = (...names: string[]) => new CheckpointFolder("CHECKPOINT_FOLDER", path(...names), KEY.id);

async function addressOf(answer: RequestListener): Promise<CheckpointAddress> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return new CheckpointAddress("ADDRESS", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

describe("a folder of checkpoints", () => {
  it("is made with its first line, for its owner alone", async () => {
    const place = folderAt("deep", "down");
    await place.close();
    expect(readdirSync(path())).toEqual([]);
    await place.keep("one");
    await place.keep("two");
    const [file] = readdirSync(path("deep", "down"));
    const kept = path("deep", "down", file!);
    expect(readFileSync(kept, "utf8")).toBe("one\ntwo\n");
    expect([kept, path("deep", "down"), path("deep")].map((one) => (statSync(one).mode & 0o777).toString(8))).toEqual([
      "600",
      "700",
      "700",
    ]);
    await place.close();
  });

  it("gets another file after it was closed, or after a line that could not be written", async () => {
    const place = folderAt("one");
    await place.keep("first");
    await place.close();
    await place.keep("second");
    await place.close();
    expect(readdirSync(path("one"))).toHaveLength(2);
  });

  it("gives the lines of each of its files, by their names, and of no others", async () => {
    for (const name of ["c.jsonl", "a.jsonl", "b.jsonl", "notes.txt", "d.jsonl.part"])
      writeFileSync(path(name), `${name}\nmore\nnot whole`);
    const files = [];
    for await (const { name, lines } of checkpointFiles(path())) files.push([name, lines]);
    expect(files).toEqual(["a.jsonl", "b.jsonl", "c.jsonl"].map((name) => [path(name), [name, "more"]]));
  });

  it("may be one file, of any name, or not be there; all else that stands in its place is told", async () => {
    const filesOf = async (place: string) => {
      const files = [];
      for await (const { name } of checkpointFiles(place)) files.push(name);
      return files;
    };
    writeFileSync(path("checkpoints.txt"), "");
    expect(await filesOf(path("checkpoints.txt"))).toEqual([path("checkpoints.txt")]);
    expect(await filesOf(path("absent"))).toEqual([]);
    await expect(filesOf(path("checkpoints.txt", "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });
});

describe("an address that takes checkpoints", () => {
  it.each([200, 201, 204])("has kept a line when it answers %d", async (status) => {
    const place = await addressOf((_, response) => response.writeHead(status).end());
    await expect(place.keep("line")).resolves.toBeUndefined();
    await expect(place.close()).resolves.toBeUndefined();
  });

  it.each([400, 403, 503])("has not kept it when it answers %d, whatever it says", async (status) => {
    const place = await addressOf((_, response) => response.writeHead(status).end("kept"));
    const code = `HTTP_${status}`;
    await expect(place.keep("line")).rejects.toMatchObject({ message: "The checkpoint was not taken.", code });
  });

  it("is not followed to where it sends on", async () => {
    const asked: (string | undefined)[] = [];
    const place = await addressOf(({ url }, response) => {
      asked.push(url);
      response.writeHead(url === "/" ? 307 : 200, { location: "/elsewhere" }).end();
    });
    await expect(place.keep("line")).rejects.toThrow();
    expect(asked).toEqual(["/"]);
  });
});

describe("what is told of a place that fails", () => {
  const told = async (place: CheckpointPlace) => {
    const lines: object[] = [];
    const queue = new PlaceQueue(place, (line) => lines.push(line));
    queue.add("line");
    expect(await queue.flush()).toBe(false);
    expect(await queue.flush()).toBe(false);
    return lines;
  };

  it("is its setting, the class of the failure and the code of the system, once", async () => {
    writeFileSync(path("file"), "");
    expect(await told(folderAt("file", "below"))).toEqual([
      {
        at: expect.stringMatching(INSTANT),
        event: "CHECKPOINT_NOT_KEPT",
        place: "CHECKPOINT_FOLDER",
        cause: { class: "Error", code: "ENOTDIR" },
      },
    ]);
  });

  it("is the code beneath where a connection was refused", async () => {
    const place = await addressOf(() => undefined);
    await closeServer();
    expect(await told(place)).toMatchObject([{ cause: { class: "TypeError", code: "ECONNREFUSED" } }]);
  });

  it("is the class alone where there is no code", async () => {
    const place = {
      setting: "ELSEWHERE",
      keep: () => Promise.reject(new RangeError("no")),
      close: () => Promise.resolve(),
    };
    expect((await told(place)).map((line) => (line as { cause: object }).cause)).toEqual([{ class: "RangeError" }]);
  });
});

describe("a keeper", () => {
  let walks: number;
  let head: () => Promise<Reached>;
  const logged: object[] = [];

  beforeEach(() => {
    walks = 0;
    logged.length = 0;
    head = () => Promise.resolve(at(3));
  });

  const keeperWith = (parts: Partial<Keeping> = {}) =>
    new CheckpointKeeper({
      walk: () => {
        walks += 1;
        return head();
      },
      key: KEY,
      places: [folderAt("kept")],
      seconds: 60,
      entries: 5,
      log: (line) => logged.push(line),
      ...parts,
    });

  it("walks the register when it starts, at every interval, and no more when it was stopped", async () => {
    setByHand("setInterval", "clearInterval");
    const keeper = keeperWith();
    const walked = async (milliseconds: number) => {
      jest.advanceTimersByTime(milliseconds);
      await turn();
      return walks;
    };
    keeper.start();
    expect(await walked(0)).toBe(1);
    await keeper.keep();
    expect([await walked(59_999), await walked(1), await walked(60_000)]).toEqual([2, 3, 4]);
    await keeper.stop();
    expect([walks, await walked(120_000)]).toEqual([5, 5]);
  });

  it("walks it when so many entries have come since the last checkpoint, and not for fewer", async () => {
    const keeper = keeperWith();
    await keeper.keep();
    keeper.passed(7);
    await turn();
    expect(walks).toBe(1);
    keeper.passed(8);
    await turn();
    expect(walks).toBe(2);
    await keeper.stop();
  });

  it("walks it once for all that ask at the same time", async () => {
    const keeper = keeperWith();
    await Promise.all([keeper.keep(), keeper.keep(), keeper.keep()]);
    expect(walks).toBe(1);
    await keeper.stop();
  });

  it("is late after fifteen intervals without a checkpoint kept, and not before", async () => {
    const began = Date.now();
    const clock = jest.spyOn(Date, "now").mockReturnValue(began);
    const keeper = keeperWith();
    clock.mockReturnValue(began + 15 * 60_000);
    expect(keeper.late).toBe(false);
    clock.mockReturnValue(began + 15 * 60_000 + 1);
    expect(keeper.late).toBe(true);
    head = () => Promise.reject(new Error("The register cannot be walked."));
    await keeper.keep();
    expect(keeper.late).toBe(true);
    expect(logged).toEqual([{ at: expect.stringMatching(INSTANT), event: "CHECKPOINT_NOT_SIGNED" }]);
    head = () => Promise.resolve(at(3));
    await keeper.keep();
    expect(keeper.late).toBe(false);
    await keeper.stop();
  });

  it("closes its places when it stops", async () => {
    const keeper = keeperWith();
    await keeper.stop();
    head = () => Promise.resolve(at(6));
    await keeper.stop();
    expect(readdirSync(path("kept"))).toHaveLength(2);
  });

  it("does not wait for a place that does not answer for longer than five seconds", async () => {
    const place = await addressOf(() => undefined);
    const asked = once(server!, "request");
    setByHand("setTimeout", "clearTimeout");
    let isStopped = false;
    const stopping = keeperWith({ places: [place] })
      .stop()
      .then(() => (isStopped = true));
    await asked;
    jest.advanceTimersByTime(4_999);
    await turn();
    expect(isStopped).toBe(false);
    jest.advanceTimersByTime(1);
    await stopping;
    expect(isStopped).toBe(true);
  });
});
