const { projects, testTimeout } = require("../../jest.config.js");
const areas = require("./areas.json");

/* global process */
const { MUTATED_AREA = "policies", MUTATED_PART = "0" } = process.env;
const { tests } = areas[MUTATED_AREA].parts[Number(MUTATED_PART)];

/**
 * The tests of one part of an area of the mutated program; the PostgreSQL that some of them need is started once by `npm run mutate`.
 * The program is among the roots because Stryker has Jest find the tests of a file by who imports it, and Jest knows no file outside.
 */
const config = {
  ...projects[0],
  testTimeout,
  maxWorkers: 1,
  rootDir: "../..",
  roots: ["<rootDir>/src", "<rootDir>/test"],
  testMatch: tests.map((pattern) => `<rootDir>/${pattern}`),
};
delete config.globalSetup;
delete config.globalTeardown;

/** @type {import("jest").Config} */
module.exports = config;
