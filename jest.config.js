/** Packages that exist as ECMAScript modules only, which Jest's sandbox cannot require as they are. */
const ECMASCRIPT_ONLY = ["jose", "oidc-provider"];

/** @type {import("jest").Config} */
const tests = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  // A test that hangs fails: no test may fail because the machine is busy.
  testTimeout: 120_000,
  transformIgnorePatterns: [`/node_modules/(?!(${ECMASCRIPT_ONLY.join("|")})/)`],
  transform: { "\\.[cm]?[jt]s$": "@swc/jest" },
};

/** What must hold with either wall alone: that nobody sees what is hidden from them. */
const CONFIDENTIALITY = require("./test/confidentiality.json").map((file) => `<rootDir>/test/${file}`);

/** With the law alone everything holds; all of it is tried by `npm run prove -- j`. */
const WHOLE = ["access", "attacks", "operations", "resolvers"].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`);
/* global process */
const isWhole = process.env.WHOLE_SUITE === "yes";

/** @type {import("jest").Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: tests.testTimeout,
  projects: [
    { ...tests, displayName: "both walls", testMatch: ["<rootDir>/test/**/*.test.ts"] },
    { ...tests, displayName: "the law alone", testMatch: isWhole ? WHOLE : CONFIDENTIALITY, globals: { WALLS: "law" } },
    {
      ...tests,
      displayName: "row-level security alone",
      testMatch: CONFIDENTIALITY,
      globals: { WALLS: "rows" },
      moduleNameMapper: { "^(\\.|\\.\\./access)/sql-filter$": "<rootDir>/test/support/open-law.ts" },
    },
  ],
};
