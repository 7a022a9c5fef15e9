import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { uuidOf } from "../../src/access/ids";
import { KeyFile, readKeyFile } from "../../src/access/key-file";
import { makeKeyFile } from "../../src/secret-file";
import { KeyRing } from "../../src/access/key-ring";
import type { KeyProvider } from "../../src/access/sealing";
import { rotateKeys } from "../../src/operations/rotate-keys";
import { Child } from "../support/child";
import { startRegistry } from "../support/registry";
import { temporaryFolder } from "../support/temporary-folder";
import { testIssuer } from "../support/issuer";
import { type MadeReport, cast } from "./life";
import { World } from "./world";

const folder = temporaryFolder("registry-rotation-");
const path = join(folder.path, "registry.key");
const STRICT = "STRICTLY_CONFIDENTIAL";

let world: World;
let report: MadeReport;

beforeAll(async () => {
  makeKeyFile(path);
  const registry = await startRegistry("2016-06-01T12:00:00Z", { issuer: await testIssuer(), keys: readKeyFile(path) });
  await cast(registry);
  world = await new World(registry).learn();
  const parts = ["a", "b", "c", "d"].map((key) => ({ key, level: STRICT, text: `Text ${key}.` }));
  report = await world.report({
    level: STRICT,
    parts: [...parts, { key: "open", level: "UNCLASSIFIED", text: "In clear." }],
  });
});

afterAll(async () => {
  await world.registry.close();
  folder.remove();
});

/** Puts a fresh key before the others of the key file, and gives the file as a new process reads it. */
function addKey(): KeyFile {
  writeFileSync(path, `${randomBytes(32).toString("hex")}\n${readFileSync(path, "utf8")}`);
  return readKeyFile(path);
}

const rotate = (keys: KeyProvider = readKeyFile(path), batch?: number) =>
  rotateKeys(world.registry.migratorUrl, keys, batch);

const keysInUse = async (): Promise<Record<string, number>> => {
  const rows = await world.registry.sql(
    `select key_id, count(*)::int as texts from (select key_id from part_content union all select key_id from report_title) k
     where key_id is not null group by 1`,
  );
  return Object.fromEntries(rows.map(({ key_id, texts: count }) => [key_id, count]));
};

const entries = () =>
  world.registry.sql(
    "select entry::jsonb as entry from register_entry where entry::jsonb -> 'operation' = '[\"rotateKeys\"]' order by sequence",
  );

const texts = async (of = report) => {
  const { data } = await world.registry.ask(
    "usg.dpko",
    "query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { ... on Part { text } } node(id: $id) { ... on Report { title } } }",
    { ids: Object.values(of.parts), id: of.id },
  );
  return [data.node.title, ...data.nodes.map(({ text }: { text: string }) => text)];
};

