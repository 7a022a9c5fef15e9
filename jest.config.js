/** Packages that exist as ECMAScript modules only, which Jest's sandbox cannot require as they are. */
const ECMASCRIPT_ONLY = ["jose", "oidc-provider"];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  testTimeout: 20_000,
  maxWorkers: 2,
  transformIgnorePatterns: [`/node_modules/(?!(${ECMASCRIPT_ONLY.join("|")})/)`],
  transform: { "\\.[cm]?[jt]s$": "@swc/jest" },
};
