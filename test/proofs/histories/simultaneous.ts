import { httpSheet, tokenOf } from "../../access/http-sheet";
import { type Sheet, oracleSheet } from "../../access/sheets";
import { Random } from "../../policies/random-world";
import { type Reader, type World, readerName } from "../../policies/world";
import type { Free, TestRegistry } from "../../support/registry";
import { Chronicle, type Span } from "./chronicle";
import type { Happening, Real } from "./command";
import { History } from "./history";

/** Clients that read while one acts. */
const READING = 7;

/** What one request asks for, and which of the questions about sight it answers. */
interface Reading {
  readonly query: string;
  readonly answers: readonly (keyof Sheet)[];
  sight(data: Free): { reports: Free[]; circulations: Free[] };
}

const READINGS: readonly Reading[] = [
  {
    query: `{ reports(first: 30) { nodes { id title outline { id } marking { isExtract }
      parts(first: 20) { nodes { id text marking { copiesAllowed } } } } } }`,
    answers: ["covers", "titles", "outlines", "wholes", "parts", "copies"],
    sight: (data) => ({ reports: data.reports.nodes, circulations: [] }),
  },
  {
    query: `{ circulations(first: 100) { nodes { id digest recipients { ... on Post { code } ... on Office { code } } } } }`,
    answers: ["circulations", "papers", "recipients"],
    sight: (data) => ({ reports: [], circulations: data.circulations.nodes }),
  },
];

/** What somebody was answered, while the world was in one of several ways; null for whom the registry did not know. */
interface Answered extends Span {
  readonly reader: Reader;
  readonly reading: Reading;
  readonly sheet: Sheet | null;
}

/** How many answers were compared, and during how many of them the world changed. */
export interface Compared {
  readonly answers: number;
  readonly amidChange: number;
}

/**
 * One client acts, and seven read meanwhile. Each answer is what the policy gives at one instant between its request and its coming:
 * so what is delivered was allowed then, what is not was not, and what is acknowledged is seen by every read that begins later.
 */
export async function simultaneously(
  history: History,
  real: Real,
  changes: readonly Happening[],
  seed: number,
): Promise<Compared> {
  const chronicle = new Chronicle(history.world);
  history.chronicle = chronicle;
  let isOver = false;
  const read = async (client: number): Promise<Answered[]> => {
    const random = new Random(seed + client);
    const answered: Answered[] = [];
    while (!isOver)
      answered.push(await ask(real.registry, chronicle, random.pick(history.readers), random.pick(READINGS)));
    return answered;
  };
  const reading = Array.from({ length: READING }, (_, client) => read(client));
  const acting = (async () => {
    try {
      for (const change of changes) await change.befall(history, real);
    } finally {
      isOver = true;
    }
  })();
  const ended = await Promise.allSettled([acting, ...reading]);
  const failed = ended.find(({ status }) => status === "rejected") as PromiseRejectedResult | undefined;
  if (failed) throw failed.reason;
  return compare((await Promise.all(reading)).flat(), history, chronicle);
}

async function ask(registry: TestRegistry, chronicle: Chronicle, reader: Reader, reading: Reading): Promise<Answered> {
  const from = chronicle.acknowledged;
  const { status, data, body } = await registry.ask(tokenOf(reader), reading.query);
  const until = chronicle.visible;
  if (status === 401) return { from, until, reader, reading, sheet: null };
  if (!data) throw new Error(`${readerName(reader)}: ${JSON.stringify(body)}`);
  return { from, until, reader, reading, sheet: httpSheet(reading.sight(data)) };
}

function compare(answered: readonly Answered[], { log }: History, chronicle: Chronicle): Compared {
  for (const one of answered) {
    const allowed = chronicle.during(one).map((world) => lawful(world, one));
    const given = only(one.sheet, one.reading);
    if (!allowed.includes(given))
      throw new Error(
        `${readerName(one.reader)} was answered, between steps ${one.from} and ${one.until}, ${given},` +
          ` where the policy gives ${allowed.join(" or ")}; ${log.join("; ")}`,
      );
  }
  return { answers: answered.length, amidChange: answered.filter(({ from, until }) => from < until).length };
}

/** What the policy gives a reader in a world, as text; of null where the registry knows nobody by that login. */
const lawful = (world: World, { reader, reading }: Answered): string =>
  only(new History(world).isKnown(reader) ? oracleSheet(world, reader) : null, reading);

const only = (sheet: Sheet | null, { answers }: Reading): string =>
  JSON.stringify(sheet && answers.map((question) => [question, sheet[question]]));
