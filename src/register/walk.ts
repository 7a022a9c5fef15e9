import type { Reached } from "./verify";

/** What sends the one statement. */
interface Asked {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** The register does not fit, and where. */
export class RegisterFault extends Error {
  override readonly name = "RegisterFault";

  constructor(
    readonly sequence: number,
    readonly reason: string,
  ) {
    super(`The register does not fit at entry ${sequence}: ${reason}.`);
  }
}

interface Walked {
  sequence: number;
  hash: string;
  finished: boolean;
  fault: string | null;
}

const PAGE = 5_000;
const WALK =
  "select reached::float8 as sequence, reached_hash as hash, finished, fault from register_walk($1::bigint, $2, $3)";

/** Has the database walk its register on from a known entry to its head, a page at a time; gives the head. */
export async function walkRegister(database: Asked, from: Reached): Promise<Reached> {
  for (let { sequence, hash } = from; ;) {
    const { rows } = await database.query(WALK, [sequence, hash, PAGE]);
    const walked = rows[0] as Walked;
    if (walked.fault !== null) throw new RegisterFault(walked.sequence, walked.fault);
    if (walked.finished) return { sequence: walked.sequence, hash: walked.hash };
    ({ sequence, hash } = walked);
  }
}
