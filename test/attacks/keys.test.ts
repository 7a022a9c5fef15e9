import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import request from "supertest";

import { uuidOf } from "../../src/access/ids";
import { KeyFile, readKeyFile } from "../../src/access/key-file";
import { makeKeyFile } from "../../src/secret-file";
import { Pkcs11Keys } from "../../src/access/pkcs11-keys";
import { requireInstallation } from "../../src/database/installation";
import { holdsDemonstrationKey, makeDemonstrationKey } from "../../src/demonstration/key";
import { rotateKeys } from "../../src/operations/rotate-keys";
import { readSettings } from "../../src/settings";
import { openInstallation } from "../../src/starting/installation";
import { type MadeReport, cast } from "../operations/life";
import { World } from "../operations/world";
import { testTickets } from "../support/database";
import { Child } from "../support/child";
import { testIssuer } from "../support/issuer";
import { startRegistry } from "../support/registry";
import { temporaryFolder } from "../support/temporary-folder";
import { newCanary } from "./scene";

const STRICT = "STRICTLY_CONFIDENTIAL";
const folder = temporaryFolder("registry-attacks-on-keys-");
const path = join(folder.path, "registry.key");
const canary = newCanary();

let world: World;
let report: MadeReport;

beforeAll(async () => {
  makeKeyFile(path);
  const shared = { issuer: await testIssuer(), keys: readKeyFile(path) };
  const registry = await startRegistry("2016-06-01T12:00:00Z", shared);
  await cast(registry);
  world = await new World(registry).learn();
  report = await world.report({
    level: STRICT,
    parts: [
      { key: "one", level: STRICT, text: `One ${canary}` },
      { key: "two", level: STRICT, text: `Two ${canary}` },
      { key: "open", level: "UNCLASSIFIED", text: "In clear." },
    ],
  });
});

afterAll(async () => {
  await world.registry.close();
  folder.remove();
});

const row = (key: string) => uuidOf("part", report.parts[key]!);
const read = (id: string | undefined) =>
  world.registry.ask(
    "usg.dpko",
    "query ($id: ID!) { node(id: $id) { ... on Part { text } ... on Report { title } } }",
    { id },
  );

