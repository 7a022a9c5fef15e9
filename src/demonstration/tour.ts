import "reflect-metadata";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine } from "../settings";
import { StartError } from "../start-error";
import { tellUsage } from "../usage";
import { Asking } from "./tour/asking";
import { STRICT, audienceOf } from "./tour/audience";
import { type ChildRegistry, startChild } from "./tour/child-registry";
import { circulationWalk } from "./tour/circulation-walk";
import { EXPECTED_2016, EXPECTED_TODAY, type Expected } from "./tour/expected";
import { processWalk } from "./tour/process-walk";
import { findReport } from "./tour/report-of-the-tour";
import { LEGEND, sightTable } from "./tour/sight-table";
import { Verdicts } from "./tour/verdicts";

/** One of the two days on which the tour asks. */
interface Stop {
  readonly day: string;
  readonly registry: ChildRegistry;
  readonly expected: Expected;
}

const USAGE = `npm run tour [-- process]

Starts two demonstrations, of 1 June 2016 and of today, asks each for the same report as everybody, and tells who saw what.
  process    walks one review of 2016 instead, from its request to the verified implementation of its recommendation, act by act.`;

/** `npm run tour`: the same report asked for by everybody, under the policy of 2015 and today, and a circulation in each. */
async function tour(signal: AbortSignal): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), "registry-tour-"));
  chmodSync(parent, 0o755);
  console.log("Two demonstrations are made, of 1 June 2016 and of today: this takes some seconds.");
  const started = await Promise.allSettled([
    startChild({ parent, day: "2016-06-01", signal }),
    startChild({ parent, signal }),
  ]);
  const verdicts = new Verdicts();
  try {
    const [then, now] = started.map(running) as [ChildRegistry, ChildRegistry];
    await show({ day: "1 June 2016", registry: then, expected: EXPECTED_2016 }, verdicts);
    await show({ day: "today", registry: now, expected: EXPECTED_TODAY }, verdicts);
  } finally {
    for (const one of started)
      if (one.status === "fulfilled") verdicts.compare("exit code", String(await one.value.stop()), "0");
    rmSync(parent, { recursive: true, force: true });
  }
  conclude(verdicts);
}

/** `npm run tour -- process`: one review as the posts concerned do their part in it, and what others see meanwhile. */
async function processTour(signal: AbortSignal): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), "registry-tour-"));
  chmodSync(parent, 0o755);
  console.log("A demonstration of 1 June 2016 is made: this takes some seconds.");
  const verdicts = new Verdicts();
  try {
    const registry = await startChild({ parent, day: "2016-06-01", signal });
    try {
      tell(
        "A review from its request to the verified implementation of its recommendation:",
        await processWalk(new Asking(registry.url, registry.issuer), verdicts),
      );
    } finally {
      verdicts.compare("exit code", String(await registry.stop()), "0");
    }
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
  conclude(verdicts);
}

function running(started: PromiseSettledResult<ChildRegistry>): ChildRegistry {
  if (started.status === "fulfilled") return started.value;
  throw started.reason;
}

async function show({ day, registry, expected }: Stop, verdicts: Verdicts): Promise<void> {
  const asking = new Asking(registry.url, registry.issuer);
  const report = await findReport(asking);
  tell(`As of ${day}, who reads ${report.symbol}, strictly confidential, of ${report.parts.size} parts:`, [
    ...(await sightTable({ asking, report, expected: expected.sights, verdicts })),
    "",
    ...LEGEND,
  ]);
  tell(
    `As of ${day}, who can read ${STRICT} at all, as the Director asks the registry:`,
    await audienceOf({ asking, report, expected: expected.audience, verdicts }),
  );
  tell(
    `As of ${day}, a circulation of it in full to ${expected.circulation.office}:`,
    await circulationWalk({ asking, report, expected: expected.circulation, verdicts }),
  );
}

function tell(heading: string, lines: readonly string[]): void {
  console.log(["", heading, "", ...lines].join("\n"));
}

function conclude({ compared, differences }: Verdicts): void {
  console.log(`\n${compared} answers compared with the access policy, ${differences.length} not as it says.`);
  if (differences.length === 0) return;
  console.log(differences.map((difference) => `  ${difference}`).join("\n"));
  process.exitCode = 1;
}

tellUsage(USAGE);
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());
(commandLine()[0] === "process" ? processTour : tour)(stopping.signal).catch((failure: unknown) => {
  process.exitCode = 1;
  if (!stopping.signal.aborted) console.error(failure instanceof StartError ? failure.message : failure);
});
