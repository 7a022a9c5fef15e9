import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
  specifiedRules,
  validate,
} from "graphql";

import { operationOf } from "../../../src/limits/operation";
import { limitRules } from "../../../src/limits/limit-rules";
import { coercedVariables, estimate } from "../../../src/limits/request";
import { RequestRefused } from "../../../src/limits/request-refused";
import { readSettings } from "../../../src/settings";
import type { Random } from "../../policies/random-world";
import { fieldsOf, isKnown } from "./known";
import type { Asked } from "./reference";
import { type Pools, type Value, valueOf } from "./values";

/** A list that a question asks for, whose cursor is a variable: where it stands in the answer. */
export interface Paged {
  readonly path: readonly string[];
  readonly variable: string;
}

/** A question, and what of it can be asked on. */
export interface Question extends Asked {
  readonly pages: readonly Paged[];
  /** The fields that it asks for, each with its type's name. */
  readonly fields: ReadonlySet<string>;
}

type Field = GraphQLField<unknown, unknown>;

/** Where a selection stands: how deep, and under which names of the answer. */
interface Place {
  readonly depth: number;
  readonly path: readonly string[];
  /** Whether rows of several types may stand there. */
  readonly isMixed: boolean;
}

/** Root fields of the reference, those with pages more often. */
const ROOTS = [
  "reports",
  "reports",
  "reports",
  "findings",
  "findings",
  "recommendations",
  "recommendations",
  "report",
  "report",
  "node",
  "nodes",
  "nodes",
  "circulations",
  "circulations",
  "offices",
  "posts",
  "missions",
];

const PAGING = ["first", "last", "after", "before"];

/** Where cursors are found. */
const CURSORS = [
  "pageInfo { endCursor }",
  "pageInfo { startCursor }",
  "edges { cursor }",
  "edges { cursor } pageInfo { endCursor hasNextPage hasPreviousPage }",
];

/** Names that JavaScript or a careless program takes for something else. */
const ODD = ["__proto__", "constructor", "toString", "length", "then", "toJSON", "hasOwnProperty", "nodes", "id"];

