import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { KeyFile } from "../../src/access/key-file";
import { createApp } from "../../src/app";
import { stopServer } from "../../src/http/server";
import { TokenVerifier } from "../../src/identity/token";
import { canonicalEntry } from "../../src/register/entry";
import { auditKeptRegister, verifyKeptRegister } from "../../src/register/kept-entries";
import { type KeptEntry, hashOf } from "../../src/register/verify";
import { readSettings } from "../../src/settings";
import { openCheckpoints } from "../../src/starting/checkpoints";
import { type Name, house } from "../access/house";
import { unnoticedFlips, unnoticedMoves } from "../proofs/tampering/chain-attacks";
import { witnessed } from "../proofs/tampering/witnessed";
import { entryOf, rechained } from "../register/made-register";
import { entriesIn, rewriteRegister } from "../register/tampering";
import { temporaryFolder } from "../support/temporary-folder";
import { type Scene, openScene } from "./scene";

const READ = "{ reports(first: 9) { nodes { title parts(first: 9) { nodes { text } } } } }";
const READERS: Name[] = ["director", "adviser", "usg.dpko", "hom", "staff", "stranger"];

describe("the register under attack", () => {
  let scene: Scene;
  let folder: ReturnType<typeof temporaryFolder>;
  let entries: KeptEntry[];

  beforeAll(async () => {
    scene = await openScene();
    for (const reader of READERS) await scene.ask(reader, READ);
  });

  afterAll(() => scene.close());

  beforeEach(async () => {
    folder = temporaryFolder("register-attacks-");
    entries = await entriesIn(scene.registry.superuser);
  });

  afterEach(async () => {
    await rewriteRegister(scene.registry.superuser, entries);
    folder.remove();
  });

  const rewrite = (changed: readonly KeptEntry[], head?: KeptEntry) =>
    rewriteRegister(scene.registry.superuser, changed, head);
  const verdict = () => verifyKeptRegister(scene.registry.superuser);
  /** A start of a server, that verifies from the last checkpoint and makes one more at its stop. */
  const start = async (): Promise<void> => {
    const keeper = await openCheckpoints({
      settings: {
        production: false,
        databaseUrl: scene.registry.databaseUrl,
        dataFolder: folder.path,
        checkpoints: {
          folder: join(folder.path, "first"),
          secondPlace: join(folder.path, "second"),
          seconds: 60,
          entries: 10_000,
        },
      },
      database: scene.registry.database,
      log: () => undefined,
    });
    await keeper.stop();
  };
  const receiptOf = async (reader: Name) => {
    const { headers } = await scene.ask(reader, READ);
    const [, id, hash] = /^id=(.+), sha256=(.+)$/.exec(headers.receipt!)!;
    return { id: id!, hash: hash! };
  };

  it("K01: no bit of any field of any entry is changed without its being named", async () => {
    expect([...unnoticedFlips(witnessed(8, 1))]).toEqual([]);
    await rewrite(entries.with(2, { ...entries[2]!, entry: entries[3]!.entry }), entries.at(-1));
    expect(await verdict()).toMatchObject({ fits: false, sequence: 3 });
  });

  it("K02: no entry is deleted, put in, swapped or doubled without its being found", async () => {
    expect([...unnoticedMoves(witnessed(8, 2))]).toEqual([]);
    await rewrite(entries.toSpliced(3, 1), entries.at(-1));
    expect(await verdict()).toEqual({ fits: false, sequence: 5, reason: "entry 4 is missing before it" });
  });

  it("K03: a register whose end was cut off, its head with it, is refused at the next start; past the last checkpoint a receipt tells", async () => {
    await start();
    const { length } = entries;
    for (const left of [length - 1, length - 3, 1, 0]) {
      await rewrite(entries.slice(0, left));
      expect(await verdict()).toMatchObject({ fits: true });
      await expect(start()).rejects.toThrow(/^The database is older than its last checkpoint, which is of entry \d+/);
    }
    await rewrite(entries);
    const receipt = await receiptOf("director");
    await rewrite(entries);
    await start();
    const { audit } = await auditKeptRegister(scene.registry.superuser, { receipts: [receipt] });
    expect(audit.receipts()).toEqual([{ receipt, sequence: undefined }]);
  });

  it("K04: a register that a superuser makes anew as a whole is not the one of its checkpoints", async () => {
    await start();
    const changed = { ...entries[1]!, entry: canonicalEntry(entryOf(77)) };
    await rewrite(rechained(entries.with(1, changed), 1));
    expect(await verdict()).toMatchObject({ fits: true });
    await expect(start()).rejects.toThrow(/^The register is not the one of its last checkpoint/);
  });

  it("K05: yesterday's database is refused today, and so it is when entries were added to it since", async () => {
    const yesterday = entries;
    await receiptOf("director");
    await start();
    await rewrite(yesterday);
    await expect(start()).rejects.toThrow(/^The database is older than its last checkpoint/);
    await receiptOf("adviser");
    await receiptOf("adviser");
    await expect(start()).rejects.toThrow(/^The register is not the one of its last checkpoint/);
  });

  it.each<[string, (entry: KeptEntry) => Partial<KeptEntry>]>([
    ["a space", ({ entry }) => ({ entry: entry.replace(":", ": ") })],
    [
      "another order of keys",
      ({ entry }) => ({ entry: entry.replace(/^\{("instant":"[^"]*"),("kind":"[^"]*")/, "{$2,$1") }),
    ],
    ["a key twice", ({ entry }) => ({ entry: entry.replace("{", '{"kind":"ANSWER",') })],
    ["a sign written as an escape", ({ entry }) => ({ entry: entry.replace('"kind"', '"k\\u0069nd"') })],
    ["a number in another form", ({ entry }) => ({ entry: entry.replace("{", '{"a":1.0,') })],
  ])("K06: an entry has one text, also where its hash is made for another: %s", async (_, change) => {
    const last = entries.at(-1)!;
    const changed = { ...last, ...change(last) };
    expect(changed.entry).not.toBe(last.entry);
    await rewrite(entries.with(-1, { ...changed, hash: hashOf(changed) }));
    expect(await verdict()).toMatchObject({ fits: false, sequence: last.sequence });
  });

  it("K07: while the register is locked, or refuses, nothing is delivered, and afterwards all is", async () => {
    const { superuser } = scene.registry;
    const refused = async () => {
      const { status, code, data, body } = await scene.registry.ask("director", READ);
      expect([status, code, data]).toEqual([503, "UNAVAILABLE", null]);
      expect(scene.toldIn(JSON.stringify(body))).toEqual([]);
    };
    await superuser.query("begin");
    await superuser.query("select from register_head for update");
    await refused();
    await superuser.query("rollback");
    await superuser.query("alter table register_entry add constraint full_disk check (sequence < 0) not valid");
    await refused();
    await superuser.query("alter table register_entry drop constraint full_disk");
    expect((await scene.registry.ask("director", READ)).status).toBe(200);
    entries = await entriesIn(superuser);
    expect(await verdict()).toMatchObject({ fits: true });
  });

  it("K08: the register tells nobody content: not what it keeps, not what an auditor reads in it, not who else read", async () => {
    await scene.registry.ask(
      "director",
      `query ($symbol: String!) { report(symbol: $symbol) { title parts(first: 9) { nodes { text } } } }`,
      {
        symbol: `${house.symbol("confidential")} CANARY-0123456789abcdef`,
      },
    );
    const kept = JSON.stringify(await scene.registry.sql("select * from register_entry"));
    expect(scene.toldIn(kept)).toEqual([]);
    expect(kept).not.toMatch(/CANARY|symbol\b.*OPSP/);
    const all =
      "{ register(first: 50) { totalCount nodes { kind operation code paragraphs partIds reportIds hash person { name } } } }";
    const { data } = await scene.ask("auditor", all);
    expect(data.register.totalCount).toBeGreaterThan(READERS.length);
    expect(scene.toldIn(JSON.stringify(data))).toEqual([]);
    for (const reader of ["administrator", "staff", "stranger"] as const) {
      const own = await scene.registry.person(reader);
      const { data: seen } = await scene.ask(reader, "{ register(first: 50) { nodes { kind person { id } } } }");
      for (const { kind, person } of seen.register.nodes)
        expect([kind, person?.id ?? own.person]).toEqual(["ANSWER", own.person]);
    }
    entries = await entriesIn(scene.registry.superuser);
  });

  it("K09: who floods the register is stopped after what a minute allows, and leaves no entry from then on", async () => {
    const { limits, ...settings } = readSettings([], {});
    const { issuer, audience } = scene.registry.issuer;
    const keys = new KeyFile([randomBytes(32)]);
    const app = await createApp({
      settings: { ...settings, limits: { ...limits, requestsPerMinute: 12 } },
      database: scene.registry.database,
      keys,
      cursorSecret: keys.secret,
      verifier: new TokenVerifier({ issuers: [issuer], audience }),
    });
    await new Promise<void>((resolve) => app.server.listen(0, "127.0.0.1", resolve));
    const headers = {
      authorization: `Bearer ${await scene.registry.issuer.token({ subject: "stranger" })}`,
      "content-type": "application/json",
    };
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
    const statuses: number[] = [];
    for (let tried = 0; tried < 60; tried += 1)
      statuses.push((await fetch(url, { method: "POST", headers, body: `{"query":"{ nothing }"}` })).status);
    await stopServer(app.server, 0);
    await app.stop();
    expect(statuses.map((status) => status === 429)).toEqual(statuses.map((_, tried) => tried >= 12));
    const now = await entriesIn(scene.registry.superuser);
    expect(now.length - entries.length).toBe(12);
    entries = now;
  });

  it("K09: a clock that is set back changes neither the order of entries nor their time", async () => {
    await scene.registry.sql("update register_head set recorded_at = clock_timestamp() + interval '1 hour'");
    for (const reader of READERS) await scene.ask(reader, READ);
    const now = await entriesIn(scene.registry.superuser);
    expect(new Set(now.slice(entries.length).map(({ at }) => at)).size).toBe(1);
    expect(await verdict()).toMatchObject({ fits: true, entries: entries.length + READERS.length });
  });
});
