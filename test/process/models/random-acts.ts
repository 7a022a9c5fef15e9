import { Random } from "../../policies/random-world";
import { seedOfRun } from "../../proofs/proof";
import type { World } from "../../operations/world";
import type { Answer } from "../../support/registry";

/** `npm test` tries the same acts each time; `PROVE_SEED` makes them others. */
const USUAL_SEED = 20_160_602;
const DAY = 86_400_000;

/** What somebody tries: an act, with one of its choices. */
export interface Attempt {
  readonly who: string;
  readonly act: string;
  readonly choice: string;
  readonly today: string;
}

/** An object of the process as the policy says that it is: it knows nothing of the program. */
export interface Model {
  /** The acts that can be tried now, each with its choices. */
  choices(): Readonly<Record<string, readonly string[]>>;
  may(attempt: Attempt): boolean;
  /** Whether somebody is told that the act can be done, where that does not go by its choices. */
  foretold?(who: string, act: string): boolean | undefined;
  /** Notes that it was done, with what the registry said of it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer has the shape that its question asks for
  done(attempt: Attempt, payload: any): Promise<void> | void;
  /** What is to be seen of it. */
  expected(today: string): object;
}

/** The same object in the registry. */
export interface Real {
  ask(attempt: Attempt): Promise<Answer>;
  shown(): Promise<object>;
  /** Of the acts that are foretold, which somebody is told to be able to do. */
  can(who: string): Promise<Readonly<Record<string, boolean>>>;
}

export interface Pair {
  readonly model: Model;
  readonly real: Real;
}

interface Course {
  readonly who: readonly string[];
  readonly acts: number;
  /** What ends everything, and is tried seldom where it would be done. */
  readonly endings: readonly string[];
}

/** Some attempt: more often than not one that the model allows. */
function someAttempt(random: Random, model: Model, { who, endings }: Course, today: string): Attempt {
  const all = who.flatMap((one) =>
    Object.entries(model.choices()).flatMap(([act, choices]) =>
      choices.map((choice): Attempt => ({ who: one, act, choice, today })),
    ),
  );
  const allowed = all.filter((one) => model.may(one));
  const goingOn = allowed.filter(({ act }) => !endings.includes(act));
  if (goingOn.length > 0 && random.chance(0.5)) return random.pick(goingOn);
  const ending = allowed.filter(({ act }) => endings.includes(act));
  if (ending.length > 0 && random.chance(0.15)) return random.pick(ending);
  return random.pick(all.filter((one) => !ending.includes(one)));
}

/** Tries one act, and finds that the registry does, foretells and shows what the model does. */
async function attempted({ model, real }: Pair, attempt: Attempt): Promise<boolean> {
  const { who, act, today } = attempt;
  const can = await real.can(who);
  const foretold =
    model.foretold?.(who, act) ?? (model.choices()[act] ?? []).some((choice) => model.may({ who, act, choice, today }));
  if (act in can) expect({ foretold: can[act] }).toEqual({ foretold });
  const foreseen = model.may(attempt);
  const { code, message, data } = await real.ask(attempt);
  expect({ done: code === undefined, code, message }).toEqual(
    foreseen ? { done: true } : { done: false, code: expect.any(String), message: expect.any(String) },
  );
  if (foreseen) await model.done(attempt, data[act]);
  expect(await real.shown()).toEqual(model.expected(today));
  return foreseen;
}

/** Random acts by random persons, day after day: no other path than the model's leads anywhere. */
export async function tryAtRandom(world: World, pairs: readonly Pair[], course: Course): Promise<void> {
  const seed = process.env.PROVE_SEED === undefined ? USUAL_SEED : seedOfRun();
  const random = new Random(seed);
  const story: string[] = [];
  const done = new Set<string>();
  let day = Date.parse("2016-06-01T12:00:00Z");
  for (let place = 0; place < course.acts; place += 1) {
    if (random.chance(0.1)) await world.registry.clock(new Date((day += DAY)).toISOString());
    const pair = random.pick(pairs);
    const attempt = someAttempt(random, pair.model, course, new Date(day).toISOString().slice(0, 10));
    const { who, act, choice, today } = attempt;
    story.push([today, `object ${pairs.indexOf(pair)}`, who, act, choice].join(" ").trim());
    const wasDone = await attempted(pair, attempt).catch((cause: unknown) => {
      throw new Error(
        `Act ${place} is not as the model has it. To see it again: PROVE_SEED=${seed}. What led there:\n${story.join("\n")}`,
        { cause },
      );
    });
    if (wasDone) story.push("  done");
    if (wasDone) done.add(act);
  }
  const acts = new Set(pairs.flatMap(({ model }) => Object.keys(model.choices())));
  if (seed === USUAL_SEED) expect([...done].sort()).toEqual(expect.arrayContaining([...acts]));
}
