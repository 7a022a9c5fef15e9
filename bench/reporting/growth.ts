import type { Page } from "../growing/growth";
import { markdownTable } from "./markdown";
import { short } from "./table";

/** What was measured in a world of one size. */
export interface Grown {
  readonly size: number;
  readonly pages: readonly Page[];
}

/** One page in the smallest world and in the largest. */
interface Pair {
  readonly small: Page | undefined;
  readonly large: Page;
}

/** What the keys of a page may touch in the largest world, and take beside the smallest. */
const MOST_BUFFERS = 100;
const MOST_RATIO = 1.5;
/** Differences below this are those of the clock and of the machine, in milliseconds. */
const NOTICEABLE = 0.1;

const isSame = (one: Page) => (other: Page) =>
  one.list === other.list && one.reader === other.reader && one.page === other.page && one.rows === other.rows;

function pairsOf(grown: readonly Grown[]): Pair[] {
  const [smallest, largest] = [grown[0]!, grown.at(-1)!];
  return largest.pages.map((large) => ({ large, small: smallest.pages.find(isSame(large)) }));
}

/** Pages that hold as many rows in both worlds: others cannot be held against each other. */
const isLike = ({ small, large }: Pair) => small?.cost.found === large.cost.found;

const ratio = (pair: Pair, of: (page: Page) => number): string =>
  isLike(pair) ? short(of(pair.large) / of(pair.small!)) : "";

const milliseconds = ({ cost }: Page) => cost.milliseconds;
const keyMilliseconds = ({ cost }: Page) => cost.keyMilliseconds;
const both = ({ small, large }: Pair, of: (page: Page) => number, format = short) =>
  [small, large].map((page) => (page ? format(of(page)) : ""));

function rowOf(pair: Pair): string[] {
  const { large } = pair;
  return [
    large.list,
    large.reader,
    large.page,
    both(pair, ({ cost }) => cost.found, String).join(" / "),
    ...both(pair, milliseconds),
    ratio(pair, milliseconds),
    ...both(pair, ({ cost }) => cost.buffers, String),
    ...both(pair, keyMilliseconds),
    ratio(pair, keyMilliseconds),
    ...both(pair, ({ cost }) => cost.keyBuffers, String),
  ];
}

/** What a page costs PostgreSQL in the smallest world beside the largest, as Markdown. */
export function markdownOfGrowth(grown: readonly Grown[]): string {
  const sizes = [grown[0]!, grown.at(-1)!].map(({ size }) => size.toLocaleString("en"));
  const titled = (title: string) => sizes.map((size) => `${title}, ${size}`);
  const head = [
    "list",
    "reader",
    "page",
    "rows found",
    ...titled("ms"),
    "×",
    ...titled("buffers"),
    ...titled("ms of its keys"),
    "×",
    ...titled("buffers of its keys"),
  ];
  return markdownTable([head, ...pairsOf(grown).map(rowOf)], 3);
}

/** What the keys of a page exceed, a sentence for each. */
export function brokenLimits(grown: readonly Grown[]): string[] {
  const { size } = grown.at(-1)!;
  return pairsOf(grown).flatMap((pair) => {
    const { small, large } = pair;
    const which = `The keys of the ${large.page} page of ${large.list} for ${large.reader} (${large.rows} rows)`;
    const { keyBuffers } = large.cost;
    const [before, now] = [small?.cost.keyMilliseconds ?? 0, large.cost.keyMilliseconds];
    const grows = isLike(pair) && now > before * MOST_RATIO && now - before > NOTICEABLE;
    return [
      ...(keyBuffers > MOST_BUFFERS ? [`${which} touch ${keyBuffers} buffers among ${size} reports.`] : []),
      ...(grows ? [`${which} take ${short(now)} ms among ${size} reports, and ${short(before)} before.`] : []),
    ];
  });
}
