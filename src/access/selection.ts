import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  TypeNameMetaFieldDef,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql";
import { collectSubfields } from "graphql/execution/collectFields";

import type { Arguments, ChoiceRead, Read, ReadContext, RowSource } from "../entities/reads";
import { paragraph } from "../policies/paragraphs";
import { becauseSql, reasonReads } from "./because";
import { compileAbstractRow } from "./abstract-row";
import { type Compiled, asItIs, constant, named, then, tuple } from "./compiled";
import { completionOf } from "./completion";
import { compileConnection } from "./connection";
import { rowOf } from "./ids";
import type { Question } from "./question";
import { givenOf, readOf, sourceOf } from "./schema-reads";

/** Reads that another type declares for the fields of this one. */
type OwnersReads = Readonly<Record<string, Read>> | undefined;

/** A field of the selection, with all that its declaration and its arguments say. */
export interface SelectedField {
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown>;
  readonly parent: string;
  readonly args: Arguments;
}

/** The row that a field speaks of: its name in SQL, and where it lies. */
export interface Row {
  readonly name: string;
  readonly source?: RowSource;
}

/** Turns a selection into SQL, type by type, under the viewer's rights. */
export class Selection {
  constructor(
    readonly question: Question,
    private readonly info: Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues">,
  ) {}

  get context(): ReadContext {
    return this.question.context;
  }

  type(name: string): GraphQLNamedType {
    const type = this.info.schema.getType(name);
    if (!type) throw new Error(`A field reads the type ${name}, which the schema does not have.`);
    return type;
  }

  /** The fields selected below a field, where its value is of this type. */
  below(type: GraphQLObjectType, nodes: readonly FieldNode[]): [key: string, SelectedField][] {
    const { schema, fragments, variableValues } = this.info;
    const fields: [string, SelectedField][] = [];
    for (const [key, found] of collectSubfields(schema, fragments, variableValues, type, nodes)) {
      const name = found[0]!.name.value;
      const field = name === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef : type.getFields()[name];
      if (field)
        fields.push([
          key,
          { nodes: found, field, parent: type.name, args: getArgumentValues(field, found[0]!, variableValues) },
        ]);
    }
    return fields;
  }

  /** One field, as its declaration says and its type is written in an answer. */
  field(selected: SelectedField, row: Row | undefined, read = readOf(selected.field)): Compiled {
    if (selected.field === TypeNameMetaFieldDef) return constant(selected.parent);
    return then(this.read(selected, row, read), completionOf(selected.field.type));
  }

  private read(selected: SelectedField, row: Row | undefined, read: Read | undefined): Compiled {
    if (!read) throw new Error(`The field ${selected.parent}.${selected.field.name} does not declare how it is read.`);
    const name = row?.name ?? "";
    switch (read.kind) {
      case "id":
        return asItIs(`'${row!.source!.prefix!}_' || replace(${name}.id::text, '-', '')`);
      case "value":
        return { sql: read.sql(name, this.context, selected.args), finish: this.finishing(read.finish) };
      case "one":
        return this.one(read.type, selected, (target) => read.on(target, name, this.context, selected.args));
      case "many": {
        const listed = this.many(selected, read, name);
        return read.when
          ? { ...listed, sql: `case when ${read.when(name, this.context, selected.args)} then ${listed.sql} end` }
          : listed;
      }
      case "connection":
        return compileConnection(this, selected, read, row);
      case "embedded":
        return this.object(getNamedType(selected.field.type) as GraphQLObjectType, selected.nodes, row, read.fields);
      case "choices":
        return this.choices(selected, read, name);
      case "anyOf":
        return this.anyOf(read.types, selected, (target) => read.on(target, name, this.context, selected.args));
      case "given":
        return this.given(read.type, selected, read.json(name, this.context, selected.args));
      case "because":
        return this.because(selected, read.subject, name);
      case "node":
        return this.node(selected, selected.args.id as string);
      case "nodes":
        return this.nodes(selected);
    }
  }

