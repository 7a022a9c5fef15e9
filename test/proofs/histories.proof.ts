import fc from "fast-check";

import { digestOf } from "../../src/access/sealing";
import { enterWorld } from "../policies/world-rows";
import { type TestRegistry, startRegistry } from "../support/registry";
import { StillClock } from "../support/still-clock";
import { beginning } from "./histories/beginning";
import { type Happening, type Real, happenings } from "./histories/command";
import { History } from "./histories/history";
import { shortest } from "./histories/shortest";
import { type Compared, simultaneously } from "./histories/simultaneous";
import { type Course, type Proof, seedOfCase } from "./proof";

/** How much happens in a history. */
const LENGTH = 60;

/** How much changes while others read. */
const CHANGES = 15;

/** Whatever is done, in whatever order: what comes of each act, and what anybody then sees, is what the policy says of that instant. */
export const proof: Proof = {
  id: "d",
  title: "Histories",
  unit: "histories",
  quick: 2,
  full: 200,
  async run(course) {
    const registry = await startRegistry();
    try {
      const clock = await StillClock.of(registry);
      await proveAll(course, { registry, clock, codes: await codesOf(registry), tally: new Map() });
    } finally {
      await registry.close();
    }
  },
};

/** The ids of posts and offices, those of the worlds among them. */
async function codesOf(registry: TestRegistry): Promise<Map<string, string>> {
  const { issuer, seal } = { issuer: registry.issuer.issuer, seal: registry.app.stage.seal };
  await enterWorld(registry.superuser, beginning(0), { issuer, seal });
  const rows = await registry.sql("select code, id from post union all select code, id from office");
  return new Map(rows.map(({ code, id }) => [code, id]));
}

async function proveAll(course: Course, real: Real): Promise<void> {
  const compared = { answers: 0, amidChange: 0 };
  for (let place = course.from; place < course.until; place += 1) {
    const seed = seedOfCase(course.seed, place);
    const commands = fc.sample(fc.array(happenings, { minLength: LENGTH, maxLength: LENGTH }), {
      seed,
      numRuns: 1,
    })[0]!;
    const failure = await failureOf(seed, real, commands);
    const others = failure ?? (await meanwhile(seed, real, commands));
    if (failure) course.failed({ case: place, ...(await explain(seed, real, commands, failure)) });
    else if ("what" in others)
      course.failed({ case: place, what: others.what, fixture: { seed, commands: others.log } });
    else {
      compared.answers += others.answers;
      compared.amidChange += others.amidChange;
      course.passed();
    }
  }
  course.note(
    `beside them, ${compared.answers} answers to seven who read while one acts, ${compared.amidChange} of them amid a change`,
  );
  course.note(`of ${sum(real.tally)} acts and events: ${told(real.tally)}`);
  course.note("subscriptions and copies are not built yet, and enter the histories with what builds them");
}

/** Begins the same history once more, and lets others read while it goes on. */
async function meanwhile(seed: number, real: Real, commands: readonly Happening[]): Promise<Failure | Compared> {
  const changes = commands.filter(({ isChange }) => isChange).slice(0, CHANGES);
  try {
    return await simultaneously(await begin(seed, real), real, changes, seed);
  } catch (error) {
    return { what: (error as Error).message, log: changes.map(String) };
  }
}

async function begin(seed: number, { registry: { superuser, issuer, app }, clock }: Real): Promise<History> {
  const world = beginning(seed);
  await enterWorld(superuser, world, { issuer: issuer.issuer, seal: app.stage.seal });
  await clock.moveTo(world.now);
  const history = new History(world);
  for (const { id } of world.circulations) history.digests.set(id, digestOf(id).toString("hex"));
  return history;
}

/** Lives a history from its beginning; gives where it went another way than the policy. */
async function failureOf(seed: number, real: Real, commands: readonly Happening[]): Promise<Failure | null> {
  const history = await begin(seed, real);
  try {
    await fc.asyncModelRun(() => ({ model: history, real }), commands);
    return null;
  } catch (error) {
    return { what: (error as Error).message, log: history.log };
  }
}

interface Failure {
  readonly what: string;
  readonly log: readonly string[];
}

async function explain(seed: number, real: Real, commands: readonly Happening[], failure: Failure) {
  const fewest = await shortest(commands, async (fewer) => (await failureOf(seed, real, fewer)) !== null);
  const { what, log } = (await failureOf(seed, real, fewest)) ?? failure;
  return { what, fixture: { seed, log, commands: fewest.map(String) } };
}

const sum = (tally: Map<string, number>) => [...tally.values()].reduce((one, other) => one + other, 0);
const told = (tally: Map<string, number>) =>
  [...tally]
    .sort()
    .map(([what, times]) => `${what} ${times}`)
    .join(", ");
