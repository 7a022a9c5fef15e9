import { type ASTNode, type ASTVisitor, type ValidationContext, type ValidationRule, GraphQLError } from "graphql";

/** The longest text that is accepted, in characters: about ten pages. */
export const LONGEST_TEXT = 20_000;

/** The most that values may be nested within values. */
export const DEEPEST_VALUE = 12;

const HALF_A_CHARACTER = /\p{Surrogate}/u;

const REFUSED_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** Why a text is refused that is no Unicode text, or none that PostgreSQL keeps. */
export function flawOfEncoding(text: string): string | undefined {
  if (text.includes("\0")) return "Send texts without the character U+0000.";
  return HALF_A_CHARACTER.test(text) ? "Send well-formed Unicode: this text holds half a character." : undefined;
}

function flawOfText(text: string): string | undefined {
  return text.length > LONGEST_TEXT ? `Send texts of at most ${LONGEST_TEXT} characters.` : flawOfEncoding(text);
}

const flawOfSize = (entries: number, most: number): string | undefined =>
  entries > most ? `Send at most ${most} entries in one list or object.` : undefined;

const flawOfNumber = (number: number): string | undefined =>
  Number.isFinite(number) ? undefined : "Send numbers that a computer can hold.";

/** Why a value that came as JSON is refused, itself or anything within it. */
export function flawOfValue(value: unknown, listSize: number, depth = 0): string | undefined {
  if (typeof value === "string") return flawOfText(value);
  if (typeof value === "number") return flawOfNumber(value);
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > DEEPEST_VALUE) return `Send values at most ${DEEPEST_VALUE} deep.`;
  const entries = Object.entries(value);
  return (
    flawOfSize(entries.length, listSize) ??
    firstFlaw(entries, ([key, entry]) => flawOfKey(key) ?? flawOfValue(entry, listSize, depth + 1))
  );
}

/** Keys that JavaScript gives a meaning of its own are no names of ours. */
function flawOfKey(key: string): string | undefined {
  return REFUSED_KEYS.has(key) ? `Send no key "${key}": it has no meaning here.` : flawOfText(key);
}

function firstFlaw<T>(entries: T[], flawOf: (entry: T) => string | undefined): string | undefined {
  for (const entry of entries) {
    const flaw = flawOf(entry);
    if (flaw) return flaw;
  }
  return undefined;
}

/** What is written in the document itself is held to the same as what comes in variables. */
export const valuesRule =
  (listSize: number): ValidationRule =>
  (context: ValidationContext): ASTVisitor => {
    const report = (flaw: string | undefined, nodes: ASTNode) => {
      if (flaw) context.reportError(new GraphQLError(flaw, { nodes }));
    };
    return {
      StringValue: (node) => report(flawOfText(node.value), node),
      IntValue: (node) => report(flawOfNumber(Number(node.value)), node),
      FloatValue: (node) => report(flawOfNumber(Number(node.value)), node),
      ListValue: (node) => report(flawOfSize(node.values.length, listSize), node),
      ObjectValue: (node) => report(flawOfSize(node.fields.length, listSize), node),
    };
  };
