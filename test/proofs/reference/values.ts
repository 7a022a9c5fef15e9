import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

import type { Random } from "../../policies/random-world";

/** What the arguments of questions are drawn from. */
export interface Pools {
  readonly ids: readonly string[];
  readonly reports: readonly string[];
  readonly offices: readonly string[];
  readonly posts: readonly string[];
  readonly codes: readonly string[];
  readonly symbols: readonly string[];
  readonly missions: readonly string[];
  readonly words: readonly string[];
  readonly days: readonly string[];
  readonly instants: readonly string[];
}

/** A value as a document writes it, and as a variable holds it. */
export interface Value {
  readonly text: string;
  readonly json: unknown;
  /** Of an object, its fields with their types. */
  readonly fields?: Readonly<Record<string, Value & { type: string }>>;
}

interface Drawing {
  readonly random: Random;
  readonly pools: Pools;
}

const NOTHING: Value = { text: "null", json: null };

/** A value of a type, for an argument or a field of that name. */
export function valueOf(
  schema: GraphQLSchema,
  { name, type }: { name: string; type: GraphQLInputType },
  drawing: Drawing,
): Value {
  const { random } = drawing;
  if (!isNonNullType(type) && random.chance(0.04)) return NOTHING;
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const of = { name, type: bare.ofType };
    if (random.chance(0.08)) return valueOf(schema, of, drawing);
    const most = name === "ids" ? 8 : 4;
    const values = Array.from({ length: random.below(most + 1) }, () => valueOf(schema, of, drawing));
    return { text: `[${values.map(({ text }) => text).join(", ")}]`, json: values.map(({ json }) => json) };
  }
  if (isEnumType(bare)) {
    const one = random.pick(bare.getValues()).name;
    return { text: one, json: one };
  }
  if (!isInputObjectType(bare)) return scalar(name, bare.name, drawing);
  const fields = Object.fromEntries(
    Object.values(bare.getFields())
      .filter((field) => isNonNullType(field.type) || random.chance(0.22))
      .map((field) => [field.name, { ...valueOf(schema, field, drawing), type: field.type.toString() }]),
  );
  const texts = Object.entries(fields).map(([field, { text }]) => `${field}: ${text}`);
  const json = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value.json]));
  return { text: `{${texts.join(", ")}}`, json, fields };
}

function scalar(name: string, type: string, { random, pools }: Drawing): Value {
  const drawn = (): unknown => {
    if (type === "Boolean") return random.chance(0.5);
    if (type === "Date") return random.pick(pools.days);
    if (type === "DateTime") return random.pick(pools.instants);
    if (name.startsWith("officeId")) return random.pick(pools.offices);
    if (name === "postId") return random.pick(pools.posts);
    if (name === "reportId") return random.pick(pools.reports);
    if (type === "ID") return random.pick(pools.ids);
    if (name === "symbol") return random.pick(pools.symbols);
    if (name === "codes") return random.pick(pools.codes);
    if (name === "missions") return random.pick(pools.missions);
    if (name === "text") return random.pick(pools.words);
    throw new Error(`Nothing is known to ask for as ${name}: ${type}.`);
  };
  const json = drawn();
  return { text: JSON.stringify(json), json };
}
