import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { registry } from "./contenders/registry/contender";
import { ENDURING_READERS, type Sample, endure } from "./enduring/endurance";
import { Opened } from "./opened";
import { whole } from "./options";
import { type Endured, markdownOfEndurance, slopesOf } from "./reporting/endurance";
import { BENCH_DATA, openStage } from "./stage";

const tell = (sentence: string) => console.log(sentence);

/** So often the memory is looked at, where nothing else is said. */
const SAMPLES = 40;
/** Up to so many mebibytes for a hundred thousand requests may be chance. */
const MOST_GROWTH = 5;

function optionsOf() {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      size: { ...text, default: "100000" },
      requests: { ...text, default: "20000" },
      every: text,
      check: { type: "boolean", default: false },
    },
  });
  const requests = whole(values.requests, "requests");
  const every = whole(values.every ?? String(Math.ceil(requests / SAMPLES)), "every");
  return { size: whole(values.size, "size"), requests, every, check: values.check };
}

/** Asks the registry as it is shipped very often, and tells whether its memory grows. */
async function main(): Promise<void> {
  const { size, requests, every, check } = optionsOf();
  const opened = new Opened();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void opened.close().then(() => process.exit(130)));
  try {
    const stage = await openStage({ size, contenders: [registry], readers: ENDURING_READERS, opened, tell });
    const samples: Sample[] = [];
    const endured: Endured = { size, samples };
    for await (const sample of endure(stage, { requests, every })) {
      samples.push(sample);
      tell(`${sample.requests} answered: Node.js ${sample.node} MiB, PostgreSQL ${sample.postgres} MiB`);
      writeFileSync(join(BENCH_DATA, "endurance.json"), JSON.stringify(endured, undefined, 1));
    }
    tell(`\n${markdownOfEndurance(endured)}`);
    if (check && Object.values(slopesOf(endured)).some((slope) => slope > MOST_GROWTH))
      throw new Error(`More than ${MOST_GROWTH} MiB for 100,000 requests: memory grows.`);
  } finally {
    await opened.close();
  }
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
