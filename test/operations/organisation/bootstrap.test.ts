import { execFile } from "node:child_process";
import { join } from "node:path";

import { bootstrapAdministrators } from "../../../src/operations/bootstrap-administrators";
import { hashOf } from "../../../src/register/verify";
import { emptyDatabase } from "../../support/database";
import { type TestRegistry, startRegistry } from "../../support/registry";
import { done, postsOf } from "./administration";

const ROOT = join(__dirname, "../../..");
const SUBJECTS = ["first", "second"] as const;
const WORDS = SUBJECTS.flatMap((subject) => ["--subject", subject]);

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startRegistry();
});
afterEach(() => registry.close());

/** `npm run bootstrap` with these words; the environment is that of a server of this registry, with changes. */
function command(
  words: string[],
  changes: Record<string, string | undefined> = {},
): Promise<{ code: number; out: string; err: string }> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: registry.databaseUrl,
    MIGRATOR_DATABASE_URL: registry.migratorUrl,
    OIDC_ISSUER: registry.issuer.issuer,
    ...changes,
  };
  const argv = ["-r", join(ROOT, "load-typescript.js"), join(ROOT, "src/bootstrap.ts"), ...words];
  return new Promise((resolve) =>
    execFile(process.execPath, argv, { cwd: ROOT, env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    ),
  );
}

const issuer = () => ["--issuer", registry.issuer.issuer];

describe("The bootstrap", () => {
  it("names the first two administrators, who see as such from then on, and confirm each other's entries", async () => {
    const { code, out, err } = await command([...issuer(), ...WORDS]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^The first two administrators are named\. .*id=[0-9a-f-]{36}, sha256=[0-9a-f]{64}\n$/);
    expect(await postsOf(registry, "first")).toEqual(["ADMINISTRATOR_1"]);
    expect(await postsOf(registry, "second")).toEqual(["ADMINISTRATOR_2"]);
    const { person } = await done(registry, "first", "registerPerson { person { id } }", { name: "The Director" });
    const director = {
      postId: await registry.id("post", "DIRECTOR_OPSP"),
      personId: person.id,
      startsOn: "2026-01-01",
      contributingCountry: "Nepal",
      missionLeadership: "Force Commander, UNDOF",
    };
    const { appointment } = await done(registry, "first", "appoint { appointment { id } }", director);
    const bearer = { personId: person.id, issuer: registry.issuer.issuer, subject: "director", startsOn: "2026-01-01" };
    const { login } = await done(registry, "second", "registerLogin { login { id } }", bearer);
    await done(registry, "second", "confirmEntry", { entryId: appointment.id });
    expect(await postsOf(registry, "director")).toBeNull();
    await done(registry, "first", "confirmEntry", { entryId: login.id });
    expect(await postsOf(registry, "director")).toEqual(["DIRECTOR_OPSP"]);
  });

  it("needs the migrator's address alone", async () => {
    const { code, err } = await command([...issuer(), ...WORDS], { DATABASE_URL: undefined, OIDC_ISSUER: undefined });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(await postsOf(registry, "first")).toEqual(["ADMINISTRATOR_1"]);
  });

  it.each(["http://id.example", "https://id.example?a=b", "id.example", "https://a.example,https://b.example"])(
    "refuses what can be no issuer, where none is told to count: %s",
    async (given) => {
      const { code, err } = await command(["--issuer", given, ...WORDS], { OIDC_ISSUER: undefined });
      expect({ code, err }).toEqual({
        code: 1,
        err: `--issuer must be an https address without a query, not "${given}".\n`,
      });
    },
  );

  it("is one entry of the register, of the migrator, that fits its chain", async () => {
    await bootstrapAdministrators(registry.migratorUrl, { issuer: registry.issuer.issuer, subjects: SUBJECTS });
    const kept = await registry.sql(
      `select sequence::int, id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, entry, previous, hash from register_entry`,
    );
    expect(kept).toHaveLength(1);
    expect(hashOf(kept[0])).toBe(kept[0].hash);
    const entry = JSON.parse(kept[0].entry);
    expect(entry).toMatchObject({
      kind: "ACT",
      person: null,
      byMigrator: true,
      operation: ["bootstrapAdministrators"],
    });
    expect(entry.changed.map(({ kind }: { kind: string }) => kind)).toEqual([
      "person",
      "login",
      "appointment",
      "person",
      "login",
      "appointment",
    ]);
  });

  it("is done once, and not where an administrator was ever appointed", async () => {
    await registry.person("somebody", "ADMINISTRATOR_1", { until: "2015-01-01" });
    const before = await registry.contents();
    const { code, out, err } = await command([...issuer(), ...WORDS]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe("An administrator has been appointed already: administrators appoint, and confirm, all others.\n");
    expect(await registry.contents()).toEqual(before);
  });

  it("is done once by two who do it at a time", async () => {
    const { migratorUrl } = registry;
    const first = { issuer: registry.issuer.issuer, subjects: SUBJECTS };
    const ended = await Promise.allSettled([
      bootstrapAdministrators(migratorUrl, first),
      bootstrapAdministrators(migratorUrl, { ...first, subjects: ["third", "fourth"] }),
    ]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await registry.sql("select from appointment")).toHaveLength(2);
  });

  it("is not for the application's own login", async () => {
    const { code, err } = await command([...issuer(), ...WORDS], { MIGRATOR_DATABASE_URL: registry.databaseUrl });
    expect({ code, lines: err.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
    expect(err).toMatch(/does not let the login "registry_test" work for the registry/);
    expect(await registry.sql("select from appointment")).toEqual([]);
  });

  it.each([
    ["nothing", () => [], /^Say npm run bootstrap -- --issuer URL --subject FIRST --subject SECOND/],
    ["one subject", () => [...issuer(), "--subject", "first"], /^Say npm run bootstrap/],
    ["three subjects", () => [...issuer(), ...WORDS, "--subject", "third"], /^Say npm run bootstrap/],
    [
      "the same subject twice",
      () => [...issuer(), "--subject", "first", "--subject", "first"],
      /^The two subjects are the same/,
    ],
    [
      "a subject that is none",
      () => [...issuer(), "--subject", "first", "--subject", " second"],
      /^Give each subject as the issuer's tokens spell it/,
    ],
    ["no issuer", () => WORDS, /^Say npm run bootstrap/],
    [
      "an issuer that is not trusted",
      () => ["--issuer", "https://elsewhere.example", ...WORDS],
      /^The issuer https:\/\/elsewhere.example is not one of OIDC_ISSUER/,
    ],
    ["a word that is not known", () => [...issuer(), ...WORDS, "--force"], /^Say npm run bootstrap/],
  ])("with %s is refused in one sentence", async (_, words, sentence) => {
    const { code, out, err } = await command(words());
    expect({ code, out, lines: err.trim().split("\n").length }).toEqual({ code: 1, out: "", lines: 1 });
    expect(err).toMatch(sentence);
    expect(await registry.sql("select from appointment")).toEqual([]);
  });

  it("without a database, or on one without a registry, is refused in one sentence", async () => {
    const unset = { DATABASE_URL: undefined, MIGRATOR_DATABASE_URL: undefined, OIDC_ISSUER: undefined };
    expect(await command([...issuer(), ...WORDS], unset)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^MIGRATOR_DATABASE_URL is needed/),
    });
    const empty = await emptyDatabase();
    const { code, err } = await command([...issuer(), ...WORDS], { MIGRATOR_DATABASE_URL: empty.migratorUrl });
    await empty.close();
    expect({ code, err }).toEqual({ code: 1, err: "The database has no registry yet: run npm run migrate first.\n" });
  });
});
