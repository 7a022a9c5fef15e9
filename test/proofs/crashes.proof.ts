import { setTimeout as pause } from "node:timers/promises";

import { type StandingRegistry, startStanding } from "../support/standing-registry";
import { Aftermath } from "./crashes/aftermath";
import { type Fixture, makeFixture } from "./crashes/fixture";
import { Load } from "./crashes/load";
import { type Plan, planAsSentence, planOf } from "./crashes/plan";
import type { Course, Proof } from "./proof";

/** A moment that does not come within so many milliseconds is not waited for. */
const PATIENCE = 2_000;

/** Of so many answers under a load, some are of acts. */
const WARM = 15;
const WARMING = 20_000;

/** After so many cycles the registry is made anew, so that looking at all of it stays short. */
const CYCLES_OF_ONE = 50;

/** What went through all cycles, for the line below the table. */
interface Tally {
  acts: number;
  lost: number;
  answers: number;
  cut: number;
  moments: number;
}

/** Whatever is killed, and whenever: nothing acknowledged is lost, and nothing unregistered was delivered. */
export const proof: Proof = {
  id: "e",
  title: "Crashes",
  unit: "cycles",
  quick: 5,
  full: 500,
  async run(course: Course): Promise<void> {
    const tally: Tally = { acts: 0, lost: 0, answers: 0, cut: 0, moments: 0 };
    for (let from = course.from; from < course.until; from += CYCLES_OF_ONE)
      await cycles({ ...course, ...methods(course), from, until: Math.min(course.until, from + CYCLES_OF_ONE) }, tally);
    course.note(
      `from case ${course.from}: ${tally.answers} answers, ${tally.cut} of them cut short; ${tally.acts} acts, ${tally.lost} of them ` +
        `not acknowledged and asked for again; ${tally.moments} kills at a chosen moment`,
    );
  },
};

/** A course may be an object whose methods are its own: they are handed on as they are. */
const methods = (course: Course) => ({
  passed: (cases?: number) => course.passed(cases),
  failed: (found: Parameters<Course["failed"]>[0]) => course.failed(found),
  note: (line: string) => course.note(line),
});

async function cycles(course: Course, tally: Tally): Promise<void> {
  const registry = await startStanding();
  try {
    const fixture = await makeFixture(registry);
    for (let place = course.from; place < course.until; place++) {
      const plan = planOf(course.seed, place);
      const faults = await cycle(registry, fixture, plan, tally);
      if (faults.length > 0)
        course.failed({ case: place, what: `${planAsSentence(plan)}: ${faults[0]}`, fixture: faults });
      else course.passed();
    }
  } finally {
    await registry.close();
  }
}

/** Load, a kill, a new start; then everything is looked at, what was lost is asked for again, and all is looked at once more. */
async function cycle(registry: StandingRegistry, fixture: Fixture, plan: Plan, tally: Tally): Promise<string[]> {
  registry.door.deliveries = [];
  const load = new Load(fixture);
  const running = load.run();
  try {
    tally.moments += (await momentOf(registry, plan)) ? 1 : 0;
    await registry.kill(plan.victim);
    if (plan.victim === "PostgreSQL") await answeredUnavailable(registry);
  } finally {
    load.stop();
    await running;
  }
  await registry.startAgain(plan.victim);
  const { deliveries } = registry.door;
  tally.answers += deliveries.filter(({ status }) => status === 200).length;
  tally.cut += deliveries.filter(({ status, isWhole }) => status === 200 && !isWhole).length;
  tally.lost += load.attempts.filter(({ done }) => done === undefined).length;
  const aftermath = new Aftermath(registry, fixture, load);
  const faults = await aftermath.faults();
  if (faults.length > 0) return faults;
  await load.retry();
  tally.acts += load.attempts.length;
  return aftermath.faults();
}

/** Whether a chosen moment came. */
async function momentOf({ link, door }: StandingRegistry, { after, at, warm }: Plan): Promise<boolean> {
  const until = Date.now() + WARMING;
  while (warm && door.deliveries.filter(({ isWhole }) => isWhole).length < WARM && Date.now() < until) await pause(5);
  if (!at) await pause(after);
  return at !== undefined && (await Promise.race([link.at(at).then(() => true), pause(PATIENCE, false)]));
}

/** While PostgreSQL is dead the server says so to everybody, and to whoever balances its load. */
async function answeredUnavailable(registry: StandingRegistry): Promise<void> {
  await registry.untilReady(false);
  const { code, status, data } = await registry
    .ask("director", "{ reports(first: 1) { nodes { title } } }")
    .catch(() => ({ code: "nothing", status: 0, data: null }));
  if (code !== "UNAVAILABLE" || status !== 503 || data !== null)
    throw new Error(`Without its database the registry answered with ${status} ${code}. ${registry.server.err}`);
}
