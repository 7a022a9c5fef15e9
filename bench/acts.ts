import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { AT_ONCE, Acts } from "./acting/acts";
import { Hands } from "./acting/hands";
import { choose } from "./acting/recipients";
import { READERS } from "./asking/readers";
import { registry } from "./contenders/registry/contender";
import { Opened } from "./opened";
import { type Acted, markdownOfActs } from "./reporting/acts";
import { BENCH_DATA, openStage } from "./stage";

const tell = (sentence: string) => console.log(sentence);

/** On how many connections the readers read while others act. */
const READING = 8;

/** Times the acts in the world of so many reports. */
async function actsIn(size: number, times: number): Promise<Acted> {
  const opened = new Opened();
  try {
    const stage = await openStage({ size, contenders: [registry], readers: ["U"], opened, tell });
    const [{ url }] = stage.started as [(typeof stage.started)[0]];
    const hands = new Hands(url, stage.issuer);
    const acts = new Acts(hands, await choose(stage.world, Math.max(times, AT_ONCE)));
    const took = [...(await acts.circulations(times)), await acts.reclassifications(times)];
    const token = await stage.issuer.token(READERS.U.subject);
    const requests = stage.requests.wishes("U", "Q1").map((wish) => stage.requests.of(stage.started[0]!, wish));
    const { took: atOnce, ...readers } = await acts.atOnce({ url, token, requests, connections: READING });
    return { size, took: [...took, atOnce], sentAgain: hands.sentAgain, ...readers };
  } finally {
    await opened.close();
  }
}

/** Times what changes the registry, in worlds of several sizes. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { sizes: { type: "string", default: "1000,100000" }, times: { type: "string", default: "10" } },
  });
  const found: Acted[] = [];
  for (const size of values.sizes.split(",").map(Number)) {
    const one = await actsIn(size, Number(values.times));
    found.push(one);
    tell(`${size} reports are measured.`);
  }
  writeFileSync(join(BENCH_DATA, "acts.json"), JSON.stringify(found, undefined, 1));
  tell(`\n${markdownOfActs(found)}`);
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
