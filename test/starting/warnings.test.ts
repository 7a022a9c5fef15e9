import { KeyFile } from "../../src/access/key-file";
import { countWithoutKey } from "../../src/operations/missing-keys";
import { type MadeReport, cast } from "../operations/life";
import { World } from "../operations/world";
import { Child } from "../support/child";
import { testIssuer } from "../support/issuer";
import { startRegistry } from "../support/registry";
import { temporaryFolder } from "../support/temporary-folder";

const STRICT = "STRICTLY_CONFIDENTIAL";
const folder = temporaryFolder("registry-warnings-");
const keys = new KeyFile([Buffer.alloc(32, 1)]);

let world: World;
let report: MadeReport;

beforeAll(async () => {
  const registry = await startRegistry("2016-06-01T12:00:00Z", { issuer: await testIssuer(), keys });
  await cast(registry);
  world = await new World(registry).learn();
  report = await world.report({ level: STRICT, parts: [{ key: "strict", level: STRICT, text: "A secret text." }] });
});

afterAll(async () => {
  await world.registry.close();
  folder.remove();
});

/** What a start with a key of its own tells until it answers. */
async function told(url: string): Promise<string> {
  const child = Child.run([], {
    DATABASE_URL: url,
    MIGRATOR_DATABASE_URL: world.registry.migratorUrl,
    DATABASE_MAY_FORGET: "yes",
    OIDC_ISSUER: world.registry.issuer.issuer,
    DATA_FOLDER: folder.path,
    PORT: "0",
  });
  await child.printed("The registry answers at");
  await child.stop();
  return child.out;
}

const PASSES = "The login postgres passes by row-level security, and production would refuse it:";

describe("a start outside production tells what is not as it should be, and goes on", () => {
  it("texts whose keys it was not given, and nothing of what they say", async () => {
    const out = await told(world.registry.databaseUrl);
    expect(out).toContain("Of the strictly confidential texts 2 cannot be opened, for they are under keys");
    expect(out).not.toMatch(/A secret text|A title/);
    expect(out).not.toContain(PASSES);
  });

  it("a login that passes by row-level security", async () => {
    expect(await told(world.registry.migratorUrl)).toContain(PASSES);
  });
});

describe("texts without their key", () => {
  it("are counted, where no provider has it", async () => {
    expect(await countWithoutKey(world.registry.migratorUrl, keys)).toBe(0);
    expect(await countWithoutKey(world.registry.migratorUrl, new KeyFile([Buffer.alloc(32, 2)]))).toBe(2);
  });

  it("are answered by UNAVAILABLE, and the log tells that a key is missing", async () => {
    await world.registry.sql("set session_replication_role = replica");
    await world.registry.sql("update report_title set key_id = '0123456789abcdef' where key_id is not null");
    const query = "query ($id: ID!) { node(id: $id) { ... on Report { title } } }";
    const answer = await world.registry.ask("usg.dpko", query, { id: report.id });
    expect([answer.status, answer.code]).toEqual([503, "UNAVAILABLE"]);
    expect(world.registry.logged.at(-1)).toMatchObject({ code: "UNAVAILABLE", cause: { class: "KeyMissing" } });
  });
});
