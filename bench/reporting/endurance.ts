import type { Sample } from "../enduring/endurance";
import { markdownTable } from "./markdown";

/** What one run of endurance found. */
export interface Endured {
  readonly size: number;
  readonly samples: readonly Sample[];
}

/** How fast the memory grows, in mebibytes for a hundred thousand requests. */
export interface Slopes {
  readonly node: number;
  readonly postgres: number;
}

const HUNDRED_THOUSAND = 100_000;

const mean = (values: readonly number[]) => values.reduce((total, one) => total + one, 0) / values.length;

/** The slope of the line that lies closest to points. */
function slopeOf(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)];
  const spread = mean(xs.map((one) => (one - x) ** 2));
  return spread === 0 ? 0 : mean(xs.map((one, place) => (one - x) * (ys[place]! - y))) / spread;
}

/** Lines through the second half of the samples: in the first, caches fill and statements are prepared. */
export function slopesOf({ samples }: Endured): Slopes {
  const half = samples.slice(Math.floor(samples.length / 2));
  const xs = half.map(({ requests }) => requests / HUNDRED_THOUSAND);
  return {
    node: slopeOf(
      xs,
      half.map(({ node }) => node),
    ),
    postgres: slopeOf(
      xs,
      half.map(({ postgres }) => postgres),
    ),
  };
}

const shown = (slope: number) => `${slope >= 0 ? "+" : "−"}${Math.abs(slope).toFixed(1)} MiB`;

/** What was held after how many requests, as Markdown. */
export function markdownOfEndurance(endured: Endured): string {
  const rows = endured.samples.map(({ requests, seconds, perSecond, node, postgres }) =>
    [requests.toLocaleString("en"), seconds, perSecond, node, postgres].map(String),
  );
  const head = ["requests answered", "seconds", "requests per second", "Node.js, MiB", "PostgreSQL, MiB"];
  const { node, postgres } = slopesOf(endured);
  return [
    `Q1, Q2 and Q5 mixed, by four readers on 32 connections, in a world of ${endured.size.toLocaleString("en")} reports.`,
    markdownTable([head, ...rows], 0),
    `Over the second half, for 100,000 requests: Node.js ${shown(node)}, PostgreSQL ${shown(postgres)}.`,
  ].join("\n\n");
}
