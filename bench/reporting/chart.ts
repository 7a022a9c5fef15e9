import { EVERY_READER } from "../asking/readers";
import type { Cell, Results } from "../timing/results";
import { connectionsIn, short } from "./table";

/** Measures of the drawing, in pixels. */
const WIDTH = 960;
const LEFT = 70;
const RIGHT = 70;
const TOP = 84;
const BAR = 11;
const GAP = 8;
const PANEL = 34;

/** Told apart also in grey: from dark to light. */
const COLOURS = ["#0b3c5d", "#d9762b", "#6aa84f", "#9e9e9e", "#b39ddb"];

const text = (x: number, y: number, words: string, rest = ""): string =>
  `<text x="${x}" y="${y}" ${rest}>${words.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;

/** A logarithmic axis from one power of ten to another. */
interface Axis {
  readonly from: number;
  readonly to: number;
}

function axisOf(values: readonly number[]): Axis {
  const exponents = values.filter((value) => value > 0).map(Math.log10);
  const from = Math.floor(Math.min(...exponents));
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(...exponents))) };
}

const along = ({ from, to }: Axis, value: number): number =>
  LEFT + ((Math.max(Math.log10(value), from) - from) / (to - from)) * (WIDTH - LEFT - RIGHT);

function axisLines(axis: Axis, bottom: number): string[] {
  const powers = Array.from({ length: axis.to - axis.from + 1 }, (_nothing, step) => 10 ** (axis.from + step));
  return powers.flatMap((power) => {
    const x = along(axis, power);
    const line = `<line x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${bottom}" stroke="#d0d0d0"/>`;
    return [line, text(x, TOP - 14, power.toLocaleString("en"), 'text-anchor="middle" fill="#555"')];
  });
}

function legend(names: readonly string[]): string[] {
  return names.flatMap((name, place) => {
    const x = LEFT + place * 150;
    return [`<rect x="${x}" y="38" width="12" height="12" fill="${COLOURS[place]}"/>`, text(x + 18, 48, name)];
  });
}

/** The bars of one reader, one for each contender. */
function group({ reader, of }: Cell, names: readonly string[], place: { y: number; axis: Axis }): string[] {
  const bars = names.flatMap((name, order) => {
    const { perSecond: value, unanswered } = of[name] ?? {};
    if (value === undefined) return [];
    const [y, end] = [place.y + order * BAR, along(place.axis, value)];
    const bar = `<rect x="${LEFT}" y="${y}" width="${Math.max(1, end - LEFT).toFixed(1)}" height="${BAR - 1}" fill="${COLOURS[order]}"/>`;
    return [
      bar,
      text(
        Number((end + 4).toFixed(1)),
        y + BAR - 2,
        unanswered ? `fewer than ${short(value)}` : short(value),
        'font-size="9"',
      ),
    ];
  });
  return [text(LEFT - 10, place.y + (names.length * BAR) / 2 + 4, reader, 'text-anchor="end"'), ...bars];
}

/** Requests in a second on so many connections: a bar for each contender, by read and reader. */
export function chartOf(results: Results, connections: number): string {
  const cells = results.cells
    .filter((cell) => cell.connections === connections)
    .sort(
      (one, other) =>
        one.read.localeCompare(other.read) || EVERY_READER.indexOf(one.reader) - EVERY_READER.indexOf(other.reader),
    );
  const names = results.contenders.map(({ name }) => name);
  const axis = axisOf(cells.flatMap(({ of }) => Object.values(of).map(({ perSecond }) => perSecond)));
  const drawn: string[] = [];
  let y = TOP;
  let read = "";
  for (const cell of cells) {
    if (cell.read !== read) {
      y += read === "" ? 14 : PANEL;
      drawn.push(text(8, y - 6, cell.read, 'font-weight="bold" font-size="14"'));
      read = cell.read;
    }
    drawn.push(...group(cell, names, { y, axis }));
    y += names.length * BAR + GAP;
  }
  const title = `Requests per second on ${connectionsIn(connections)}, ${results.size.toLocaleString("en")} reports (logarithmic: longer is better)`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y + 16}" viewBox="0 0 ${WIDTH} ${y + 16}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${title}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    text(LEFT, 24, title, 'font-size="15" font-weight="bold"'),
    ...legend(names),
    ...axisLines(axis, y),
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}
