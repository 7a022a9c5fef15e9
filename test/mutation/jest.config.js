const { projects, testTimeout } = require("../../jest.config.js");
const areas = require("./areas.json");

/* global process */
const { tests } = areas[process.env.MUTATED_AREA ?? "policies"];

/** The tests of one area of the mutated program; the PostgreSQL that some of them need is started once by `npm run mutate`. */
const config = {
  ...projects[0],
  testTimeout,
  maxWorkers: 1,
  rootDir: "../..",
  testMatch: tests.map((pattern) => `<rootDir>/${pattern}`),
};
delete config.globalSetup;
delete config.globalTeardown;

/** @type {import("jest").Config} */
module.exports = config;
