import type { Caller } from "../../src/access/known-viewers";
import { READERS, type Reader } from "../asking/readers";
import { median } from "../timing/results";
import type { World } from "../world/world";
import { Asking, cursorAfter } from "./asking";
import { explain } from "./explaining";
import { LISTS, type List, idsOf, pageOf } from "./lists";
import { type Place, placeIn } from "./places";
import { buffersOf, keysOf, timeOf } from "./plan";

/** Which page of a list. */
export type PageName = "first" | "deep";

/** What one page cost PostgreSQL in one world: medians over the runs. */
export interface Cost {
  /** How many rows were found: one more than are shown, where there is one more. */
  readonly found: number;
  /** Milliseconds of the statement, and what planning takes before it where it is planned each time. */
  readonly milliseconds: number;
  readonly planning: number;
  readonly buffers: number;
  readonly keyMilliseconds: number;
  readonly keyBuffers: number;
}

/** A page that was measured in one world. */
export interface Page {
  readonly list: string;
  readonly reader: Reader;
  readonly page: PageName;
  /** How many rows were asked for. */
  readonly rows: number;
  readonly isPlannedEachTime: boolean;
  readonly cost: Cost;
}

/** What the smallest world tells the others: how many rows each page has there, by list, reader and page. */
export type Available = Map<string, number>;

interface Wish {
  readonly list: List;
  readonly reader: Reader;
  readonly page: PageName;
}

const keyOf = ({ list, reader, page }: Wish) => `${list.name} ${reader} ${page}`;
const callerOf = (issuer: string, reader: Reader): Caller => ({ login: { issuer, subject: READERS[reader].subject } });

/** How many rows are asked for: a whole page, and as many as the smallest world fills, with the one beyond, so that like is held against like. */
function sizesOf(wish: Wish, available: Available): number[] {
  const { page } = wish.list;
  const there = available.get(keyOf(wish)) ?? 0;
  return there === 0 || there > page ? [page] : [...new Set([Math.max(1, there - 1), page])];
}

/** Measures one world, page by page. */
export class Growth {
  constructor(
    private readonly world: World,
    private readonly issuer: string,
    private readonly runs: number,
  ) {}

  /** Every list, reader and page; `available` is filled by the first world that is measured. */
  async measure(readers: readonly Reader[], available: Available): Promise<Page[]> {
    const asking = await Asking.on(this.world);
    const isFirst = available.size === 0;
    const pages: Page[] = [];
    try {
      for (const list of LISTS)
        for (const reader of readers) {
          const place = await this.placeFor(list, reader, asking);
          for (const page of ["first", "deep"] as const) {
            const wish = { list, reader, page };
            if (isFirst) available.set(keyOf(wish), page === "first" ? place.many : place.behind);
            for (const rows of sizesOf(wish, available)) pages.push(await this.page(wish, { rows, place, asking }));
          }
        }
    } finally {
      await asking.close();
    }
    return pages;
  }

  /** Who sees nothing is asked for the page of who sees everything. */
  private async placeFor(list: List, reader: Reader, asking: Asking): Promise<Place> {
    const own = await placeIn(list, asking, callerOf(this.issuer, reader));
    if (own.keys !== null) return own;
    const { keys } = await placeIn(list, asking, callerOf(this.issuer, "U"));
    return { ...own, keys };
  }

  private async page(wish: Wish, how: { rows: number; place: Place; asking: Asking }): Promise<Page> {
    const { list, reader, page } = wish;
    const { rows, place, asking } = how;
    const caller = callerOf(this.issuer, reader);
    const after = page === "deep" && place.keys ? cursorAfter(place.keys) : null;
    const whole = await asking.statementOf(caller, pageOf(list), { first: rows, after });
    const ids = await asking.statementOf(caller, idsOf(list), { first: rows, after });
    const wholes = await explain(asking, caller, whole, { runs: this.runs, timed: false });
    const keys = (await explain(asking, caller, ids, { runs: this.runs, timed: true })).map(({ Plan }) => keysOf(Plan));
    return {
      list: list.name,
      reader,
      page,
      rows,
      isPlannedEachTime: whole.planForValues,
      cost: {
        found: median(keys.map((node) => node["Actual Rows"])),
        milliseconds: median(wholes.map((one) => one["Execution Time"])),
        planning: median(wholes.map((one) => one["Planning Time"])),
        buffers: median(wholes.map(({ Plan }) => buffersOf(Plan))),
        keyMilliseconds: median(keys.map(timeOf)),
        keyBuffers: median(keys.map(buffersOf)),
      },
    };
  }
}
