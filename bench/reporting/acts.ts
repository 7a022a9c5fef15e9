import type { Took } from "../acting/acts";
import type { Served } from "../timing/load";
import { markdownTable } from "./markdown";
import { short } from "./table";

/** What the acts of one world took. */
export interface Acted {
  readonly size: number;
  readonly took: readonly Took[];
  /** How many acts the registry had no room for at first. */
  readonly sentAgain: number;
  /** Readers of Q1 alone, and beside fifty circulations at once. */
  readonly alone: Served;
  readonly beside: Served;
}

const readers = ({ perSecond, p50, p99 }: Served) =>
  `${short(perSecond)}/s, half within ${short(p50)} ms, 99 % within ${short(p99)} ms`;

/** The acts in worlds of several sizes, side by side, as Markdown: milliseconds. */
export function markdownOfActs(acted: readonly Acted[]): string {
  const [smallest, largest] = [acted[0]!, acted.at(-1)!];
  const head = ["act", ...acted.map(({ size }) => `median / longest, ${size.toLocaleString("en")}`), "×"];
  const rows = smallest.took.map(({ act, median }, place) => [
    act,
    ...acted.map(({ took }) => `${short(took[place]!.median)} / ${short(took[place]!.longest)}`),
    acted.length > 1 ? short(largest.took[place]!.median / median) : "",
  ]);
  const beside = acted.map(
    ({ size, alone, beside: meanwhile, sentAgain }) =>
      `- ${size.toLocaleString("en")}: readers of Q1 alone ${readers(alone)}; beside 50 circulations at once ${readers(meanwhile)}; ` +
      `${sentAgain} acts were sent again because there was no room.`,
  );
  return [markdownTable([head, ...rows], 1), beside.join("\n")].join("\n\n");
}
