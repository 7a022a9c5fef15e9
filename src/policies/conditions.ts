import { type Level, levelsUpTo } from "../entities/terms";
import type { Instant } from "./viewer";

/**
 * The closed set of operators in which a rule speaks of a row. Each says something positive; none is true of a null. Their
 * meaning, in memory and in SQL, stands in `src/access/operators.ts`.
 */
export type Operator =
  | { readonly operator: "equals"; readonly value: string | boolean }
  | { readonly operator: "among"; readonly values: readonly string[] }
  | { readonly operator: "begun"; readonly now: Instant }
  | { readonly operator: "notEnded"; readonly now: Instant }
  | { readonly operator: "some"; readonly conditions: AnyConditions };

export type AnyConditions = { readonly [column: string]: Operator };

/** Conditions on a row of one shape: only its own columns, and what it is related to. */
export type Conditions<Row> = { readonly [Column in keyof Row]?: Operator };

/** What only this page can mark: nothing that was read from anywhere bears it. */
class Mark {
  readonly #made = true;

  static isOn(value: unknown): boolean {
    return typeof value === "object" && value !== null && #made in value;
  }
}

const made = <T extends Operator>(operator: T): T => Object.freeze(Object.assign(new Mark(), operator));

/** Whether a value was made by this page, and not read from anywhere. */
export const isOperator = (value: unknown): value is Operator => Mark.isOn(value);

export const eq = (value: string | boolean): Operator => made({ operator: "equals", value });
export const among = (values: readonly string[]): Operator => made({ operator: "among", values: [...values] });
export const atMost = (level: Level): Operator => among(levelsUpTo(level));
export const some = <Row>(conditions: Conditions<Row>): Operator =>
  made({ operator: "some", conditions: Object.freeze({ ...conditions }) as AnyConditions });

/** A window that has begun at the instant and has not ended: half-open, from its start to just before its end. */
export const current = (now: Instant) => ({
  startsAt: made({ operator: "begun", now }),
  endsAt: made({ operator: "notEnded", now }),
});
