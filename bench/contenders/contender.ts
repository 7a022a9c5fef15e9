import type { Answers, Place, Read, Wish } from "../asking/reads";
import type { World } from "../world/world";

/** Where a contender answers from, and whose tokens it trusts. */
export interface Surroundings {
  readonly world: World;
  readonly issuer: string;
  /** Connections to the database that a contender may hold: the same for each. */
  readonly pool: number;
  /** Where its log goes. */
  readonly folder: string;
}

/** A program that is started for the bench. */
export interface Program {
  /** The Node to run it with: the bench's own where none is named. */
  readonly node?: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** From which folder it runs. */
  readonly folder: string;
  /** The port, once a line of its output tells it. */
  portIn(line: string): number | undefined;
}

/** A request as it goes over HTTP. */
export interface Asked {
  readonly path: string;
  readonly body: string;
}

/** Sends one request as a reader, and gives the body of the answer; anything but an answer without errors throws. */
export type Send = (asked: Asked) => Promise<never>;

/** Something that answers the bench's reads. */
export interface Contender {
  readonly name: string;
  /** One sentence for the tables. */
  readonly about: string;
  /** Whether it is asked only where it is named. */
  readonly isApart?: true;
  /** Made ready in the database before it is started. */
  prepare?(surroundings: Surroundings): Promise<void>;
  program(surroundings: Surroundings): Program;
  /** How it wants to be asked; of a page deep in the list, by its own form of cursor. */
  ask(wish: Wish, cursor?: string): Asked;
  /** Its cursors after these places of one reader's list. */
  cursors(places: readonly Place[], send: Send): Promise<string[]>;
  /** Its answers in the one form that all are compared in. */
  readonly answers: { readonly [Kind in Read]: (data: never) => Answers[Kind] };
}

/** A program that prints `{"port": …}` on a line of its own. */
export function portOfJson(line: string): number | undefined {
  if (!line.startsWith('{"port":')) return undefined;
  return (JSON.parse(line) as { port: number }).port;
}

/** A GraphQL request. */
export const graphql = (query: string, variables: Record<string, unknown> = {}): Asked => ({
  path: "/graphql",
  body: JSON.stringify({ query, variables }),
});
