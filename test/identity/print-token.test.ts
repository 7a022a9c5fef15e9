import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { decodeJwt } from "jose";
import { demonstrationAccounts } from "../../src/identity/demonstration-accounts";
import { startEmbeddedProvider } from "../../src/identity/embedded-provider";
import { printToken } from "../../src/identity/print-token";
import { announceDemonstration, withdrawDemonstration } from "../../src/identity/running-demonstration";

const run = promisify(execFile);
const day = "2016-06-01";
const dead = 2 ** 22 + 1;

let folder: string;
let provider: Awaited<ReturnType<typeof startEmbeddedProvider>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demonstrations-"));
  provider = await startEmbeddedProvider({
    port: 0,
    folder: join(folder, "provider"),
    accounts: demonstrationAccounts("SINGLE"),
    audience: "opsp-registry",
  });
});

beforeEach(() => {
  jest.replaceProperty(process, "env", { PATH: process.env.PATH, DATA_FOLDER: folder });
});

afterEach(async () => {
  jest.restoreAllMocks();
  for (const name of ["today", day]) await withdrawDemonstration(join(folder, name));
});

afterAll(async () => {
  await provider.stop();
  await rm(folder, { recursive: true });
});

function announce(name: string, pid = process.pid): Promise<void> {
  return announceDemonstration(join(folder, name), { issuer: provider.issuer, url: "http://127.0.0.1:4000", pid });
}

const subjectOf = async (...argv: string[]) => decodeJwt(await printToken(argv)).sub;

describe("npm run -s token", () => {
  it("gives a token for a post, of the only demonstration that is running", async () => {
    await announce(day);
    await announce("today", dead);
    expect(await subjectOf("usg.dpo")).toBe("usg.dpo");
    expect(await subjectOf("usg.dpo", "--now", day)).toBe("usg.dpo");
  });

  it("gives a portal its own token, or one to act on behalf of a person", async () => {
    await announce("today");
    expect(decodeJwt(await printToken(["portal.oma"]))).toMatchObject({ sub: "portal.oma", client_id: "portal.oma" });
    expect(decodeJwt(await printToken(["portal.oma", "--on-behalf-of", "oma.staff"]))).toMatchObject({
      sub: "oma.staff",
      act: { sub: "portal.oma" },
    });
  });

  it("asks which one, when several are running", async () => {
    await announce("today");
    await announce(day);
    await expect(printToken(["usg.dpo"])).rejects.toThrow(/^Several demonstrations are running: add /);
    expect(await subjectOf("usg.dpo", "--now", "today")).toBe("usg.dpo");
    expect(await subjectOf("usg.dpo", "--now", day)).toBe("usg.dpo");
  });

  it("says how to start one, when none is running", async () => {
    await expect(printToken(["usg.dpo"])).rejects.toThrow("start it with npm start.");
    await announce("today", dead);
    await expect(printToken(["usg.dpo"])).rejects.toThrow("start it with npm start.");
    await expect(printToken(["usg.dpo", "--now", day])).rejects.toThrow(`start it with npm start -- --now ${day}.`);
  });

  it("takes a damaged note of a running demonstration for none", async () => {
    await mkdir(join(folder, "today"), { recursive: true });
    for (const text of ["", "null", "{}", '{"pid":"1"}']) {
      await writeFile(join(folder, "today", "running.json"), text);
      await expect(printToken(["usg.dpo"])).rejects.toThrow("start it with npm start.");
    }
  });

  it("says so when the demonstration no longer answers", async () => {
    const gone = { issuer: "http://127.0.0.1:1", url: "http://127.0.0.1:4000", pid: process.pid };
    await announceDemonstration(join(folder, "today"), gone);
    await expect(printToken(["usg.dpo"])).rejects.toThrow("does not answer: start the demonstration again.");
  });

  it.each([
    ["no post", [], "Say for which post"],
    ["an unknown post", ["nobody"], 'There is no account "nobody"'],
    ["a post of another time", ["usg.dpko"], "There is no such account in this demonstration"],
    ["a portal of another time", ["portal.oo"], "There is no portal.oo in this demonstration"],
    ["two posts", ["usg.dpo", "auditor"], "These arguments are not understood"],
    ["an unknown option", ["usg.dpo", "--then"], "These arguments are not understood"],
    ["no day", ["usg.dpo", "--now"], "These arguments are not understood"],
    ["a day that is none", ["usg.dpo", "--now", "2016-02-30"], "must be a day of the calendar"],
    ["a person on behalf of another", ["auditor", "--on-behalf-of", "usg.dpo"], "Only a portal acts on behalf"],
    [
      "a portal on behalf of another",
      ["portal.oma", "--on-behalf-of", "portal.police"],
      "Only a portal acts on behalf",
    ],
  ])("refuses %s in one sentence", async (_, argv, sentence) => {
    await announce("today");
    await expect(printToken(argv)).rejects.toThrow(sentence);
  });

  it("lists every account with --help, and when it exists", async () => {
    const help = await printToken(["--help"]);
    for (const { account, description } of demonstrationAccounts())
      expect(help).toContain(`${account.padEnd(22)}${description}`);
    expect(help).toMatch(/usg\.dpko .*\(until 2018\)/);
    expect(help).toMatch(/usg\.dpo .*\(from 2019\)/);
  });

  it("prints the token alone, and a refusal on the other stream with exit code 1", async () => {
    await announce("today");
    const env = { PATH: process.env.PATH, DATA_FOLDER: folder };
    const command = ["-r", "./load-typescript.js", "src/identity/print-token.ts"];
    const good = await run(process.execPath, [...command, "oma.head"], { env });
    expect(decodeJwt(good.stdout.trimEnd()).sub).toBe("oma.head");
    expect(good.stderr).toBe("");
    await expect(run(process.execPath, [...command, "nobody"], { env })).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: 'There is no account "nobody" in the demonstration: --help lists them.\n',
    });
  });
});
