import { resolve } from "node:path";
import { migratorSettings } from "../src/settings";
import { SettingError } from "../src/start-error";

const DATABASE_URL = "postgres://app:secret@db.example:5432/registry";

describe("the settings of the migrator's commands", () => {
  const URL_OF_MIGRATOR = "postgres://migrator:secret@db.example/registry";

  it("need the migrator's address alone, in production too", () => {
    for (const NODE_ENV of ["production", "development"])
      expect(migratorSettings({ NODE_ENV, MIGRATOR_DATABASE_URL: URL_OF_MIGRATOR })).toMatchObject({
        production: NODE_ENV === "production",
        migratorDatabaseUrl: URL_OF_MIGRATOR,
        oidcIssuers: [],
        dataFolder: resolve(".data/today"),
      });
  });

  it("take DATABASE_URL for it outside production", () => {
    expect(migratorSettings({ DATABASE_URL }).migratorDatabaseUrl).toBe(DATABASE_URL);
    expect(migratorSettings({ DATABASE_URL, NODE_ENV: "production" }).migratorDatabaseUrl).toBeUndefined();
  });

  it("refuse in production the server's login", () => {
    const env = { NODE_ENV: "production", DATABASE_URL, MIGRATOR_DATABASE_URL: DATABASE_URL };
    expect(() => migratorSettings(env)).toThrow(
      new SettingError("In production MIGRATOR_DATABASE_URL must be of another login than DATABASE_URL."),
    );
  });
});
