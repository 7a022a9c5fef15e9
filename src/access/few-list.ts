import type { OrderKey, RowSource } from "../entities/reads";
import type { SubjectName } from "../policies/subjects";
import { type FewRows, type Keys, fewRows } from "./few";
import type { Question } from "./question";

/** Which of the few are asked for. */
export interface Page {
  readonly size: number;
  readonly order: readonly OrderKey[];
  /** Which lie beyond the cursor, where there is one. */
  readonly beyond?: ((keys: readonly string[]) => string) | undefined;
}

/** A list of the rows of a viewer who is given few, as the rows of a table called `few`. */
export class FewList {
  private constructor(
    private readonly rows: FewRows,
    /** The list's keys, where it begins as the few are found and none of those is left out again. */
    private readonly listed: readonly string[] | undefined,
  ) {}

  /** Undefined where the law gives rows to the viewer by what they are. */
  static of({ abilities, statement }: Question, source: RowSource, order: readonly OrderKey[]): FewList | undefined {
    const subject = source.subject as SubjectName;
    const rows = fewRows({ abilities, statement, subject, kind: source.ofKind });
    if (!rows) return undefined;
    const listed = order.flatMap((key) => key.listed ?? []);
    const isListed = rows.isExact && listed.join() === rows.keys.map(({ name }) => name).join();
    return new FewList(rows, isListed ? listed : undefined);
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

  private union(branches: readonly string[], of: (all: string) => string): string {
    if (branches.length > 0) return of(branches.map((branch) => `(${branch})`).join(" union all "));
    const none = this.rows.keys.map(({ name, type }) => `null::${type} as ${name}`);
    return `select ${none.join(", ")} where false`;
  }

  /** The first of them, of each branch its own first, where the list begins as they are found. */
  first({ size, order, beyond }: Page): string {
    const listed = this.listed!;
    const inOrder = (keys: Keys) => listed.map((name, place) => `${keys[name]} ${order[place]!.direction}`).join(", ");
    const ofList = (keys: Keys) => listed.map((name) => keys[name]!);
    const branches = this.rows.branches(
      (keys) => (beyond ? [beyond(ofList(keys))] : []),
      (keys) => `order by ${inOrder(keys)} limit ${size}`,
    );
    const found = Object.fromEntries(listed.map((name) => [name, `found.${name}`]));
    return this.union(
      branches,
      (all) =>
        `select distinct on (${ofList(found).join(", ")}) found.* from (${all}) found order by ${inOrder(found)} limit ${size}`,
    );
  }
}
