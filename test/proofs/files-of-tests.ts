import { spawn } from "node:child_process";
import { join } from "node:path";

import type { Course, Proof } from "./proof";

/** Tests that are a proof by themselves, and that `npm test` runs in full: a file of them is a case. */
export interface FileOfTests {
  /** A path below `test`. */
  readonly file: string;
  /** The project of Jest's configuration in which it runs; the first where none is named. */
  readonly project?: string;
  /** Whether the project has it only where its whole suite is asked for. */
  readonly isOfTheWhole?: boolean;
}

interface Outcome {
  code: number | null;
  passed: number;
  failed: number;
  complaint: string;
}

const PROJECT = join(__dirname, "../..");

/** A proof of files of tests, each run by Jest in a process of its own. */
export const proofOfFiles = (
  named: Pick<Proof, "id" | "title">,
  files: readonly FileOfTests[],
  note: string,
): Proof => ({
  ...named,
  unit: "files of tests",
  quick: files.length,
  full: files.length,
  run: async (course: Course) => {
    let tests = 0;
    for (const [place, one] of files.slice(course.from, course.until).entries()) {
      const { code, passed, failed, complaint } = await run(one);
      tests += passed;
      if (code === 0 && passed > 0) course.passed();
      else course.failed({ case: course.from + place, what: `${one.file}: ${failed} failed\n${complaint}` });
    }
    course.note(`${tests} tests passed: ${note}`);
  },
});

function run({ file, project = "both walls", isOfTheWhole }: FileOfTests): Promise<Outcome> {
  const words = ["--selectProjects", project, "--json", "--maxWorkers=1", "--testTimeout=600000", `test/${file}`];
  const child = spawn(process.execPath, [require.resolve("jest/bin/jest"), ...words], {
    cwd: PROJECT,
    env: { ...process.env, ...(isOfTheWhole ? { WHOLE_SUITE: "yes" } : {}) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  let complaint = "";
  child.stdout.on("data", (text: Buffer) => (told += text.toString()));
  child.stderr.on("data", (text: Buffer) => (complaint += text.toString()));
  return new Promise((resolve) =>
    child.on("close", (code) => {
      const start = told.indexOf('{"num');
      const { numPassedTests, numFailedTests } =
        start < 0
          ? { numPassedTests: 0, numFailedTests: 0 }
          : (JSON.parse(told.slice(start)) as { numPassedTests: number; numFailedTests: number });
      resolve({ code, passed: numPassedTests, failed: numFailedTests, complaint: code === 0 ? "" : complaint });
    }),
  );
}
