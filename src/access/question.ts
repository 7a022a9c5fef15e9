import { type GraphQLSchema, isInterfaceType } from "graphql";

import type { ReadContext, ViewerIds } from "../entities/reads";
import { conditionsFor, statesFor } from "../policies/states";
import type { Action, SubjectName } from "../policies/subjects";
import type { Abilities } from "./ability";
import type { CursorSeal } from "./cursor";
import { Delivery } from "./delivery";
import { instantSql } from "./rows";
import { sourceOf } from "./schema-reads";
import type { PartWords, Seal } from "./sealing";
import { filterSql, paragraphsSql, stateSql } from "./sql-filter";
import { Statement } from "./statement";

/** A sealed text as the database gives it, and which word of what is sealed was asked for. */
interface SealedText {
  word: "title" | "lessonTitle" | "lessonText" | keyof PartWords;
  id: string;
  version: number;
  ciphertext: string;
  wrappedKey: string;
  keyId: string;
}

/** What a question needs of the door. */
export interface Asked {
  readonly abilities: Abilities;
  readonly line: string | null;
  readonly cursors: CursorSeal;
  readonly seal: Seal;
  readonly schema: GraphQLSchema;
}

/** One statement that is being put together for one viewer: what its pieces share. */
export class Question {
  readonly statement = new Statement(true);
  readonly abilities: Abilities;
  readonly cursors: CursorSeal;
  readonly context: ReadContext;
  /** What the answer at hand delivers, and the parts that it has opened. */
  private answer = { delivery: new Delivery(), opened: new Map<string, PartWords>() };

  constructor(private readonly asked: Asked) {
    this.abilities = asked.abilities;
    this.cursors = asked.cursors;
    this.context = this.makeContext();
  }

  get delivery(): Delivery {
    return this.answer.delivery;
  }

  /** Begins an answer: what is finished from here on is delivered by it. */
  begin(delivery: Delivery): void {
    this.answer = { delivery, opened: new Map() };
  }

  /** Ends the answer: a plan that is kept keeps nothing of what was opened for it. */
  end(): void {
    this.begin(new Delivery());
  }

  /** For whom cursors are sealed. */
  get holder(): string {
    const { viewer } = this.abilities;
    return JSON.stringify([viewer.personId, viewer.portalId, viewer.through?.portalId ?? null]);
  }

  /** The paragraphs by which the viewer reads a row, as an SQL array. */
  paragraphs(subject: string, row: string): string {
    return paragraphsSql(this.abilities, subject as SubjectName, row, this.statement);
  }

  /** A text, opened if it is sealed. */
  open(text: string | SealedText | null): string | null {
    if (text === null || typeof text === "string") return text;
    const { word, id, version } = text;
    if (word === "title") return this.asked.seal.openTitle(sealedOf(text), id, version);
    if (word === "lessonTitle" || word === "lessonText") {
      const said = this.asked.seal.openLesson(sealedOf(text), id, version);
      return word === "lessonTitle" ? said.title : said.text;
    }
    const { opened } = this.answer;
    const words = opened.get(id) ?? this.asked.seal.openPart(sealedOf(text), id, version);
    opened.set(id, words);
    return words[word];
  }

  /** The type whose ids begin so: the interface where several types share one table. */
  typeOfPrefix(prefix: string): string | undefined {
    return typesByPrefix(this.asked.schema).get(prefix);
  }

  private makeContext(): ReadContext {
    const { abilities, statement } = this;
    const { viewer } = abilities;
    const states = statesFor(viewer);
    return {
      parameter: (given, type) => statement.parameter(given, type),
      may: (action, subject, row) => filterSql(abilities, action as Action, subject as SubjectName, { row, statement }),
      inStateFor: (act, row) =>
        stateSql(abilities, states[act]!.subject, conditionsFor(states[act]!), { row, statement }),
      now: instantSql(viewer.now, statement).sql,
      row: () => statement.row(),
      viewer: idsOf(viewer, this.asked.line),
    };
  }
}

const sealedOf = ({ ciphertext, wrappedKey, keyId }: SealedText) => ({
  ciphertext: Buffer.from(ciphertext, "base64"),
  wrappedKey: Buffer.from(wrappedKey, "base64"),
  keyId,
});

const idsOf = (viewer: Abilities["viewer"], line: string | null): ViewerIds => ({
  personId: viewer.personId,
  portalId: viewer.portalId,
  posts: viewer.posts,
  offices: [...viewer.offices, ...viewer.portalOffices],
  // Through a portal nobody does any act, nor reads the register.
  headedOffices: viewer.through ? [] : viewer.headedOffices,
  isAuditor: viewer.isAuditor && !viewer.through,
  line,
});

const prefixes = new WeakMap<GraphQLSchema, ReadonlyMap<string, string>>();

function typesByPrefix(schema: GraphQLSchema): ReadonlyMap<string, string> {
  let found = prefixes.get(schema);
  if (!found) {
    const node = schema.getType("Node");
    const types = isInterfaceType(node) ? [...schema.getPossibleTypes(node)] : [];
    found = new Map(
      types.flatMap((type) => {
        const shared = type.getInterfaces().find((face) => sourceOf(face));
        const source = sourceOf(type);
        return source?.prefix ? [[source.prefix, shared?.name ?? type.name] as const] : [];
      }),
    );
    prefixes.set(schema, found);
  }
  return found;
}
