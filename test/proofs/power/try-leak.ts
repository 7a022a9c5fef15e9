import "reflect-metadata";

import { Client } from "pg";

import { withDatabase } from "../../../src/database/address";
import { installTicketKey } from "../../../src/database/tickets";
import { migrate } from "../../../src/database/migrations";
import { TICKET_KEY } from "../../support/cluster";
import { proofs } from "../command/discovery";
import { run as runAmong } from "../non-interference.proof";
import type { Course } from "../proof";
import { LEAKING_TEMPLATE, leak } from "./leaking";

/** The proof has found what it was to find. */
class Found extends Error {
  constructor(
    readonly examples: number,
    readonly what: string,
  ) {
    super();
  }
}

/** What became of one leak: found after so many examples, or not within the budget. */
export interface Trial {
  found: boolean;
  examples: number;
  what: string;
}

const [letter, seed, budget] = process.argv.slice(2) as [string, string, string];
const databaseUrl = process.env.TEST_CLUSTER_URL!;

async function asSuperuser(text: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(text);
  await client.end();
}

async function trial(): Promise<Trial> {
  const proof = proofs().find(({ id }) => id === letter)!;
  let examples = 0;
  const course: Course = {
    seed: Number(seed),
    from: 0,
    until: leak.viewers ? Infinity : Number(budget),
    databaseUrl,
    passed: (cases = 1) => (examples += cases),
    failed: ({ what }) => {
      throw new Found(examples + 1, what);
    },
    note: () => undefined,
  };
  try {
    await (letter === "a" ? runAmong(course, { viewers: leak.viewers, most: Number(budget) }) : proof.run(course));
  } catch (error) {
    if (error instanceof Found) return { found: true, examples: error.examples, what: error.what };
    return { found: false, examples, what: `broke off: ${(error as Error).message}` };
  }
  return { found: false, examples, what: "" };
}

async function main(): Promise<void> {
  if (LEAKING_TEMPLATE) {
    await asSuperuser(`CREATE DATABASE ${LEAKING_TEMPLATE}`);
    await migrate(withDatabase(databaseUrl, LEAKING_TEMPLATE));
    await installTicketKey(withDatabase(databaseUrl, LEAKING_TEMPLATE), TICKET_KEY);
  }
  try {
    process.stdout.write(JSON.stringify(await trial()));
  } finally {
    if (LEAKING_TEMPLATE) await asSuperuser(`DROP DATABASE ${LEAKING_TEMPLATE} WITH (FORCE)`);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
