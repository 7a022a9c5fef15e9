import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from "graphql";

import { costOf } from "../../../src/limits/cost";
import type { Random } from "../../policies/random-world";
import { type Pools, malformed } from "./pools";

/** One operation as it is sent. */
export interface Asked {
  query: string;
  /** The root field. */
  field: string;
}

/** Root fields that show the most of what is hidden or not; asked more often than the others. */
const OFTEN = [
  "reports",
  "report",
  "findings",
  "recommendations",
  "search",
  "node",
  "nodes",
  "circulations",
  "reports",
  "register",
];

/** The types behind what an id begins with. */
const TYPES: Record<string, string[]> = {
  report: ["Report"],
  part: ["Part", "Finding", "Recommendation", "Section", "Annex", "Corrigendum"],
  circulation: ["Circulation"],
  review: ["Review"],
  entry: ["RegisterEntry"],
  notice: ["Notice"],
  person: ["Person"],
  appointment: ["Appointment"],
  office: ["Office"],
  post: ["Post"],
  designation: ["Designation"],
};

/** Fields of several types under one name that are not of one kind. */
const AMBIGUOUS = ["kind", "endsOn", "startsOn"];

/** Conditions upon what may be hidden while what they narrow is not. */
const BEHIND = ["areas", "text", "postId", "officeId", "partId", "reportId"];

const PREFIXES = [
  "report",
  "part",
  "circulation",
  "office",
  "post",
  "person",
  "review",
  "appointment",
  "designation",
  "entry",
  "notice",
];

