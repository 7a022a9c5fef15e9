import { Client } from "pg";

import { Tickets, backendOf } from "../../src/database/tickets";
import { Area } from "../../src/entities/terms";
import { keysIn } from "../../src/secret-file";
import type { World } from "../world/world";
import { READERS, type Reader } from "./readers";
import type { Place, Read, Wish } from "./reads";

const AREAS = Object.values(Area);
const STATUSES = ["IN_PROGRESS", "IMPLEMENTED"];
const MISSION = "MINUSCA";
/** So many different reports are asked for by symbol, and so many words are searched. */
const VARIATIONS = 200;
const WORDS = 4000;
/** Where in the list the deep pages begin. */
const DEPTHS = [0.71, 0.725, 0.74, 0.75, 0.76, 0.775, 0.785, 0.79];

/** What one reader asks, by kind of read: the same in every run on the same world. */
export type Wishes = Readonly<Record<Read, readonly Wish[]>>;

/** The reports that a reader sees, the newest first, by the registry's own rules. */
async function placesOf(world: World, issuer: string, subject: string): Promise<Place[]> {
  const client = new Client(world.url);
  await client.connect();
  try {
    const ticketsOfWorld = new Tickets(keysIn(world.ticketKeyFile)[0]!);
    const { ticket, seal } = ticketsOfWorld.issue({ logins: [{ issuer, subject }], backend: backendOf(client) });
    await client.query("begin read only");
    await client.query("set local role registry_app");
    await client.query("select from enter($1, $2)", [ticket, seal]);
    const { rows } = await client.query<Omit<Place, "after">>(
      `select symbol, listed_on::text as "listedOn", id from report order by listed_on desc, id desc`,
    );
    await client.query("rollback");
    return rows.map((row, after) => ({ ...row, after }));
  } finally {
    await client.end();
  }
}

/** Draws from a list without chance: steps that share no divisor with most lengths. */
const drawn = <Thing>(things: readonly Thing[], most: number): Thing[] =>
  Array.from({ length: Math.min(most, things.length) }, (_nothing, step) => things[(step * 7919) % things.length]!);

function wishesFrom(own: readonly Place[], others: readonly Place[]): Wishes {
  const symbols = drawn(own.length > 0 ? own : others, VARIATIONS);
  const after = own.length === 0 ? [null] : DEPTHS.map((depth) => own[Math.floor(own.length * depth)]!);
  return {
    Q1: symbols.map(({ symbol }) => ({ read: "Q1", symbol })),
    Q2: [{ read: "Q2" }],
    Q3: AREAS.map((area) => ({ read: "Q3", mission: MISSION, area })),
    Q4: STATUSES.map((status) => ({ read: "Q4", status })),
    Q5: after.map((place) => ({ read: "Q5", after: place })),
    Q6: Array.from({ length: VARIATIONS }, (_nothing, step) => ({ read: "Q6", word: `sector${(step * 37) % WORDS}` })),
  };
}

/** What every one of these readers asks; who reads nothing asks for the reports of others. */
export async function wishesOf(world: World, issuer: string, readers: readonly Reader[]): Promise<Map<Reader, Wishes>> {
  const others = await placesOf(world, issuer, READERS.U.subject);
  const wishes = new Map<Reader, Wishes>();
  for (const reader of readers) {
    const own = reader === "U" ? others : await placesOf(world, issuer, READERS[reader].subject);
    if (reader === "Z" && own.length > 0)
      throw new Error(`${READERS.Z.subject} was to read nothing, and reads ${own.length} reports.`);
    wishes.set(reader, wishesFrom(own, others));
  }
  return wishes;
}

/** What only the registry can open: the labels of sealed parts and the symbols of sealed titles; nobody's answer is compared there. */
export async function sealedOf(world: World): Promise<{ labels: Set<string>; symbols: Set<string> }> {
  const client = new Client(world.url);
  await client.connect();
  const names = async (text: string) => (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);
  try {
    return {
      labels: new Set(
        await names(
          "select p.label as name from part p join part_content c on c.part_id = p.id where c.ciphertext is not null",
        ),
      ),
      symbols: new Set(
        await names(
          "select r.symbol as name from report r join report_title t on t.report_id = r.id where t.ciphertext is not null",
        ),
      ),
    };
  } finally {
    await client.end();
  }
}
