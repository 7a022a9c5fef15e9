import { deepStrictEqual } from "node:assert";

import { WorldMaker, readersOf } from "../policies/random-world";
import { type Reader, readerName } from "../policies/world";
import { enterWorld } from "../policies/world-rows";
import { type TestRegistry, startRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";
import { Balance } from "./five-ways/balance";
import { circulationsAreAsTheyAre, countsAreRight, pastIsAsItWas, reportsAreAsTheyAre } from "./five-ways/details";
import { hostile, hostileRows } from "./five-ways/hostile";
import { overHttp } from "./five-ways/over-http";
import { type Answers, byPolicy } from "./five-ways/questions";
import { Scene } from "./five-ways/scene";
import { ways } from "./five-ways/ways";
import { type Course, type Proof, seedOfCase } from "./proof";

/** In fewer worlds a rule may by chance have too few cases. */
const ENOUGH = 200;

/** However it is asked, the answer is the policy's: for every reader, part, field and act of a random world. */
export const proof: Proof = {
  id: "b",
  title: "Five ways, one answer",
  unit: "worlds",
  quick: 4,
  full: 500,
  async run(course) {
    const registry = await startRegistry();
    const holder = await TicketHolder.open(registry.databaseUrl);
    try {
      await proveAll(course, registry, holder);
    } finally {
      await holder.close();
      await registry.close();
    }
  },
};

async function proveAll(course: Course, registry: TestRegistry, holder: TicketHolder): Promise<void> {
  const balance = new Balance();
  for (let place = course.from; place < course.until; place += 1) {
    const seed = seedOfCase(course.seed, place);
    try {
      await isOneAnswer({ registry, holder }, seed, balance);
      course.passed();
    } catch (error) {
      course.failed({ case: place, what: (error as Error).message, fixture: { world: seed } });
    }
  }
  for (const { rule, share, of } of balance.shares)
    course.note(`${rule} allows ${(100 * share).toFixed(1)} % of ${of} cases`);
  if (course.until - course.from >= ENOUGH && balance.unbalanced.length > 0)
    throw new Error(`These rules allow too much or too little of their cases: ${balance.unbalanced.join("; ")}`);
}

/** Puts a world in the place of the one before, and asks about it in every way. */
async function isOneAnswer(
  { registry, holder }: Pick<Scene, "registry" | "holder">,
  seed: number,
  balance: Balance,
): Promise<void> {
  const world = hostile(new WorldMaker(seed).make({ persons: 6, reports: 8 }), seed);
  await enterWorld(registry.superuser, world, { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
  await hostileRows(registry.superuser, seed);
  const scene = await Scene.of(registry, holder, world);
  const readers = readersOf(world, seed);
  for (const reader of readers) await isAnsweredAlike(scene, reader, balance);
  await pastIsAsItWas(scene, readers);
}

async function isAnsweredAlike(scene: Scene, reader: Reader, balance: Balance): Promise<void> {
  const { registry, world } = scene;
  const who = readerName(reader);
  const expected = byPolicy(world, reader);
  const abilities = await scene.abilities(reader);
  if (abilities) balance.count(abilities, scene.projections);
  for (const way of ways)
    if (abilities) isTheSame(`${who} by ${way.name}`, await way.answer(scene, abilities, reader), expected);
  const { sight, answers } = await overHttp(registry, reader);
  isTheSame(`${who} over HTTP`, answers, sight ? expected : answers);
  if (!sight) return deepStrictEqual(expected.covers, []);
  reportsAreAsTheyAre(world, reader, sight);
  circulationsAreAsTheyAre(world, reader, sight);
  countsAreRight(sight);
}

/** Of what a way answers, it answers as the policy does. */
function isTheSame(who: string, answers: Partial<Answers>, expected: Answers): void {
  const asked = Object.fromEntries(
    Object.keys(answers).map((question) => [question, expected[question as keyof Answers]]),
  );
  deepStrictEqual({ who, ...answers }, { who, ...asked });
}
