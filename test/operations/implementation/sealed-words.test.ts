import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readKeyFile } from "../../../src/access/key-file";
import { rotateKeys } from "../../../src/operations/rotate-keys";
import { makeKeyFile } from "../../../src/secret-file";
import { testIssuer } from "../../support/issuer";
import { startRegistry } from "../../support/registry";
import { temporaryFolder } from "../../support/temporary-folder";
import { cast } from "../life";
import { World } from "../world";
import { type Made, Recommendations } from "./recommendations";

const folder = temporaryFolder("registry-sealed-words-");
const path = join(folder.path, "registry.key");
const STRICT = { level: "STRICTLY_CONFIDENTIAL" };

let all: Recommendations;
let made: Made;
let other: Made;

beforeAll(async () => {
  makeKeyFile(path);
  const registry = await startRegistry("2016-06-01T12:00:00Z", { issuer: await testIssuer(), keys: readKeyFile(path) });
  await cast(registry);
  all = new Recommendations(await new World(registry).learn());
  [made, other] = [await all.endorsed(STRICT), await all.endorsed(STRICT)];
  for (const one of [made, other]) await all.report("oma.head", one, "IN_PROGRESS", { note: `Said of ${one.uuid}.` });
});

afterAll(async () => {
  await all.close();
  folder.remove();
});

const noteOf = async (one: Made) => (await all.shown("oma.head", one)).implementation.progress[0].note;

describe("what was said of a strictly confidential recommendation", () => {
  it("has its key wrapped anew with those of parts and titles, and says the same", async () => {
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n${readFileSync(path, "utf8")}`);
    const keys = readKeyFile(path);
    // Two reports, each with its title, a finding, a recommendation, and what was said of that.
    expect(await rotateKeys(all.world.registry.migratorUrl, keys)).toEqual({ rotated: 8, left: 0 });
    const inUse = await all.world.registry.sql("select distinct key_id from recommendation_words");
    expect(inUse).toEqual([{ key_id: keys.currentKeyId }]);
    expect([await noteOf(made), await noteOf(other)]).toEqual([`Said of ${made.uuid}.`, `Said of ${other.uuid}.`]);
  });

  it("does not open in another's place", async () => {
    await all.world.registry.sql("set session_replication_role = replica");
    await all.world.registry.sql(
      `update recommendation_words w set ciphertext = o.ciphertext, wrapped_key = o.wrapped_key, key_id = o.key_id
       from recommendation_words o where w.part_id = $1 and o.part_id = $2`,
      [made.uuid, other.uuid],
    );
    await all.world.registry.sql("set session_replication_role = origin");
    await expect(noteOf(made)).rejects.toThrow("UNAVAILABLE");
    expect(await noteOf(other)).toBe(`Said of ${other.uuid}.`);
  });
});
