import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

import type { Random } from "../policies/random-world";

/** Queries made from the schema itself, so that no field is left out because nobody thought of it. */

type Fields = GraphQLField<unknown, unknown>;
type Composite = GraphQLObjectType;

const fieldsOf = (type: GraphQLNamedType): Fields[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

const isLeaf = (field: Fields) => isLeafType(getNamedType(field.type));
const isPaged = (field: Fields) => field.args.some(({ name }) => name === "first");

/** What is given for an argument that must be given. */
export type Given = (argument: GraphQLArgument, field: Fields) => string;

const argumentsOf = (field: Fields, given: Given, first: number): string => {
  const asked = field.args
    .filter((argument) => isNonNullType(argument.type))
    .map((argument) => `${argument.name}: ${given(argument, field)}`);
  const all = isPaged(field) ? [...asked, `first: ${first}`] : asked;
  return all.length > 0 ? `(${all.join(", ")})` : "";
};

/** Everything of a type: every field that is a leaf, and below the others everything, as deep as said. Of an interface, its types' own fields are asked at the top alone. */
class Everything {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly given: Given,
  ) {}

  of(type: GraphQLNamedType, depth: number): string {
    if (!isAbstractType(type)) return `__typename ${this.fields(fieldsOf(type), depth)}`;
    const shared = fieldsOf(type).map(({ name }) => name);
    const each = this.schema.getPossibleTypes(type).map((possible) => {
      const further = fieldsOf(possible).filter(({ name }) => !shared.includes(name));
      const text = this.fields(further, depth, possible.name);
      return text && depth > 0 ? `... on ${possible.name} { ${text} }` : "";
    });
    return `__typename ${this.fields(fieldsOf(type), depth)} ${each.join(" ")}`;
  }

  /** Fields of two types of one interface can have one name and two types: an alias keeps them apart. */
  private fields(fields: Fields[], depth: number, owner = ""): string {
    const asked = fields.filter((field) => isLeaf(field) || depth > 0);
    return asked
      .map((field) => {
        const alias = owner && AMBIGUOUS.has(field.name) ? `${field.name}Of${owner}: ` : "";
        const below = isLeaf(field) ? "" : ` { ${this.of(getNamedType(field.type), depth - 1)} }`;
        return `${alias}${field.name}${argumentsOf(field, this.given, 2)}${below}`;
      })
      .join(" ");
  }
}

const DIRECTIVES = ["", "", "", "", "@include(if: $yes)", "@skip(if: $no)", "@skip(if: $yes)"];

/** Aliases that a careless program takes for something else. */
const ODD = ["__proto__", "constructor", "toString", "__typename", "length", "hasOwnProperty", "then", "toJSON"];

const AMBIGUOUS = new Set(["area", "office", "kind", "endsOn", "person", "post", "instant"]);

interface Step {
  field: Fields;
  /** Where the field belongs to one type of an interface or union. */
  on?: string;
}

/** Roots whose lists have no pages: what lies below them is reached by another way where there is one. */
const LAST = ["audience", "explainAccess", "entriesAwaitingConfirmation"];

/** For each type that can be reached from the roots, the shortest way there. */
function waysFrom(schema: GraphQLSchema): Map<string, Step[]> {
  const ways = new Map<string, Step[]>();
  const roots = fieldsOf(schema.getQueryType()!).filter(({ name }) => !["node", "nodes"].includes(name));
  const walk = (begin: Fields[]) => {
    const queue = begin.map((field): [GraphQLNamedType, Step[]] => [getNamedType(field.type), [{ field }]]);
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [type, way] = next;
      if (isLeafType(type) || ways.has(type.name)) continue;
      ways.set(type.name, way);
      const owners = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
      for (const owner of owners)
        for (const field of fieldsOf(owner))
          queue.push([getNamedType(field.type), [...way, owner === type ? { field } : { field, on: owner.name }]]);
    }
  };
  walk(roots.filter(({ name }) => !LAST.includes(name)));
  walk(roots.filter(({ name }) => LAST.includes(name)));
  return ways;
}

/** For each type of the schema, a query that asks for everything of it; types that only an act's payload has are left out. */
export function everythingAsked(schema: GraphQLSchema, given: Given): { type: string; query: string }[] {
  return [...waysFrom(schema)]
    .filter(([type]) => !/(Connection|Edge)$|^PageInfo$|^Node$/.test(type))
    .map(([type, way]) => {
      const inner = new Everything(schema, given).of(schema.getType(type)!, 1);
      const query = way.reduceRight((below, { field, on }, place) => {
        const one = `${field.name}${argumentsOf(field, given, place === 0 ? 5 : 3)} { ${below} }`;
        return on ? `... on ${on} { ${one} }` : one;
      }, inner);
      return { type, query: `{ ${query} }` };
    });
}