/** Refused without a word of any text, and without a trace of the program. */
async function expectClosed(id: string | undefined): Promise<void> {
  const answer = await read(id);
  expect([answer.status, answer.code, answer.data]).toEqual([503, "UNAVAILABLE", null]);
  expect(JSON.stringify(answer.body)).not.toMatch(/CANARY|\bat [^"]*:\d+|\bError\b|aes|gcm|node:/i);
  expect(JSON.stringify(world.registry.logged.at(-1))).not.toContain("CANARY");
}

/** Changes rows as one could who holds the database, looks, and puts everything back. */
async function tampered(change: string, values: unknown[], look: () => Promise<void>): Promise<void> {
  const { sql } = world.registry;
  const tell = sql.bind(world.registry);
  await tell("create temp table kept_content as select * from part_content");
  await tell("create temp table kept_title as select * from report_title");
  await tell("set session_replication_role = replica");
  try {
    await tell(change, values);
    await look();
  } finally {
    const columns = "ciphertext = k.ciphertext, wrapped_key = k.wrapped_key, key_id = k.key_id, version = k.version";
    await tell(`update part_content t set ${columns} from kept_content k where k.part_id = t.part_id`);
    await tell(`update report_title t set ${columns} from kept_title k where k.report_id = t.report_id`);
    await tell("set session_replication_role = origin");
    await tell("drop table kept_content, kept_title");
  }
}

const SEALED = "(ciphertext, wrapped_key, key_id)";
const OF_ONE = "(select ciphertext, wrapped_key, key_id from part_content where part_id = $1)";

describe("what is sealed, in another's place", () => {
  it("L06: does not open in another part, and its own part opens still", async () => {
    await tampered(
      `update part_content set ${SEALED} = ${OF_ONE} where part_id = $2`,
      [row("one"), row("two")],
      async () => {
        await expectClosed(report.parts.two);
        expect((await read(report.parts.one)).data.node).toEqual({ text: `One ${canary}` });
      },
    );
  });

  it("L06: does not open as a title, nor a title as a part", async () => {
    const place = [row("one"), uuidOf("report", report.id)];
    await tampered(`update report_title set ${SEALED} = ${OF_ONE} where report_id = $2`, place, () =>
      expectClosed(report.id),
    );
    await tampered(
      `update part_content set ${SEALED} = (select ciphertext, wrapped_key, key_id from report_title where report_id = $2) where part_id = $1`,
      place,
      () => expectClosed(report.parts.one),
    );
  });

  it("L06: does not come back from an earlier version, with its version or without", async () => {
    const draft = await world.report({
      submitted: false,
      level: STRICT,
      parts: [{ key: "a", level: STRICT, text: `Old ${canary}` }],
    });
    const id = uuidOf("part", draft.parts.a!);
    const [old] = await world.registry.sql(
      "select ciphertext, wrapped_key, key_id, version from part_content where part_id = $1",
      [id],
    );
    await world.act("director", "editPart", { partId: draft.parts.a, expectedVersion: 1, text: "New." });
    const back = "update part_content set ciphertext = $2, wrapped_key = $3, key_id = $4 where part_id = $1";
    await tampered(back, [id, old.ciphertext, old.wrapped_key, old.key_id], async () => {
      const answer = await world.registry.ask(
        "director",
        "query ($id: ID!) { node(id: $id) { ... on Part { text } } }",
        { id: draft.parts.a },
      );
      expect([answer.status, answer.code, answer.data]).toEqual([503, "UNAVAILABLE", null]);
    });
  });
});

describe("keys that are lost, changed or destroyed", () => {
  it("L07: old texts are readable after the key was changed, and the old key was taken away", async () => {
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n${readFileSync(path, "utf8")}`);
    const { left } = await rotateKeys(world.registry.migratorUrl, readKeyFile(path));
    expect(left).toBe(0);
    writeFileSync(path, readFileSync(path, "utf8").split("\n").slice(0, 1).join("\n"));
    expect((await read(report.parts.one)).data.node).toEqual({ text: `One ${canary}` });
  });

  it("L07: a text whose key was destroyed is gone for good, and every other is there", async () => {
    await tampered(
      "update part_content set wrapped_key = sha256(wrapped_key) where part_id = $1",
      [row("one")],
      async () => {
        await expectClosed(report.parts.one);
        expect((await read(report.parts.two)).data.node).toEqual({ text: `Two ${canary}` });
        expect((await read(report.parts.open)).data.node).toEqual({ text: "In clear." });
      },
    );
  });

  it("L07: without the key no strictly confidential text is readable, and all else is", async () => {
    const stranger = new KeyFile([randomBytes(32)]);
    const [{ wrapped_key: wrappedKey, key_id: keyId }] = await world.registry.sql(
      "select wrapped_key, key_id from part_content where part_id = $1",
      [row("one")],
    );
    expect(() => stranger.unwrap({ wrappedKey, keyId })).toThrow("is not in the key file");
    expect(() => stranger.unwrap({ wrappedKey, keyId: stranger.currentKeyId })).toThrow();
    await tampered("update part_content set key_id = '0000000000000000' where key_id is not null", [], async () => {
      await expectClosed(report.parts.one);
      await expectClosed(report.parts.two);
      expect((await read(report.parts.open)).data.node).toEqual({ text: "In clear." });
    });
  });

  it("L07: what lies in the database holds no word of a strictly confidential text", async () => {
    const tables = await world.registry.sql(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    for (const { name } of tables) {
      const found = await world.registry.sql(`select from ${name} t where position(lower($1) in lower(t::text)) > 0`, [
        canary,
      ]);
      expect([name, found.length]).toEqual([name, 0]);
    }
  });
});

describe("a secret that lies open", () => {
  const secret = () => readFileSync(path, "utf8").trim();
  const open = (name: string, text: string) => {
    const file = join(folder.path, name);
    writeFileSync(file, text);
    chmodSync(file, 0o644);
    return file;
  };

  it("L09: a file of keys that others can read is refused, and its content is not told", () => {
    const file = open("open.key", `${secret()}\n`);
    expect(() => readKeyFile(file)).toThrow(`The key file ${file} can be read by others: set its mode to 600.`);
    const broken = open("broken.key", `${secret()}x\n`);
    chmodSync(broken, 0o600);
    expect(() => readKeyFile(broken)).toThrow(
      /^The key file \S+ does not hold keys: each line is one, of 64 hexadecimal digits\.$/,
    );
  });

  it("L09: nor is a token's PIN taken from the environment or the command line: only from a file of its owner alone", () => {
    const names = Object.keys(readSettings([], {}));
    expect(names.filter((name) => /pin$|secret|password/i.test(name))).toEqual([]);
    expect(() => readSettings(["--pin", "1234"], {})).toThrow('The argument "--pin" is not known');
    expect(Pkcs11Keys).toHaveLength(1);
  });

  it("L09: a start with a key that others can read ends in one sentence, without the key", async () => {
    const file = open("start.key", `${secret()}\n`);
    const child = Child.run([], {
      DATABASE_URL: world.registry.databaseUrl,
      OIDC_ISSUER: world.registry.issuer.issuer,
      REGISTRY_KEY_FILE: file,
      DATA_FOLDER: folder.path,
      PORT: "0",
    });
    expect(await child.ended()).toBe(1);
    expect(child.err).toBe(`The key file ${file} can be read by others: set its mode to 600.\n`);
    expect(child.out).toBe("");
  });

  it("L09: neither the log nor the metrics, nor any page tells a key, a password or a file of one", async () => {
    await read(report.parts.one);
    const pages = ["/metrics", "/healthz", "/readyz", "/schema.graphql", "/graphql"];
    const said = await Promise.all(pages.map(async (page) => (await request(world.registry.url).get(page)).text));
    const everything = `${said.join("\n")}${JSON.stringify(world.registry.logged)}`;
    const { password } = new URL(world.registry.databaseUrl);
    for (const hidden of [secret(), secret().toUpperCase(), Buffer.from(secret(), "hex").toString("base64"), path])
      expect(everything).not.toContain(hidden);
    expect(said.join("\n")).not.toContain(`:${password}@`);
  });
});

describe("the demonstration, in production", () => {
  const PRODUCTION = {
    NODE_ENV: "production",
    DATABASE_URL: "postgres://app:secret@db.example/registry",
    OIDC_ISSUER: "https://id.example",
    REGISTRY_KEY_FILE: path,
    TICKET_KEY_FILE: "/etc/registry/ticket.key",
    CHECKPOINT_KEY_FILE: "/etc/registry/checkpoint.key",
    CHECKPOINT_FOLDER: "/var/lib/one",
    CHECKPOINT_SECOND_PLACE: "/var/lib/two",
    JOBS_DATABASE_URL: "postgres://jobs:third@db.example/registry",
  };

  it.each([
    ["its provider on this machine", { OIDC_ISSUER: "http://127.0.0.1:4001" }],
    ["its embedded database", { DATABASE_URL: undefined, OIDC_ISSUER: undefined }],
    ["a key that it makes by itself", { REGISTRY_KEY_FILE: undefined }],
    ["a login that is the migrator's too", { MIGRATOR_DATABASE_URL: PRODUCTION.DATABASE_URL }],
  ])("D11, L12: %s is refused", (_what, change) => {
    expect(() => readSettings([], PRODUCTION)).not.toThrow();
    expect(() => readSettings([], { ...PRODUCTION, ...change })).toThrow();
  });

  it("L12: its clock is refused, as a setting and as it stands in a database", async () => {
    expect(() => readSettings(["--now", "2016-06-01"], PRODUCTION)).toThrow("--now is of the demonstration");
    await expect(requireInstallation({ production: true }, world.registry.databaseUrl, testTickets)).rejects.toThrow();
  });

  it("L12: its key is refused, wherever it was brought from", async () => {
    const key = join(folder.path, "demonstration.key");
    makeDemonstrationKey(key);
    expect([holdsDemonstrationKey(key), holdsDemonstrationKey(path)]).toEqual([true, false]);
    const settings = readSettings([], { ...PRODUCTION, REGISTRY_KEY_FILE: key });
    await expect(openInstallation(settings, settings.databaseUrl!)).rejects.toThrow(
      `The key file ${key} is a demonstration's: make another one for production.`,
    );
  });
});

describe("a dependency that has changed", () => {
  const lock = JSON.parse(readFileSync(join(__dirname, "../../package-lock.json"), "utf8"));
  const manifest = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  const REGISTRY = "https://registry.npmjs.org/";
  interface Locked {
    resolved?: string;
    integrity?: string;
    hasInstallScript?: true;
    optional?: true;
    os?: string[];
    cpu?: string[];
  }
  const packages = Object.entries<Locked>(lock.packages).filter(([name]) => name !== "");

  it("L08: is not installed: each has one version, one place in the public registry, and the digest of what it was", () => {
    for (const group of ["dependencies", "devDependencies", "peerDependencies"])
      for (const [name, version] of Object.entries(manifest[group] as Record<string, string>))
        expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
    for (const [name, { resolved = REGISTRY, integrity, optional, os = ["linux"], cpu = ["x64"] }] of packages) {
      expect([name, resolved.startsWith(REGISTRY)]).toEqual([name, true]);
      // Of what no machine of this kind would install the registry may not have been asked.
      const isForOthers =
        optional === true && !(os.includes("linux") && cpu.some((one) => ["x64", "arm64"].includes(one)));
      if (!isForOthers) expect([name, integrity]).toEqual([name, expect.stringMatching(/^sha512-/)]);
    }
  });

  it("L08: runs nothing when it is installed, unless package.json names it", () => {
    const own = (name: string) => name.slice(name.lastIndexOf("node_modules/") + "node_modules/".length);
    const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => own(name));
    expect(running.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  });
});
