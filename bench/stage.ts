import { join } from "node:path";

import { type Issuer, openIssuer } from "./asking/issuer";
import type { Reader } from "./asking/readers";
import { Requests } from "./asking/requests";
import type { Sealed } from "./asking/same-answers";
import { sealedOf, wishesOf } from "./asking/wishes";
import type { Contender } from "./contenders/contender";
import { type Started, start } from "./contenders/start";
import type { Opened } from "./opened";
import { idle } from "./timing/idle";
import { type World, knowIssuer, openWorld } from "./world/world";

/** How many connections to the database each contender may hold: what the registry has by itself. */
const POOL = 10;

/** Where the bench keeps logs and results. */
export const BENCH_DATA = join(__dirname, "../.data/bench");

/** A world, a provider of logins and everybody who answers, ready to be asked. */
export interface Stage {
  readonly world: World;
  readonly issuer: Issuer;
  readonly started: readonly Started[];
  readonly requests: Requests;
  readonly sealed: Sealed;
  /** Resolves once PostgreSQL works for nobody. */
  idle(): Promise<void>;
}

interface Setting {
  readonly size: number;
  readonly contenders: readonly Contender[];
  readonly readers: readonly Reader[];
  readonly opened: Opened;
  readonly tell: (sentence: string) => void;
}

/** Opens all of it; `opened` closes it. */
export async function openStage({ size, contenders, readers, opened, tell }: Setting): Promise<Stage> {
  const world = await openWorld(size, tell);
  opened.add(() => world.stop());
  const issuer = await openIssuer();
  opened.add(() => issuer.close());
  await knowIssuer(world.url, issuer.url);
  const requests = new Requests(await wishesOf(world, issuer.url, readers));
  const folder = join(BENCH_DATA, "contenders");
  const started: Started[] = [];
  for (const contender of contenders) {
    const one = await start(contender, { world, issuer: issuer.url, pool: POOL, folder });
    opened.add(() => one.stop());
    started.push(one);
    await requests.takeCursors(one, issuer);
    tell(`${contender.name} answers.`);
  }
  return { world, issuer, started, requests, sealed: await sealedOf(world), idle: () => idle(world.url) };
}
