import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ClientBase } from "pg";

/** How many statements one connection keeps prepared: a plan of many tables takes about a megabyte. */
const MOST_PREPARED = 64;

/** Of how many statements it is remembered that they were asked. */
const MOST_REMEMBERED = 4096;

/** By what a statement is known, whoever asks it. */
export const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

const asked = new LRUCache<string, true>({ max: MOST_REMEMBERED });

/** The driver remembers by name what it has prepared. */
const driverOf = (client: ClientBase) =>
  (client as ClientBase & { connection: { parsedStatements: Record<string, string> } }).connection;

/** The names of what one connection has prepared, those used last. */
class Names {
  private readonly names = new LRUCache<string, string>({ max: MOST_PREPARED, dispose: (name) => this.giveUp(name) });
  private given = 0;
  /** What could not be given up, as its transaction had failed. */
  private left: string[] = [];

  constructor(private readonly client: ClientBase) {}

  /** A name is never given twice: what could not be given up, in a transaction that has failed, is in nobody's way. */
  of(digest: string): string {
    let name = this.names.get(digest);
    if (name) return name;
    this.left.splice(0).forEach((one) => this.deallocate(one));
    this.names.set(digest, (name = `s${(this.given += 1)}`));
    return name;
  }

  /** Nothing waits for what is given up: statements go out in their order. */
  private giveUp(name: string): void {
    const { parsedStatements } = driverOf(this.client);
    if (!(name in parsedStatements)) return;
    delete parsedStatements[name];
    this.deallocate(name);
  }

  private deallocate(name: string): void {
    this.client.query(`deallocate ${name}`).catch(() => this.left.push(name));
  }
}

const prepared = new WeakMap<ClientBase, Names>();

/**
 * The name under which a connection prepares a statement that was asked before, and plans it once; none for one that is asked for the
 * first time.
 */
export function preparedName(client: ClientBase, digest: string): string | undefined {
  const isKnown = asked.has(digest);
  asked.set(digest, true);
  if (!isKnown) return undefined;
  let names = prepared.get(client);
  if (!names) prepared.set(client, (names = new Names(client)));
  return names.of(digest);
}