describe("the rotation of keys", () => {
  it("wraps every title and part anew under the first key of the file, which running servers follow", async () => {
    const before = await texts();
    const sealed = "select part_id, ciphertext, sha256, version, grounds from part_content order by part_id";
    const contents = await world.registry.sql(sealed);
    const keys = addKey();
    expect(await rotate(keys)).toEqual({ rotated: 5, left: 0 });
    expect(await keysInUse()).toEqual({ [keys.currentKeyId]: 5 });
    expect(await world.registry.sql(sealed)).toEqual(contents);
    expect(await texts()).toEqual(before);
  });

  it("stands in the register: under which key, and how many, and nothing of what they open", async () => {
    const { currentKeyId: keyId } = readKeyFile(path);
    const found = (await entries()).map(({ entry }) => entry);
    expect(found.map(({ wrappedAnew }) => wrappedAnew)).toEqual([
      { keyId, count: 1 },
      { keyId, count: 4 },
    ]);
    expect(found[0]).toMatchObject({ kind: "ACT", byMigrator: true, person: null, parts: [], reports: [] });
  });

  it("has nothing to do a second time, and says nothing of it in the register", async () => {
    const before = await entries();
    expect(await rotate()).toEqual({ rotated: 0, left: 0 });
    expect(await entries()).toEqual(before);
  });

  it("is taken up where it was broken off", async () => {
    const before = await texts();
    const keys = addKey();
    let wrapped = 0;
    const breaking = {
      currentKeyId: keys.currentKeyId,
      has: (keyId: string) => {
        if (wrapped === 3) throw new Error("broken off");
        return keys.has(keyId);
      },
      wrap: (key: Buffer) => {
        wrapped += 1;
        return keys.wrap(key);
      },
      unwrap: keys.unwrap.bind(keys),
    };
    await expect(rotateKeys(world.registry.migratorUrl, breaking, 2)).rejects.toThrow("broken off");
    expect((await keysInUse())[keys.currentKeyId]).toBe(3);
    expect(await texts()).toEqual(before);
    expect(await rotate(keys)).toEqual({ rotated: 2, left: 0 });
    expect(await keysInUse()).toEqual({ [keys.currentKeyId]: 5 });
  });

  it("keeps what servers write meanwhile: no edit is lost, and every text opens", async () => {
    const draft = await world.report({
      submitted: false,
      level: STRICT,
      parts: ["a", "b", "c", "d", "e", "f"].map((key) => ({ key, level: STRICT, text: `First ${key}.` })),
    });
    const keys = addKey();
    const edit = async () => {
      for (const [key, partId] of Object.entries(draft.parts))
        await world.act("director", "editPart", { partId, expectedVersion: 1, text: `Second ${key}.` });
    };
    await Promise.all([edit(), rotate(keys, 1), rotate(keys, 3)]);
    await rotate(keys);
    expect(await keysInUse()).toEqual({ [keys.currentKeyId]: 12 });
    const said = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Part { text } } }";
    const { data } = await world.registry.ask("director", said, { ids: Object.values(draft.parts) });
    expect(data.nodes.map(({ text }: { text: string }) => text)).toEqual(
      Object.keys(draft.parts).map((key) => `Second ${key}.`),
    );
  });

  it("leaves what no key opens as it is, and counts it", async () => {
    const stranger = new KeyFile([randomBytes(32)]);
    const [{ part_id: id }] = await world.registry.sql(
      "select part_id from part_content where key_id is not null limit 1",
    );
    await world.registry.sql("create temp table kept as select * from part_content where part_id = $1", [id]);
    await world.registry.sql("update part_content set key_id = $1 where part_id = $2", [stranger.currentKeyId, id]);
    const keys = addKey();
    expect(await rotate(keys)).toEqual({ rotated: 11, left: 1 });
    await world.registry.sql("update part_content t set key_id = k.key_id from kept k where k.part_id = t.part_id");
    expect(await rotate(keys)).toEqual({ rotated: 1, left: 0 });
  });

  it("moves texts from one provider to another", async () => {
    const before = await texts();
    const [file, other] = [readKeyFile(path), new KeyFile([randomBytes(32)])];
    expect(await rotate(new KeyRing(other, [file]))).toEqual({ rotated: 12, left: 0 });
    expect(await keysInUse()).toEqual({ [other.currentKeyId]: 12 });
    expect(await rotate(new KeyRing(file, [other]))).toEqual({ rotated: 12, left: 0 });
    expect(await texts()).toEqual(before);
  });

  it("is a command that says how many, by the migrator's login", async () => {
    const { currentKeyId } = addKey();
    const env = { MIGRATOR_DATABASE_URL: world.registry.migratorUrl, REGISTRY_KEY_FILE: path };
    const own = { DATABASE_URL: world.registry.databaseUrl, OIDC_ISSUER: world.registry.issuer.issuer };
    const run = async () => {
      const child = Child.run([], { ...env, ...own }, "src/rotate-keys.ts");
      return { code: await child.ended(), out: child.out, err: child.err };
    };
    expect(await run()).toEqual({
      code: 0,
      out: `12 keys were wrapped anew, under the key ${currentKeyId}.\n`,
      err: "",
    });
    await world.registry.sql("update part_content set key_id = 'gone' where part_id = $1", [
      uuidOf("part", report.parts.a!),
    ]);
    expect(await run()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^1 are under another key still: .*\.\n$/),
    });
    await world.registry.sql("update part_content set key_id = $1 where key_id = 'gone'", [currentKeyId]);
  });

  it("wraps the keys of lessons anew, of whatever level and state", async () => {
    const said = { title: "Convoys", text: "Keep convoys short.", area: "TRAINING", level: "UNCLASSIFIED" };
    const input = { ...said, partIds: [report.parts.open] };
    const { lesson } = await world.act("director", "createLesson", input, "lesson { id }");
    await world.act("director", "testLesson", { lessonId: lesson.id, expectedVersion: 1 });
    const keys = addKey();
    expect(await rotate(keys)).toMatchObject({ left: 0 });
    expect(await world.registry.sql("select key_id from lesson")).toEqual([{ key_id: keys.currentKeyId }]);
    const { data } = await world.registry.ask(
      "director",
      "query ($id: ID!) { lesson(id: $id) { title text } }",
      lesson,
    );
    expect(data.lesson).toEqual({ title: said.title, text: said.text });
  });
});

describe("who wraps keys anew", () => {
  const asKeys = async (statement: string) => {
    await world.registry.sql("begin");
    try {
      await world.registry.sql("set local role registry_keys");
      return await world.registry.sql(statement);
    } finally {
      await world.registry.sql("rollback");
    }
  };

  it.each([
    "select text from part_content",
    "select ciphertext from part_content",
    "select * from report_title",
    "select file_name, area from part_content",
    "update part_content set text = 'Another', ciphertext = null",
    "update part_content set version = 2",
    "insert into part_content (part_id) values (gen_random_uuid())",
    "delete from part_content",
    "select entry from register_entry",
    "select * from person",
  ])("may not: %s", async (statement) => {
    await expect(asKeys(statement)).rejects.toThrow(/permission denied|does not exist/);
  });

  it("is nobody else: the application's role cannot take its place", async () => {
    const [may] = await world.registry.sql("select pg_has_role('registry_app', 'registry_keys', 'MEMBER') as member");
    expect(may.member).toBe(false);
  });
});
