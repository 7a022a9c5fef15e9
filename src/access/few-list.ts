import type { OrderKey } from "../entities/reads";
import type { SubjectName } from "../policies/subjects";
import { type FewRows, type Keys, fewRows } from "./few";
import { type FewSql, fewParts, fewReports } from "./few-rows";
import { type AskedList, sameNames, toldRows } from "./few-told";
import type { Question } from "./question";

/** How rows are found for lists without a filter. */
const UNFILTERED: Partial<Record<string, FewSql>> = { Report: fewReports, Part: fewParts };

/** Which of the few are asked for. */
export interface Page {
  readonly size: number;
  readonly order: readonly OrderKey[];
  /** Which lie beyond the cursor, where there is one. */
  readonly beyond?: ((keys: readonly string[]) => string) | undefined;
}

/** A list that begins with what is the viewer's own, or with how parts are listed, as the rows of a table called `few`. */
export class FewList {
  private constructor(
    private readonly rows: FewRows,
    /** The list's keys, where it begins as the few are found and none of those is left out again. */
    private readonly listed: readonly string[] | undefined,
    /** How they are counted, where that needs no look at each. */
    private readonly counted: FewRows | undefined,
  ) {}

  /** Undefined where rows that the law gives for what they are are found as they lie. */
  static of({ abilities, statement, context }: Question, list: AskedList, isFiltered: boolean): FewList | undefined {
    const { subject, ofKind: kind } = list.source;
    const unfiltered = UNFILTERED[subject];
    if (!unfiltered) return undefined;
    const rowsOf = (few: FewSql) => fewRows(few, { abilities, statement, subject: subject as SubjectName, kind });
    const told = toldRows(list, context);
    const isPlain = !isFiltered && sameNames(unfiltered.keys, list.order);
    const { few, isWhole } = (isPlain ? undefined : told) ?? { few: unfiltered, isWhole: !isFiltered };
    const rows = rowsOf(few) ?? (told?.isWhole && !isPlain ? told.listed() : undefined);
    if (!rows) return undefined;
    const isListed = isWhole && rows.isExact && sameNames(rows.keys, list.order);
    const listed = isListed ? rows.keys.map(({ name }) => name) : undefined;
    const counted = told && isListed ? (rowsOf(told.few) ?? told.listed()) : undefined;
    return new FewList(rows, listed, counted);
  }

  /** The list's keys as columns of `few`; undefined where it does not begin as they are found. */
  get keys(): string[] | undefined {
    return this.listed?.map((name) => `few.${name}`);
  }

  /** All of them, by their ids. */
  all(): string {
    return this.union(
      this.rows.branches(
        () => [],
        () => "",
      ),
      (all) => `select distinct found.id from (${all}) found`,
    );
  }

  /**
   * So many of them at the most, by what windows tell of them, where that tells all that is asked: each branch asks what the law asks, and
   * row-level security asks again. Undefined where the law has to look at each.
   */
  atMost(many: number, order: readonly OrderKey[]): string | undefined {
    const branches = this.counted?.branches(
      () => [],
      (keys) => `order by ${this.inOrder(keys, order)} limit ${many}`,
    );
    return branches && this.union(branches, (all) => `select distinct found.id from (${all}) found limit ${many}`);
  }

  private union(branches: readonly string[], of: (all: string) => string): string {
    if (branches.length > 0) return of(branches.map((branch) => `(${branch})`).join(" union all "));
    const none = this.rows.keys.map(({ name, type }) => `null::${type} as ${name}`);
    return `select ${none.join(", ")} where false`;
  }

  private inOrder(keys: Keys, order: readonly OrderKey[]): string {
    return this.listed!.map((name, place) => `${keys[name]} ${order[place]!.direction}`).join(", ");
  }

  /** The first of them, of each branch its own first, where the list begins as they are found. */
  first({ size, order, beyond }: Page): string {
    const listed = this.listed!;
    const ofList = (keys: Keys) => listed.map((name) => keys[name]!);
    const branches = this.rows.branches(
      (keys) => (beyond ? [beyond(ofList(keys))] : []),
      (keys) => `order by ${this.inOrder(keys, order)} limit ${size}`,
    );
    const found = Object.fromEntries(listed.map((name) => [name, `found.${name}`]));
    return this.union(
      branches,
      (all) =>
        `select distinct on (${ofList(found).join(", ")}) found.* from (${all}) found order by ${this.inOrder(found, order)} limit ${size}`,
    );
  }
}
