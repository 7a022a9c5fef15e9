/** What is mutated, area by area; `npm run mutate -- AREA` runs one with the tests that stand beside it in test/mutation/areas.json. */
export default {
  packageManager: "npm",
  plugins: ["@stryker-mutator/jest-runner"],
  testRunner: "jest",
  jest: { configFile: "test/mutation/jest.config.js" },
  coverageAnalysis: "perTest",
  concurrency: 1,
  timeoutMS: 15_000,
  tempDirName: ".data/mutation/sandbox",
  incrementalFile: ".data/mutation/incremental.json",
  jsonReporter: { fileName: ".data/mutation/report.json" },
  reporters: ["json", "progress-append-only"],
  ignorePatterns: [".data", ".prove", ".git", "dist", "coverage"],
  allowEmpty: false,
  checkers: [],
};
