import { readFileSync } from "node:fs";
import { join } from "node:path";

const PROJECT = join(__dirname, "../../..");

/** A fault put into the program on purpose, in a process made for it alone, to see that a proof finds it. */
export interface Leak {
  readonly name: string;
  /** The file, from the project's folder. */
  readonly file: string;
  /** A text that occurs in it once. */
  readonly find: string;
  readonly replace: string;
  /** The letter of the proof that finds it. */
  readonly killedBy: string;
  /** The kinds of viewers whom alone it tells something, where that is known: cases of others need not run to look for it. */
  readonly viewers?: readonly string[] | undefined;
  /** Says the same in other words: a proof that finds it finds something else. */
  readonly isHarmless?: true;
}

/** Leaks of one file that non-interference finds. */
export const leaksOf = (
  file: string,
  leaks: Record<string, readonly [find: string, replace: string]>,
  viewers?: readonly string[],
): Leak[] =>
  Object.entries(leaks).map(([name, [find, replace]]) => ({ name, file, find, replace, killedBy: "a", viewers }));

/** Of leaks, those named are alike whatever is hidden, and found by asking in several ways; all of them unless some are named. */
export const inFiveWays = (leaks: readonly Leak[], names = leaks.map(({ name }) => name)): Leak[] =>
  leaks.map((leak) => (names.includes(leak.name) ? { ...leak, killedBy: "b", viewers: undefined } : leak));

/** Names the kinds of viewers whom some leaks tell something, by the names of the leaks. */
export const toldTo = (leaks: readonly Leak[], viewers: Readonly<Record<string, readonly string[]>>): Leak[] => {
  const kindsOf = ({ name }: Leak) => Object.keys(viewers).filter((kind) => viewers[kind]!.includes(name));
  return leaks.map((leak) => ({ ...leak, viewers: kindsOf(leak).length > 0 ? kindsOf(leak) : leak.viewers }));
};

/** What is wrong with a leak itself: it has to be found in the program, once. */
export function flawOf({ name, file, find }: Leak): string | undefined {
  const times = readFileSync(join(PROJECT, file), "utf8").split(find).length - 1;
  return times === 1 ? undefined : `The leak "${name}" speaks of a text that occurs ${times} times in ${file}.`;
}

/** A source text with the leak in it. */
export const leaking = ({ find, replace }: Leak, text: string): string => text.split(find).join(replace);

export const pathOf = ({ file }: Pick<Leak, "file">) => join(PROJECT, file);
