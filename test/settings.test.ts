import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SETTINGS } from "../src/setting-descriptions";
import type { SettingDescription } from "../src/setting-descriptions";
import { readSettings } from "../src/settings";
import { SettingError } from "../src/start-error";

const TODAY = new Date("2026-11-22T09:00:00Z");
const DATABASE = { DATABASE_URL: "postgres://app:secret@db.example:5432/registry", OIDC_ISSUER: "https://id.example" };
const CHECKPOINTS = {
  CHECKPOINT_KEY_FILE: "/etc/registry/checkpoint-key",
  CHECKPOINT_FOLDER: "/var/lib/checkpoints",
  CHECKPOINT_SECOND_PLACE: "https://witness.example/checkpoints",
};
const PRODUCTION = {
  NODE_ENV: "production",
  ...DATABASE,
  REGISTRY_KEY_FILE: "/etc/registry/key",
  TICKET_KEY_FILE: "/etc/registry/ticket-key",
  JOBS_DATABASE_URL: "postgres://jobs:third@db.example:5432/registry",
  ...CHECKPOINTS,
};

const read = (env: NodeJS.ProcessEnv, ...argv: string[]) => readSettings(argv, env, TODAY);

const TOKEN = {
  REGISTRY_KEY_PROVIDER: "pkcs11",
  PKCS11_MODULE: "/usr/lib/token.so",
  PKCS11_TOKEN: "registry",
  PKCS11_PIN_FILE: "/etc/registry/pin",
  PKCS11_KEY_LABEL: "second, first",
  CURSOR_KEY_FILE: "/etc/registry/cursor-key",
};

describe("settings that are not given", () => {
  it("are the demonstration's, today, on the loopback interface", () => {
    expect(read({})).toEqual({
      production: false,
      host: "127.0.0.1",
      port: 4000,
      databaseMayForget: false,
      oidcIssuers: [],
      oidcAudience: "opsp-registry",
      runsJobs: true,
      oidcPort: 4001,
      checkpoints: { seconds: 60, entries: 10_000 },
      keyProvider: "file",
      dataFolder: resolve(".data/today"),
      corsOrigins: [],
      limits: {
        bodyBytes: 65_536,
        tokens: 1_000,
        depth: 10,
        introspectionDepth: 20,
        aliases: 15,
        rootFields: 5,
        directives: 10,
        listSize: 100,
        pageProduct: 1_000,
        cost: 5_000,
        requestMilliseconds: 10_000,
        statementMilliseconds: 3_000,
        lockMilliseconds: 1_000,
        idleInTransactionMilliseconds: 5_000,
        requestsPerMinute: 300,
        absenceMilliseconds: 20,
        costPerMinute: 20_000,
      },
      pool: { reading: 4, acting: 5 },
    });
  });

  it("are those that are set to nothing, too", () => {
    expect(read({ PORT: "", DATABASE_URL: " ", OIDC_ISSUER: "" })).toEqual(read({}));
  });
});

describe("settings that are given", () => {
  it("each have their place", () => {
    const settings = read({
      ...PRODUCTION,
      HOST: "::",
      PORT: "443",
      OIDC_ISSUER: "https://id.example, https://id.example/realms/un",
      OIDC_AUDIENCE: "registry",
      CURSOR_KEY_FILE: "/etc/registry/cursor-key",
      MIGRATOR_DATABASE_URL: "postgresql://migrator:other@db.example/registry",
      DATA_FOLDER: "/var/lib/registry",
      CORS_ORIGINS: "https://oma.example,https://dos.example:8443",
      CHECKPOINT_ENTRIES: "500",
      LIMIT_COST: "90000",
      POOL_READING: "40",
    });
    expect(settings).toMatchObject({
      production: true,
      host: "::",
      port: 443,
      databaseUrl: PRODUCTION.DATABASE_URL,
      migratorDatabaseUrl: "postgresql://migrator:other@db.example/registry",
      oidcIssuers: ["https://id.example", "https://id.example/realms/un"],
      oidcAudience: "registry",
      keyFile: "/etc/registry/key",
      cursorKeyFile: "/etc/registry/cursor-key",
      ticketKeyFile: "/etc/registry/ticket-key",
      checkpoints: {
        keyFile: CHECKPOINTS.CHECKPOINT_KEY_FILE,
        folder: CHECKPOINTS.CHECKPOINT_FOLDER,
        secondPlace: CHECKPOINTS.CHECKPOINT_SECOND_PLACE,
        seconds: 60,
        entries: 500,
      },
      dataFolder: "/var/lib/registry/today",
      corsOrigins: ["https://oma.example", "https://dos.example:8443"],
      pool: { reading: 40, acting: 5 },
    });
    expect(settings.limits.cost).toBe(90_000);
  });

  it.each(["development", "test", " ", undefined])("are of no production with NODE_ENV=%s", (word) => {
    expect(read({ NODE_ENV: word }).production).toBe(false);
  });

  it("let a token hold the keys, in production without a key file", () => {
    const { keyProvider, keyFile, pkcs11 } = read({ ...PRODUCTION, REGISTRY_KEY_FILE: undefined, ...TOKEN });
    expect([keyProvider, keyFile]).toEqual(["pkcs11", undefined]);
    expect(pkcs11).toEqual({
      module: "/usr/lib/token.so",
      token: "registry",
      pinFile: "/etc/registry/pin",
      keyLabels: ["second", "first"],
    });
  });

  it.each([[["--now", "2016-06-01"]], [["--now=2016-06-01"]]])(
    "let the demonstration live on another day: %j",
    (argv) => {
      expect(read({}, ...argv)).toMatchObject({
        now: new Date("2016-06-01T00:00:00Z"),
        dataFolder: resolve(".data/2016-06-01"),
      });
    },
  );

  it.each(["2013-08-15", "2016-02-29", "2026-11-22"])("let it live on %s", (day) => {
    expect(read({}, "--now", day).now).toEqual(new Date(`${day}T00:00:00Z`));
  });

  it("let the migrator be the application outside production, and nobody in production", () => {
    expect(read(DATABASE).migratorDatabaseUrl).toBe(DATABASE.DATABASE_URL);
    expect(read(PRODUCTION).migratorDatabaseUrl).toBeUndefined();
  });

  it("let an issuer on the loopback interface do without https outside production", () => {
    expect(read({ ...DATABASE, OIDC_ISSUER: "http://127.0.0.1:4001" }).oidcIssuers).toEqual(["http://127.0.0.1:4001"]);
  });
});

