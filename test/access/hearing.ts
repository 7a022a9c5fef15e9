import request from "supertest";

import type { TestRegistry } from "../support/registry";
import type { Name } from "./house";

/** What a reader may not see answers as what never was, and as what cannot be: to the byte, headers included. */

/** Ids that cannot be. */
export const MALFORMED = ["", "part_ZZZZ0000000000000000000000000000", "__proto__"];
const CHANGING = ["date", "x-request-id", "receipt"];
/** The seconds of a minute, and what is left of its points: every request takes as many, which is looked at by itself. */
const rateless = (header: string) => header.replaceAll(/[rt]=\d+/g, "");
const pointsLeft = (header: string) => [...header.matchAll(/r=(\d+)/g)].map(([, left]) => Number(left));

interface Heard {
  /** Status, headers and body, as they came. */
  bytes: string;
  left: number[];
}

interface Asked {
  readonly query: string;
  readonly variables: object;
}

async function hear({ issuer, url }: TestRegistry, reader: Name, { query, variables }: Asked): Promise<Heard> {
  const token = await issuer.token({ subject: reader });
  const { status, headers, text } = await request(url)
    .post("/graphql")
    .set({ authorization: `Bearer ${token}` })
    .send({ query, variables });
  const kept = Object.entries(headers as Record<string, string>).filter(([name]) => !CHANGING.includes(name));
  const shown = kept.map(([name, value]) => [name, name === "ratelimit" ? rateless(value) : value]);
  return {
    bytes: JSON.stringify([status, shown, text]),
    left: pointsLeft((headers as Record<string, string>).ratelimit ?? ""),
  };
}

/** One query with each of several values in one place: every answer must be the same. */
export async function expectSame(
  registry: TestRegistry,
  reader: Name,
  query: string,
  all: readonly object[],
): Promise<string> {
  const heard: Heard[] = [];
  for (const variables of all) heard.push(await hear(registry, reader, { query, variables }));
  const spent = heard
    .slice(1)
    .map(({ left }, place) => left.map((points, budget) => heard[place]!.left[budget]! - points));
  for (const { bytes } of heard) expect({ reader, query, bytes }).toEqual({ reader, query, bytes: heard[0]!.bytes });
  for (const points of spent) expect({ reader, query, points }).toEqual({ reader, query, points: spent[0] });
  return heard[0]!.bytes;
}