/** Makes operations out of a schema: any field, any arguments, any selection that stays within the limits. */
export class Questioner {
  private left = 0;
  private aliases = 0;
  private fragments: string[] = [];
  /** Whether nearly everything is asked for. */
  private isSurvey = false;
  /** How often what was made was too much: each time less is asked for. */
  private tries = 0;
  /** What the id that was drawn last begins with. */
  private prefix = "";

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly pools: Pools,
  ) {}

  query(): Asked {
    const fields = this.schema.getQueryType()!.getFields();
    const name = this.random.chance(0.75) ? this.random.pick(OFTEN) : this.random.pick(Object.keys(fields));
    return this.asked("query", fields[name]!);
  }

  /** A list with nearly all that can be asked of it: pages that are long, and two levels below them. */
  survey(name: string): Asked {
    const field = this.schema.getQueryType()!.getFields()[name]!;
    this.isSurvey = true;
    try {
      return this.asked("query", field);
    } finally {
      this.isSurvey = false;
    }
  }

  /** Things of some kinds by their ids, with their own fields. */
  named(prefixes: readonly string[]): Asked {
    const ids = prefixes.flatMap((prefix) => this.pools.ids[prefix]!);
    const wanted = [...ids].sort(() => this.random.next() - 0.5).slice(0, 60);
    const own = prefixes.flatMap((prefix) => (TYPES[prefix] ?? []).slice(0, 1)).map((name) => this.ownFields(name));
    return { query: `{ nodes(ids: ${JSON.stringify(wanted)}) { __typename id ${own.join(" ")} } }`, field: "nodes" };
  }

  /** A list several times over: each narrowed, or put in order, by one thing alone. */
  narrowed(name: string, size = 5): Asked {
    const field = this.schema.getQueryType()!.getFields()[name]!;
    const ways = field.args.flatMap(({ name: argument, type }) => {
      const bare = getNullableType(type);
      if (!isInputObjectType(bare)) return [];
      if (argument === "orderBy") return [() => `orderBy: ${this.value(argument, bare)}`];
      const fields = Object.values(bare.getFields());
      return [...fields, ...fields.filter((one) => BEHIND.includes(one.name))].map(
        (one) => () => `${argument}: {${one.name}: ${this.single(one)}}`,
      );
    });
    const lists = Array.from(
      { length: size },
      (_, place) => `n${place}: ${name}(first: 40, ${this.random.pick(ways)()}) { totalCount nodes { id } }`,
    );
    const query = `{ ${lists.join(" ")} }`;
    return size === 1 || this.isWithin(query) ? { query, field: name } : this.narrowed(name, size - 1);
  }

  /** Who reads each of some parts, hidden ones among them. */
  audiences(): Asked {
    const asked = Array.from(
      { length: 5 },
      (_, place) => `p${place}: audience(partId: ${JSON.stringify(this.partOrSecret())}) { paragraphs until }`,
    );
    return { query: `{ ${asked.join(" ")} }`, field: "audience" };
  }

  /** What would be given by a circulation of a part, which may be hidden or of another report. */
  preview(): Asked {
    const [report, post] = [this.pools.ids.report!, this.pools.recipients.post!].map((ids) => this.random.pick(ids));
    const input = `{reportId: "${report}", partIds: ["${this.partOrSecret()}"], postIds: ["${post}"], purpose: "Advice"}`;
    return { query: `mutation { previewCirculation(input: ${input}) { __typename } }`, field: "previewCirculation" };
  }

  private partOrSecret(): string {
    const { secretParts, ids } = this.pools;
    return this.random.pick(secretParts.length > 0 && this.random.chance(0.6) ? secretParts : ids.part!);
  }

  /** One value of an argument, and one alone of a list. */
  private single({ name, type }: { name: string; type: GraphQLInputType }): string {
    const bare = getNullableType(type);
    if (!isListType(bare)) return this.value(name, bare);
    return `[${this.value(name, bare.ofType)}]`;
  }

  private ownFields(name: string): string {
    const type = this.schema.getType(name) as GraphQLObjectType;
    const fields = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
    return `... on ${name} { ${fields.map((field) => (AMBIGUOUS.includes(field.name) ? `${name}_${field.name}: ` : "") + field.name).join(" ")} }`;
  }

  mutation(): Asked {
    return this.asked("mutation", this.random.pick(Object.values(this.schema.getMutationType()!.getFields())));
  }

  /** The same question from a cursor that an answer gave. */
  pageOn({ query, field }: Asked, cursor: string): Asked {
    const [size] = /(first|last): \d+/.exec(query) ?? [];
    if (size === undefined) return { query, field };
    const from = `${size.startsWith("first") ? "after" : "before"}: ${JSON.stringify(cursor)}`;
    return { query: query.replace(/, (after|before): "[^"]*"/, "").replace(size, `${size}, ${from}`), field };
  }

  private asked(kind: string, field: GraphQLField<unknown, unknown>): Asked {
    const isNearlyValid = !this.isSurvey && this.random.chance(0.02);
    for (this.tries = 0; ; this.tries += 1) {
      this.left = this.isSurvey ? 100 : this.random.pick([12, 30, 60, 90]);
      this.aliases = 8;
      this.fragments = [];
      const query = [`${kind} { ${this.field(field, 0)} }`, ...this.fragments].join(" ");
      if (isNearlyValid || this.isWithin(query)) return { query, field: field.name };
    }
  }

  /** Whether a document is one that the registry would answer. */
  private isWithin(query: string): boolean {
    const document = parse(query);
    if (validate(this.schema, document).length > 0) return false;
    try {
      return costOf({ schema: this.schema, document }) <= 5000;
    } catch {
      return !this.isSurvey;
    }
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = this.args(field, depth);
    const type = getNamedType(field.type);
    const below = isLeafType(type) ? "" : ` { ${this.selection(type, depth + 1)} }`;
    this.left -= 1;
    const isAliased = this.aliases > 0 && this.random.chance(0.05);
    const alias = isAliased ? `a${this.aliases--}: ` : "";
    return `${alias}${field.name}${given}${below}`;
  }

  private args(field: GraphQLField<unknown, unknown>, depth: number): string {
    const isPaged = field.args.some(({ name }) => name === "first");
    const given = field.args
      .filter(({ name }) => !["first", "last", "after", "before"].includes(name))
      .filter(({ type }) => isNonNullType(type) || this.random.chance(this.isSurvey ? 0.15 : 0.4))
      .map(({ name, type }) => `${name}: ${this.value(name, type)}`);
    const paging = isPaged ? this.paging(depth) : [];
    const all = [...paging, ...given];
    return all.length > 0 ? `(${all.join(", ")})` : "";
  }

  private paging(depth: number): string[] {
    if (this.isSurvey) return [`first: ${Math.ceil((depth === 0 ? 40 : 8) / (1 + this.tries / 4))}`];
    const size = this.random.chance(0.02) ? this.random.pick([0, 101]) : 1 + this.random.below(depth === 0 ? 12 : 4);
    const backwards = this.random.chance(0.2);
    const cursor =
      this.random.chance(0.01) && this.pools.cursors.length > 0 ? this.random.pick(this.pools.cursors) : undefined;
    return [
      `${backwards ? "last" : "first"}: ${size}`,
      ...(cursor === undefined ? [] : [`${backwards ? "before" : "after"}: ${JSON.stringify(cursor)}`]),
    ];
  }

  private value(name: string, type: GraphQLInputType): string {
    const bare = getNullableType(type);
    if (this.random.chance(0.01) && !isNonNullType(type)) return "null";
    if (isListType(bare))
      return `[${Array.from({ length: 1 + this.random.below(4) }, () => this.value(name, bare.ofType)).join(", ")}]`;
    if (isEnumType(bare)) return this.random.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields()).filter(
        (field) => isNonNullType(field.type) || this.random.chance(0.35),
      );
      return `{${fields.map((field) => `${field.name}: ${this.value(field.name, field.type)}`).join(", ")}}`;
    }
    return this.scalar(name, bare.toString());
  }

  private scalar(name: string, type: string): string {
    switch (type) {
      case "ID":
        return JSON.stringify(this.id(name));
      case "Int":
        return String(1 + this.random.below(3));
      case "Boolean":
        return String(this.random.chance(0.5));
      case "Date":
        return JSON.stringify(this.random.pick(this.pools.days));
      case "DateTime":
        return JSON.stringify(this.random.pick(this.pools.instants));
      default:
        return JSON.stringify(this.text(name));
    }
  }

  private id(name: string): string {
    if (this.random.chance(0.03)) return malformed(this.random);
    const wanted = PREFIXES.find((prefix) => name.toLowerCase().startsWith(prefix));
    const prefix =
      wanted !== undefined && this.random.chance(0.95)
        ? wanted
        : this.random.pick(["report", "part", "part", "circulation", ...Object.keys(this.pools.ids)]);
    this.prefix = prefix;
    const recipients = this.pools.recipients[prefix] ?? [];
    if (recipients.length > 0 && this.random.chance(0.7)) return this.random.pick(recipients);
    return this.random.pick(this.pools.ids[prefix] ?? this.pools.ids.part!);
  }

  private text(name: string): string {
    if (this.random.chance(0.03)) return malformed(this.random);
    if (name === "symbol") return this.random.pick(this.pools.symbols);
    return this.random.pick(this.pools.words);
  }

  private selection(type: GraphQLNamedOutputType, depth: number): string {
    const parts = isAbstractType(type) ? this.ofAbstract(type, depth) : [];
    const fields = isAbstractType(type) && !("getFields" in type) ? [] : this.fields(type as GraphQLObjectType, depth);
    const all = [...fields, ...parts];
    if (all.length === 0) return "__typename";
    if (depth > 1 || !isObjectType(type) || !this.random.chance(0.1)) return all.join(" ");
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${all.join(" ")} }`);
    return `...${name}`;
  }

  private fields(type: GraphQLObjectType, depth: number): string[] {
    const isConnection = type.name.endsWith("Connection");
    return Object.values(type.getFields())
      .filter((field) => {
        if (isLeafType(getNamedType(field.type))) return this.random.chance(this.isSurvey ? 0.9 : 0.6);
        const likely = this.isSurvey ? ([1, 0.9, 0.7, 0.2][depth] ?? 0) / (1 + this.tries / 8) : 0;
        if (this.isSurvey) return this.random.chance(likely);
        return depth < 6 && this.left > 0 && this.random.chance(isConnection ? 0.75 : depth < 3 ? 0.4 : 0.15);
      })
      .map((field) => this.field(field, depth));
  }

  private ofAbstract(type: GraphQLNamedOutputType, depth: number): string[] {
    if (!isAbstractType(type)) return [];
    const possible = this.schema.getPossibleTypes(type);
    const named = (TYPES[this.prefix] ?? []).map((name) => this.schema.getType(name)) as GraphQLObjectType[];
    const isNode = possible.length > 6 && named.length > 0 && this.random.chance(0.9);
    const types = isNode ? [this.random.pick(named)] : this.random.some(possible, 4 / possible.length);
    return types.map((one) => `... on ${one.name} { __typename ${this.selection(one, depth)} }`);
  }
}
