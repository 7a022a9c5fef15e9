import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";

import { EVERY_READER } from "./asking/readers";
import { type Available, Growth } from "./growing/growth";
import { among, whole } from "./options";
import { Opened } from "./opened";
import { type Grown, brokenLimits, markdownOfGrowth } from "./reporting/growth";
import { BENCH_DATA } from "./stage";
import { knowIssuer, openWorld } from "./world/world";

const tell = (sentence: string) => console.log(sentence);

/** No token is asked for: the worlds know this provider of logins, and PostgreSQL is asked as its people. */
const ISSUER = "http://127.0.0.1:1";

/** As PostgreSQL does by itself in time: after acts many windows would else be looked up twice. */
async function settle(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query("vacuum (analyze)");
  await client.end();
}

function optionsOf() {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      sizes: { ...text, default: "1000,100000" },
      runs: { ...text, default: "11" },
      readers: text,
      check: { type: "boolean", default: false },
    },
  });
  return {
    sizes: values.sizes.split(",").map((one) => whole(one, "sizes")),
    runs: whole(values.runs, "runs"),
    readers: among(values.readers, EVERY_READER),
    check: values.check,
  };
}

/** Tells what a page costs PostgreSQL in worlds of several sizes, the smallest first. */
async function main(): Promise<void> {
  const { sizes, runs, readers, check } = optionsOf();
  const available: Available = new Map();
  const grown: Grown[] = [];
  for (const size of [...sizes].sort((one, other) => one - other)) {
    const opened = new Opened();
    try {
      const world = await openWorld(size, tell);
      opened.add(() => world.stop());
      await knowIssuer(world.url, ISSUER);
      await settle(world.url);
      grown.push({ size, pages: await new Growth(world, ISSUER, runs).measure(readers, available) });
      tell(`${size} reports are measured.`);
    } finally {
      await opened.close();
    }
  }
  writeFileSync(join(BENCH_DATA, "growth.json"), JSON.stringify(grown, undefined, 1));
  tell(`\n${markdownOfGrowth(grown)}`);
  if (!check) return;
  const broken = brokenLimits(grown);
  for (const sentence of broken) console.error(sentence);
  if (broken.length > 0) process.exitCode = 1;
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