  /** A row of a type, an interface or a union, with what is selected of it. */
  row(type: GraphQLNamedType, nodes: readonly FieldNode[], row: Row): Compiled {
    if (isObjectType(type)) return this.object(type, nodes, row);
    if (!isAbstractType(type) || !row.source?.typename)
      throw new Error(`The type ${type.name} cannot be read as a row.`);
    return compileAbstractRow(this, this.info.schema.getPossibleTypes(type), nodes, row);
  }

  /** The rows of a table that the viewer may read, and that belong here; found among few where those are named. */
  from(source: RowSource, target: string, belongs: readonly string[], few?: string): string {
    const conditions = [this.context.may("read", source.subject, target), source.where?.(target), ...belongs].filter(
      Boolean,
    );
    const table = few
      ? `(${few}) few join ${source.table} ${target} on ${target}.id = few.id`
      : `${source.table} ${target}`;
    return `from ${table} ${source.joins?.(target) ?? ""} where ${conditions.join(" and ")}`;
  }

  one(typeName: string, selected: SelectedField, belongs: (target: string) => string): Compiled {
    const type = this.type(typeName);
    const source = this.source(type);
    const target = this.context.row();
    const piece = this.row(type, selected.nodes, { name: target, source });
    return {
      sql: `(select ${piece.sql} ${this.from(source, target, [belongs(target)])} limit 1)`,
      finish: orNull(piece),
    };
  }

  private many(selected: SelectedField, read: Extract<Read, { kind: "many" }>, row: string): Compiled {
    const type = this.type(read.type);
    const source = this.source(type);
    const target = this.context.row();
    const piece = this.row(type, selected.nodes, { name: target, source });
    const ordered = read.orderBy(target, this.context, selected.args);
    const sql = `(select coalesce(json_agg(${piece.sql} order by ${ordered}), '[]') ${this.from(source, target, [read.on(target, row, this.context, selected.args)])})`;
    return { sql, finish: (values: never[] | null) => values?.map((value) => piece.finish(value)) ?? null };
  }

  private anyOf(types: readonly string[], selected: SelectedField, belongs: (target: string) => string): Compiled {
    const pieces = types.map((type) => this.one(type, selected, belongs));
    const found = pieces.map(
      ({ sql }, place) =>
        `(select json_build_array(${place}, o.found) from (select ${sql} as found) o where o.found is not null)`,
    );
    return {
      sql: `coalesce(${found.join(", ")})`,
      finish: (value: [number, never] | null) => (value === null ? null : pieces[value[0]]!.finish(value[1])),
    };
  }

  private choices(selected: SelectedField, read: ChoiceRead, row: string): Compiled {
    const target = this.context.row();
    const pieces = Object.entries(read.types).map(
      ([type, key]) => [key, this.one(type, selected, (chosen) => `${chosen}.id = ${target}.${key}`)] as const,
    );
    const cases = pieces.map(
      ([key, piece], place) => `when ${target}.${key} is not null then json_build_array(${place}, ${piece.sql})`,
    );
    const sql = `(select coalesce(json_agg(case ${cases.join(" ")} end order by ${target}.id), '[]') ${this.from(read.source, target, [read.on(target, row, this.context, selected.args)])})`;
    return {
      sql,
      finish: (values: [number, never][]) => values.map(([place, value]) => pieces[place]![1].finish(value)),
    };
  }

  /** Rows that an operation hands over, as JSON: one piece of SQL for one and for many. */
  given(typeName: string, selected: Pick<SelectedField, "nodes">, json: string): Compiled {
    const type = this.type(typeName) as GraphQLObjectType;
    const columns = givenOf(type);
    if (!columns) throw new Error(`The type ${typeName} does not declare the rows that it is given.`);
    const row = { name: this.context.row() };
    const piece = this.object(type, selected.nodes, row);
    const shape = Object.entries({ ...columns, place: "int" }).map(([column, sqlType]) => `${column} ${sqlType}`);
    return {
      sql: `(select coalesce(json_agg(${piece.sql} order by ${row.name}.place), '[]') from jsonb_to_recordset(${json}) ${row.name} (${shape.join(", ")}))`,
      finish: (values: never[]) => values.map((value) => piece.finish(value)),
    };
  }

