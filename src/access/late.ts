import type { DocumentNode } from "graphql";
import { Kind, visit } from "graphql";

/** Variables of one request, as GraphQL has read them. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * A value of which a statement's text and plan do not depend: it is put in when the statement is sent, so that one compiled document
 * serves every symbol and every cursor.
 */
export class Late {
  constructor(
    private readonly name: string,
    readonly of: (variables: Variables) => unknown,
  ) {}

  /** Two that are the same share a parameter. */
  toJSON(): unknown {
    return { late: this.name };
  }
}

export const isLate = (value: unknown): value is Late => value instanceof Late;

/** A value as it is sent. */
export const sent = (value: unknown, variables: Variables): unknown => (isLate(value) ? value.of(variables) : value);

/** Arguments that go into parameters as they are: by field, or of every list. */
const LATE_ARGUMENTS = new Set(["report.symbol", "after", "before"]);

/** The variables of a document that are given to such arguments and to nothing else. */
function lateNames(document: DocumentNode): ReadonlySet<string> {
  const late = new Set<string>();
  const early = new Set<string>();
  let field = "";
  visit(document, {
    // The definition of a variable is no use of it.
    VariableDefinition: () => false,
    Field: { enter: (node) => void (field = node.name.value) },
    Directive: (node) => {
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) early.add(value.name.value);
      return false;
    },
    Argument: ({ name, value }) => {
      const isLateHere = LATE_ARGUMENTS.has(name.value) || LATE_ARGUMENTS.has(`${field}.${name.value}`);
      if (value.kind !== Kind.VARIABLE || !isLateHere) return undefined;
      late.add(value.name.value);
      return false;
    },
    Variable: ({ name }) => void early.add(name.value),
  });
  return new Set([...late].filter((name) => !early.has(name)));
}

const known = new WeakMap<DocumentNode, ReadonlySet<string>>();

/** The variables with what may come late in place of texts. */
export function withLate(document: DocumentNode, variables: Variables): Variables {
  let names = known.get(document);
  if (!names) known.set(document, (names = lateNames(document)));
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      names.has(name) && typeof value === "string" ? new Late(name, (given) => given[name]) : value,
    ]),
  );
}
