import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type NamedTypeNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  validateSchema,
} from "graphql";

import { registrySchema } from "../../src/app-schema";

const schema = registrySchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));

type Described = { description?: string | null | undefined };

/** Everything in the schema that a client can name, with the name by which a failure tells of it. */
function described(): [string, Described][] {
  return types.flatMap((type): [string, Described][] => {
    const own: [string, Described] = [type.name, type];
    if (isEnumType(type))
      return [own, ...type.getValues().map((one): [string, Described] => [`${type.name}.${one.name}`, one])];
    if (isInputObjectType(type))
      return [
        own,
        ...Object.values(type.getFields()).map((one): [string, Described] => [`${type.name}.${one.name}`, one]),
      ];
    if (!isObjectType(type) && !isInterfaceType(type)) return [own];
    const fields = Object.values(type.getFields()).flatMap((field): [string, Described][] => [
      [`${type.name}.${field.name}`, field],
      ...field.args.map((one): [string, Described] => [`${type.name}.${field.name}(${one.name})`, one]),
    ]);
    return [own, ...fields];
  });
}

/** What a definition promises, line by line: names, types, members and interfaces. */
function promises(definition: DefinitionNode): string[] {
  if (!("name" in definition) || !definition.name) return [];
  const name = definition.name.value;
  const node = definition as unknown as {
    fields?: (FieldDefinitionNode | InputValueDefinitionNode)[];
    values?: EnumValueDefinitionNode[];
    types?: NamedTypeNode[];
    interfaces?: NamedTypeNode[];
    directives?: ConstDirectiveNode[];
  };
  const fields = (node.fields ?? []).flatMap((field) => [
    `${name}.${field.name.value}: ${print(field.type)}`,
    ...("arguments" in field ? (field.arguments ?? []) : []).map(
      (argument) => `${name}.${field.name.value}(${argument.name.value}: ${print(argument.type)})`,
    ),
  ]);
  return [
    `${definition.kind} ${name}`,
    ...fields,
    ...(node.values ?? []).map((one) => `${name}.${one.name.value}`),
    ...(node.types ?? []).map((one) => `${name} = ${one.name.value}`),
    ...(node.interfaces ?? []).map((one) => `${name} implements ${one.name.value}`),
  ];
}

const promisesOf = (sdl: string) => parse(sdl).definitions.flatMap(promises);

describe("the schema", () => {
  it("has everything that clients have been told, in the form in which they were told it", () => {
    const told = promisesOf(readFileSync(join(__dirname, "core.graphql"), "utf8"));
    const kept = new Set(promisesOf(printSchema(schema)));
    expect(told.filter((promise) => !kept.has(promise))).toEqual([]);
  });

  it("is valid, and sorted", () => {
    expect(validateSchema(schema)).toEqual([]);
    expect(printSchema(schema)).toBe(printSchema(lexicographicSortSchema(schema)));
  });

  it("is the one that is kept in the repository", () => {
    expect(readFileSync(join(__dirname, "../../schema.graphql"), "utf8").trim()).toBe(printSchema(schema).trim());
  });

  it("describes every type, field, argument, enum value and input, in sentences", () => {
    const without = described().filter(([, { description }]) => !/\S.*[.)]$/s.test(description ?? ""));
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it("says where each scalar of its own is specified", () => {
    const own = types.filter(isScalarType).filter((type) => !isSpecifiedScalarType(type));
    expect(own.map(({ name, specifiedByURL }) => [name, /^https:\/\//.test(specifiedByURL ?? "")])).toEqual(
      own.map(({ name }) => [name, true]),
    );
  });

  it("gives every type with an id of its own to node, and every connection its whole form", () => {
    const withId = types.filter(isObjectType).filter((type) => "id" in type.getFields());
    const outsiders = withId.filter((type) => !type.getInterfaces().some(({ name }) => name === "Node"));
    expect(outsiders.map(({ name }) => name)).toEqual(["PartReference"]);
    for (const type of types.filter(isObjectType).filter(({ name }) => name.endsWith("Connection")))
      expect(Object.keys(type.getFields()).sort()).toEqual([
        "edges",
        "nodes",
        "pageInfo",
        "totalCount",
        "totalCountAbove",
      ]);
  });

  it("takes one input in each mutation, and gives one payload", () => {
    for (const { name, args, type } of Object.values(schema.getMutationType()!.getFields())) {
      const stem = name.charAt(0).toUpperCase() + name.slice(1);
      expect(args.map((argument) => argument.name)).toEqual(["input"]);
      expect(String(type)).toBe(`${stem}Payload!`);
    }
  });
});