  private because(selected: SelectedField, subject: string, row: string): Compiled {
    const target = this.context.row();
    const access = getNamedType(selected.field.type) as GraphQLObjectType;
    const fields = this.below(access, selected.nodes).map(([key, below]): [string, Compiled] => {
      if (below.field === TypeNameMetaFieldDef) return [key, constant(access.name)];
      const piece = this.object(
        getNamedType(below.field.type) as GraphQLObjectType,
        below.nodes,
        { name: target },
        reasonReads,
      );
      const reasons = becauseSql(this.question, subject, row);
      return [
        key,
        {
          sql: `(select coalesce(json_agg(${piece.sql} order by ${target}.place), '[]') from (${reasons}) ${target})`,
          finish: (values: never[]) => values.map((value) => piece.finish(value)),
        },
      ];
    });
    return named(access.name, fields);
  }

  /** An object of one type, with the fields selected of it, and what the register notes of it. */
  object(type: GraphQLObjectType, nodes: readonly FieldNode[], row: Row | undefined, owners?: OwnersReads): Compiled {
    const fields = this.below(type, nodes).map(([key, selected]): [string, Compiled] => [
      key,
      this.field(selected, row, owners?.[selected.field.name] ?? readOf(selected.field)),
    ]);
    return named(type.name, fields, row && this.registration(row));
  }

  /** Something of a row beside the row itself, which counts as delivered by it all the same. */
  beside(row: Row, sql: string): Compiled {
    const registration = this.registration(row);
    const both = tuple([asItIs(sql), ...(registration ? [registration] : [])]);
    return { sql: both.sql, finish: (values: unknown[]) => both.finish(values)[0] };
  }

  /** What the register notes of a row that is delivered, where it notes such rows. */
  registration(row: Row): Compiled | undefined {
    if (!row.source?.registeredAs) return undefined;
    const { question } = this;
    if (row.source.registeredAs === "report")
      return { sql: `${row.name}.id`, finish: (id: string) => question.delivery.report(id) };
    const paragraphs = this.question.paragraphs(row.source.subject, row.name);
    return {
      sql: `json_build_array(${row.name}.id, ${paragraphs})`,
      finish: ([id, cited]: [string, string[]]) => question.delivery.part(id, cited),
    };
  }

  /** The row behind an id, of whatever type; null for what is hidden, absent, or no id at all. */
  private node(selected: SelectedField, id: string): Compiled {
    const found = rowOf(id);
    const type = found && this.question.typeOfPrefix(found.prefix);
    if (!type) return asItIs("null::json");
    return this.one(type, selected, (target) => `${target}.id = ${this.context.parameter(found.uuid, "uuid")}`);
  }

  private nodes(selected: SelectedField): Compiled {
    const each = tuple((selected.args.ids as string[]).map((id) => this.node(selected, id)));
    return { sql: each.sql, finish: each.finish };
  }

  private source(type: GraphQLNamedType): RowSource {
    const source = sourceOf(type);
    if (!source) throw new Error(`The type ${type.name} does not declare where its rows lie.`);
    return source;
  }

  private finishing(finish: string | undefined): (value: never) => unknown {
    if (finish === "open") return (value: never) => this.question.open(value);
    if (finish === "sentence") return (number: string) => paragraph(number).sentence;
    if (finish === "source") return (number: string) => paragraph(number).source;
    return (value) => value;
  }
}

const orNull = (piece: Compiled) => (value: never) => (value === null ? null : piece.finish(value));