describe("settings that cannot be used are refused in one sentence", () => {
  it.each<[NodeJS.ProcessEnv, string]>([
    [{ PORT: "abc" }, 'PORT must be a whole number from 0 to 65535, not "abc".'],
    [{ PORT: "70000" }, 'PORT must be a whole number from 0 to 65535, not "70000".'],
    [{ PORT: "-1" }, 'PORT must be a whole number from 0 to 65535, not "-1".'],
    [{ PORT: "4e3" }, 'PORT must be a whole number from 0 to 65535, not "4e3".'],
    [{ OIDC_PORT: "4000" }, "PORT and OIDC_PORT are both 4000: give the OpenID provider another port."],
    ...["prod", "Production", "staging", "production,"].map((word): [NodeJS.ProcessEnv, string] => [
      { NODE_ENV: word },
      `NODE_ENV must be production, development or test, or not be set, not "${word}".`,
    ]),
    [{ LIMIT_COST: "0" }, 'LIMIT_COST must be a whole number from 1 to 1000000000, not "0".'],
    [{ POOL_ACTING: "1000" }, 'POOL_ACTING must be a whole number from 1 to 100, not "1000".'],
    [{ HOST: "a host" }, 'HOST must be the name or the address of a host, not "a host".'],
    [
      { DATABASE_URL: DATABASE.DATABASE_URL },
      "DATABASE_URL is given without OIDC_ISSUER: give both, or neither for the demonstration.",
    ],
    [
      { OIDC_ISSUER: DATABASE.OIDC_ISSUER },
      "OIDC_ISSUER is given without DATABASE_URL: give both, or neither for the demonstration.",
    ],
    [
      { MIGRATOR_DATABASE_URL: DATABASE.DATABASE_URL },
      "MIGRATOR_DATABASE_URL is given without DATABASE_URL: give both, or neither.",
    ],
    [
      { ...DATABASE, OIDC_ISSUER: "id.example" },
      'OIDC_ISSUER must be an https address without a query, or several separated by commas, not "id.example".',
    ],
    [
      { ...DATABASE, OIDC_ISSUER: "http://id.example" },
      'OIDC_ISSUER must be an https address without a query, or several separated by commas, not "http://id.example".',
    ],
    [
      { ...DATABASE, OIDC_ISSUER: "https://id.example,https://id.example" },
      "OIDC_ISSUER names https://id.example twice.",
    ],
    [
      { CORS_ORIGINS: "*" },
      'CORS_ORIGINS must be origins such as https://portal.example, separated by commas, not "*".',
    ],
    [
      { CORS_ORIGINS: "https://a.example/" },
      'CORS_ORIGINS must be origins such as https://portal.example, separated by commas, not "https://a.example/".',
    ],
    [{ REGISTRY_KEY_PROVIDER: "vault" }, 'REGISTRY_KEY_PROVIDER must be file or pkcs11, not "vault".'],
    [
      { ...TOKEN, PKCS11_PIN_FILE: undefined },
      "PKCS#11 needs PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE and PKCS11_KEY_LABEL: PKCS11_PIN_FILE is not given.",
    ],
    [
      { PKCS11_TOKEN: "registry" },
      "PKCS#11 needs PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE and PKCS11_KEY_LABEL: PKCS11_MODULE is not given.",
    ],
    [
      { ...TOKEN, PKCS11_KEY_LABEL: "first,first" },
      "PKCS11_KEY_LABEL must be labels, each once, separated by commas, the current one first.",
    ],
    [
      { ...TOKEN, CURSOR_KEY_FILE: undefined },
      "With REGISTRY_KEY_PROVIDER=pkcs11 the keys stay in their token: give cursors a CURSOR_KEY_FILE.",
    ],
    [
      { ...PRODUCTION, REGISTRY_KEY_FILE: undefined },
      "Production needs REGISTRY_KEY_FILE: a key that is made by itself is of the demonstration.",
    ],
    [
      { ...PRODUCTION, TICKET_KEY_FILE: undefined },
      "Production needs TICKET_KEY_FILE: the key that tells the database who is asking.",
    ],
    ...Object.keys(CHECKPOINTS).map((name): [NodeJS.ProcessEnv, string] => [
      { ...PRODUCTION, [name]: undefined },
      "Production needs CHECKPOINT_KEY_FILE, CHECKPOINT_FOLDER and CHECKPOINT_SECOND_PLACE: the register is held against what is kept there.",
    ]),
    [
      { ...PRODUCTION, CHECKPOINT_SECOND_PLACE: CHECKPOINTS.CHECKPOINT_FOLDER },
      "CHECKPOINT_SECOND_PLACE must be another place than CHECKPOINT_FOLDER.",
    ],
    ...["http://witness.example/", "https://login:secret@witness.example/", "ftp://witness.example/"].map(
      (place): [NodeJS.ProcessEnv, string] => [
        { CHECKPOINT_SECOND_PLACE: place },
        "CHECKPOINT_SECOND_PLACE must be a folder, or an https address without a login.",
      ],
    ),
    [
      { ...PRODUCTION, CHECKPOINT_SECOND_PLACE: "http://127.0.0.1:4002/" },
      "CHECKPOINT_SECOND_PLACE must be a folder, or an https address without a login.",
    ],
    [
      { NODE_ENV: "production" },
      "Production needs DATABASE_URL and OIDC_ISSUER: the embedded ones are of the demonstration.",
    ],
    [
      { ...PRODUCTION, MIGRATOR_DATABASE_URL: PRODUCTION.DATABASE_URL },
      "In production MIGRATOR_DATABASE_URL must be of another login than DATABASE_URL.",
    ],
    [
      { ...PRODUCTION, OIDC_ISSUER: "http://127.0.0.1:4001" },
      'OIDC_ISSUER must be an https address without a query, or several separated by commas, not "http://127.0.0.1:4001".',
    ],
  ])("%j", (env, sentence) => {
    expect(() => read(env)).toThrow(new SettingError(sentence));
  });

  it.each([
    ["nonsense"],
    ["mysql://app:secret@db.example/registry"],
    ["postgres://app:secret@db.example"],
    ["postgres://db.example/registry"],
  ])("a database's address is never quoted: %s", (address) => {
    const sentence = "DATABASE_URL must be written postgres://login:password@host:port/database.";
    expect(() => read({ ...DATABASE, DATABASE_URL: address })).toThrow(new SettingError(sentence));
  });

  it.each([
    ["2016-02-30", '--now must be a day of the calendar written YYYY-MM-DD, not "2016-02-30".'],
    ["2016-6-1", '--now must be a day of the calendar written YYYY-MM-DD, not "2016-6-1".'],
    ["yesterday", '--now must be a day of the calendar written YYYY-MM-DD, not "yesterday".'],
    ["2013-08-14", "--now must not be before 2013-08-15, and 2013-08-14 is."],
    ["2026-11-23", "--now must not be in the future, and 2026-11-23 is."],
  ])("--now %s", (day, sentence) => {
    expect(() => read({}, "--now", day)).toThrow(new SettingError(sentence));
  });

  it.each([
    [["--now"], '--now must be a day of the calendar written YYYY-MM-DD, not "".'],
    [["--then", "2016-06-01"], 'The argument "--then" is not known: there is only --now YYYY-MM-DD.'],
    [["--now", "2016-06-01", "more"], 'The argument "more" is not known: there is only --now YYYY-MM-DD.'],
  ])("%j", (argv, sentence) => {
    expect(() => read({}, ...argv)).toThrow(new SettingError(sentence));
  });

  it("production refuses another day", () => {
    const sentence = "--now is of the demonstration: in production the day is today.";
    expect(() => read(PRODUCTION, "--now", "2016-06-01")).toThrow(new SettingError(sentence));
  });
});

describe("the description of the settings", () => {
  it("has every variable that is read, once, and no other", () => {
    const asked = new Set<string>();
    const env = new Proxy(PRODUCTION, { get: (given, name) => (asked.add(String(name)), Reflect.get(given, name)) });
    readSettings([], env, TODAY);
    expect(
      SETTINGS.map(({ name }) => name)
        .filter((name) => name !== "--now")
        .sort(),
    ).toEqual([...asked].sort());
  });

  it("is what the README says, row by row", () => {
    const readme = readFileSync(join(__dirname, "../README.md"), "utf8").replace(/ +/g, " ");
    const lacking = SETTINGS.map(rowOf).filter((row) => !readme.includes(row));
    expect(lacking).toEqual([]);
  });
});

function rowOf({ name, default: standard, meaning }: SettingDescription): string {
  return `| \`${name}\` | ${standard} | ${meaning} |`;
}