/** Queries at random within the limits: aliases, fragments, directives, arguments of every kind. */
export class RandomQueries {
  private aliases = 0;
  private fields = 0;
  private directives = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    /** Ids, symbols, texts that are good to ask with. */
    private readonly pool: readonly string[],
  ) {}

  query(): string {
    this.aliases = 12;
    this.fields = 60;
    this.directives = 7;
    return `query ($yes: Boolean = true, $no: Boolean = false) { y: __typename @include(if: $yes) n: __typename @skip(if: $no) ${this.selection(this.schema.getQueryType()!, 0, 1 + this.random.below(2))} }`;
  }

  private selection(type: Composite | GraphQLNamedType, depth: number, most = 6): string {
    const own = fieldsOf(type).filter((field) => isLeaf(field) || depth < 7);
    const picked = Array.from({ length: 1 + this.random.below(most) }, () =>
      own.length > 0 ? this.random.pick(own) : undefined,
    );
    const texts = picked.flatMap((field) => (field && this.fields-- > 0 ? [this.one(field, depth)] : []));
    if (isAbstractType(type) && this.random.chance(0.8))
      for (const possible of this.random.some(this.schema.getPossibleTypes(type), 0.4))
        texts.push(`... on ${possible.name} { ${this.selection(possible, depth, 3)} }`);
    else if (isObjectType(type) && this.random.chance(0.1))
      texts.push(`... on ${type.name} { ${this.selection(type, depth, 2)} }`);
    return texts.length > 0 ? texts.join(" ") : "__typename";
  }

  private one(field: Fields, depth: number): string {
    const alias = this.alias(field);
    const directive = this.directives > 0 ? this.random.pick(DIRECTIVES) : "";
    if (directive) this.directives -= 1;
    const below = isLeaf(field) ? "" : ` { ${this.selection(getNamedType(field.type), depth + 1)} }`;
    return `${alias}${field.name}${this.arguments(field, depth)} ${directive}${below}`;
  }

  /** A name of JavaScript's own, or of GraphQL's, is as good as any; two of one name may not merge. */
  private alias({ name, args }: Fields): string {
    if (this.aliases <= 0 || (args.length === 0 && this.random.chance(0.8))) return "";
    this.aliases -= 1;
    const odd = ODD[this.aliases];
    return odd && this.random.chance(0.3) ? `${odd}: ` : `a${this.aliases}_${name}: `;
  }

  private arguments(field: Fields, depth: number): string {
    const optional = (argument: GraphQLArgument) => !["first", "last", "after", "before"].includes(argument.name);
    const asked = field.args
      .filter((argument) => isNonNullType(argument.type) || (optional(argument) && this.random.chance(0.4)))
      .map(({ name, type }) => `${name}: ${this.value(type, name)}`);
    const page = isPaged(field) ? [`${this.random.pick(["first", "first", "last"])}: ${depth === 0 ? 5 : 2}`] : [];
    const all = [...asked, ...page];
    return all.length > 0 ? `(${all.join(", ")})` : "";
  }

  private value(type: GraphQLInputType, name: string): string {
    if (isNonNullType(type)) return this.value(type.ofType, name);
    if (isListType(type))
      return `[${Array.from({ length: this.random.below(3) }, () => this.value(type.ofType, name)).join(", ")}]`;
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type))
      return this.input(
        Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || this.random.chance(0.35)),
      );
    const texts: Record<string, string[]> = {
      Boolean: ["true", "false"],
      Int: ["1", "2"],
      Date: ["2015-01-01", "2018-12-31", "2026-01-01", "0001-01-01", "9999-12-31"].map((day) => `"${day}"`),
      DateTime: ["2015-01-01T00:00:00Z", "2018-12-31T23:59:59.999Z", "2031-01-01T00:00:00+02:00"].map(
        (at) => `"${at}"`,
      ),
    };
    return this.random.pick(texts[type.name] ?? this.pool.map((text) => JSON.stringify(text)));
  }

  private input(fields: { name: string; type: GraphQLInputType }[]): string {
    return `{ ${fields.map((field) => `${field.name}: ${this.value(field.type, field.name)}`).join(", ")} }`;
  }
}