/** Makes questions of every shape out of what the reference knows: fields, arguments, variables, fragments, directives, aliases. */
export class Questions {
  private readonly limits = readSettings([], {}).limits;
  private left = 0;
  private names = 0;
  private fragments: string[] = [];
  private variables = new Map<string, { type: string; json?: unknown; text?: string }>();
  private pages: Paged[] = [];
  private fields = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly pools: Pools,
  ) {}

  /** A question that the registry would answer. */
  question(): Question {
    for (;;) {
      const asked = this.made();
      if (this.isWithin(asked)) return asked;
    }
  }

  private made(): Question {
    this.left = this.random.pick([8, 20, 40, 80]);
    this.names = 0;
    this.fragments = [];
    this.variables = new Map();
    this.pages = [];
    this.fields = new Set();
    const roots = Array.from({ length: this.random.pick([1, 1, 1, 2, 3]) }, () => this.root()).flat();
    if (this.random.chance(0.1)) roots.splice(this.random.below(roots.length + 1), 0, this.typename());
    const declared = [...this.variables].map(
      ([name, { type, text }]) => `$${name}: ${type}${text === undefined ? "" : ` = ${text}`}`,
    );
    const head = declared.length > 0 ? `query (${declared.join(", ")}) ` : this.random.chance(0.5) ? "query " : "";
    const query = [`${head}{ ${roots.join(" ")} }`, ...this.fragments].join(" ");
    const given = [...this.variables]
      .filter(([, { json }]) => json !== undefined)
      .map(([name, { json }]) => [name, json]);
    return {
      query,
      variables: Object.fromEntries(given) as Record<string, unknown>,
      pages: this.pages,
      fields: this.fields,
    };
  }

  /** Whether a document is valid and within every limit. */
  private isWithin({ query, variables }: Asked): boolean {
    const document = parse(query);
    const { schema, limits } = this;
    if (validate(schema, document, [...limitRules(limits), ...specifiedRules]).length > 0) return false;
    try {
      const asked = { schema, document, operation: operationOf(document), variables };
      estimate(asked, coercedVariables(asked, limits), limits);
      return true;
    } catch (error) {
      if (error instanceof RequestRefused) return false;
      throw error;
    }
  }

  private root(): string[] {
    const name = this.random.pick(ROOTS);
    const field = this.schema.getQueryType()!.getFields()[name]!;
    return this.field("Query", field, { depth: 0, path: [], isMixed: true });
  }

  /** A field with all that stands around and below it: once, or twice with two selections that the answer merges. */
  private field(owner: string, field: Field, { depth, path, isMixed }: Place): string[] {
    this.left -= 1;
    this.fields.add(`${owner}.${field.name}`);
    const type = getNamedType(field.type);
    const needsName = isMixed && (field.args.length > 0 || this.isAmbiguous(field));
    const isNamed = needsName || this.random.chance(0.04);
    const name = isNamed ? this.name(!needsName || depth === 0) : field.name;
    const here = { depth: depth + 1, path: [...path, name], isMixed: false };
    const before = `${isNamed ? `${name}: ` : ""}${field.name}${this.args(field, here)}${this.directive()}`;
    if (isLeafType(type)) return [before];
    const isPagedOn = this.pages.at(-1)?.path === here.path;
    const count = this.random.chance(0.08) ? 2 : 1;
    const selected = Array.from({ length: count }, () => `${before} { ${this.selection(type, here)} }`);
    return isPagedOn && this.random.chance(0.7)
      ? [...selected, `${before} { ${this.random.pick(CURSORS)} }`]
      : selected;
  }

  private name(mayBeOdd: boolean): string {
    this.names += 1;
    return mayBeOdd && this.random.chance(0.2) ? this.random.pick(ODD) : `a${this.names}`;
  }

  /** Whether another type has a field of this name that is not of this type. */
  private isAmbiguous({ name, type }: Field): boolean {
    return Object.values(this.schema.getTypeMap()).some((one) => {
      const other = isObjectType(one) ? one.getFields()[name] : undefined;
      return other !== undefined && other.type.toString() !== type.toString();
    });
  }

  private typename(): string {
    return this.random.chance(0.2) ? `${this.name(false)}: __typename` : "__typename";
  }

  private directive(): string {
    if (!this.random.chance(0.05)) return "";
    const isSkip = this.random.chance(0.4);
    const yes = this.random.chance(isSkip ? 0.4 : 0.7);
    const value = this.random.chance(0.7) ? this.variable("Boolean!", { text: String(yes), json: yes }) : String(yes);
    return ` @${isSkip ? "skip" : "include"}(if: ${value})`;
  }

  private selection(type: GraphQLNamedOutputType, place: Place): string {
    const chosen = isAbstractType(type)
      ? [...this.own(type, { ...place, isMixed: true }), ...this.ofTypes(type, place)]
      : this.own(type, place);
    if (this.random.chance(0.12)) chosen.splice(this.random.below(chosen.length + 1), 0, this.typename());
    if (chosen.length === 0)
      return this.random.chance(0.5) || !("getFields" in type) ? this.typename() : this.leaf(type);
    return this.random.chance(0.12) ? this.inFragment(type, chosen.join(" ")) : chosen.join(" ");
  }

  private leaf(type: GraphQLNamedOutputType): string {
    const leaves = this.fieldsOf(type).filter(
      (field) => isLeafType(getNamedType(field.type)) && !this.isAmbiguous(field),
    );
    return leaves.length > 0 ? this.random.pick(leaves).name : "__typename";
  }

  private fieldsOf(type: GraphQLNamedOutputType): Field[] {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).filter((field) => isKnown(this.schema, type.name, field.name));
  }

  /** Some of a type's own fields, in an order of their own. */
  private own(type: GraphQLNamedOutputType, place: Place): string[] {
    const isOfList = /Connection$/.test(type.name);
    const chosen = this.fieldsOf(type).filter((field) => {
      if (isLeafType(getNamedType(field.type))) return this.random.chance(0.35);
      if (this.left <= 0 || place.depth > 8) return false;
      return this.random.chance(isOfList ? 0.55 : place.depth < 4 ? 0.35 : 0.2);
    });
    return shuffled(chosen, this.random).flatMap((field) => this.field(type.name, field, place));
  }

  /** Fragments on types that a row may be of, one of them perhaps twice, or on an interface between. */
  private ofTypes(type: GraphQLNamedOutputType, place: Place): string[] {
    if (!isAbstractType(type)) return [];
    const possible = this.schema
      .getPossibleTypes(type)
      .filter((one) => this.fieldsOf(one).length > 0 && isRead(one.name));
    const wanted = this.random.some<GraphQLNamedOutputType>(possible, Math.min(0.6, 3 / possible.length));
    const part = this.schema.getType("Part") as GraphQLNamedOutputType;
    if (type.name === "Node" && this.random.chance(0.6)) wanted.push(part);
    if (this.random.chance(0.1) && wanted.length > 0) wanted.push(this.random.pick(wanted));
    return shuffled(wanted, this.random).flatMap((one) => {
      const within = { ...place, isMixed: true };
      const fields = isAbstractType(one)
        ? [...this.own(one, within), ...this.ofTypes(one, place)]
        : this.own(one, within);
      if (fields.length === 0) return [];
      return [this.inFragment(one, fields.join(" "))];
    });
  }

  /** A selection behind a fragment, with a name or without, spread once or twice. */
  private inFragment(type: GraphQLNamedOutputType, selected: string): string {
    const directive = this.directive();
    if (this.random.chance(0.6)) return `... on ${type.name}${directive} { ${selected} }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${selected} }`);
    return this.random.chance(0.15) ? `...${name} ...${name}${directive}` : `...${name}${directive}`;
  }

  private args(field: Field, place: Place): string {
    const shaping = field.args
      .filter(({ name, type }) => !PAGING.includes(name) && (isNonNullType(type) || this.random.chance(0.45)))
      .map((argument) => `${argument.name}: ${this.argument(argument)}`);
    const paging = field.args.some(({ name }) => name === "first") ? this.paging(place) : [];
    const all = shuffled([...paging, ...shaping], this.random);
    return all.length > 0 ? `(${all.join(", ")})` : "";
  }

  private argument({ name, type }: GraphQLArgument): string {
    const value = valueOf(this.schema, { name, type }, { random: this.random, pools: this.pools });
    return this.random.chance(0.35) ? this.variable(type.toString(), value) : this.literal(value);
  }

  /** A value as it is written, of which a field may be a variable. */
  private literal({ fields: given, text }: Value): string {
    if (given === undefined) return text;
    const fields = Object.entries(given).map(
      ([name, field]) => `${name}: ${this.random.chance(0.15) ? this.variable(field.type, field) : field.text}`,
    );
    return `{${fields.join(", ")}}`;
  }

  /** A variable that holds a value: given, or by default. */
  private variable(type: string, { json, text }: Pick<Value, "json" | "text">): string {
    const name = `v${this.variables.size}`;
    const byDefault = this.random.chance(0.2) && json !== null;
    this.variables.set(name, { type: byDefault ? type.replace(/!$/, "") : type, ...(byDefault ? { text } : { json }) });
    return `$${name}`;
  }

  private paging({ depth, path }: Place): string[] {
    const isRoot = depth === 1;
    const size = this.random.chance(0.15) ? this.random.pick([20, 40]) : 1 + this.random.below(isRoot ? 7 : 3);
    const isForward = this.random.chance(0.7);
    const sizes = [isForward ? "first" : "last", isForward ? "after" : "before"] as const;
    const given = this.random.chance(0.25) ? this.variable("Int", { text: String(size), json: size }) : String(size);
    const paging = [`${sizes[0]}: ${given}`];
    if (this.random.chance(0.01)) return [...paging, `${this.random.pick(["before", "after"])}: "cursor"`];
    if (this.random.chance(0.1)) return [...paging, `${sizes[1]}: null`];
    if (!this.random.chance(0.6)) return paging;
    const variable = `c${this.variables.size}`;
    this.variables.set(variable, { type: "String" });
    this.pages.push({ path, variable });
    return [...paging, `${sizes[1]}: $${variable}`];
  }
}

/** The types whose rows the reference reads. */
const isRead = (type: string) => Object.hasOwn(fieldsOf, type);

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
