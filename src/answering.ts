import type { GraphQLResolveInfo } from "graphql";

import { type DoorParts, Registry, UnknownLogin } from "./access/door";
import { Unavailable } from "./entities/errors";
import { RegisterKind } from "./entities/terms";
import type { Executed } from "./http/answer";
import type { Answered, Question } from "./http/service";
import type { Credentials } from "./identity/credentials";
import { Unauthenticated } from "./identity/unauthenticated";
import { type Operation, type Performer, type Stage, perform } from "./operations/perform";
import { type Entry, receiptHeader } from "./register/entry";
import type { RegisterWriter } from "./register/writer";
import type { Context } from "./resolvers/context";

/** What an answer is made of. */
export interface Answering {
  readonly door: DoorParts;
  readonly stage: Stage;
  readonly register: RegisterWriter;
}

type Asked = Question<Credentials>;

const loginsOf = (caller: Credentials) => ({
  login: { issuer: caller.issuer, subject: caller.subject },
  actor: caller.actor,
});

const performerOf = ({ caller, idempotencyKey, signal }: Asked): Performer => ({
  ...loginsOf(caller),
  authenticatedAt: caller.authenticatedAt,
  idempotencyKey,
  signal,
});

/** One answer under way: its read, and what it has delivered so far. */
class Answer implements Context {
  private opened: Registry | undefined;
  private readonly performer: Performer;

  constructor(
    private readonly answering: Answering,
    asked: Asked,
  ) {
    this.performer = performerOf(asked);
  }

  get registry(): Registry {
    if (!this.opened) throw new Error("The registry was asked before the answer was opened.");
    return this.opened;
  }

  async open(): Promise<void> {
    this.opened = await Registry.open(this.answering.door, this.performer);
  }

  /** An act is performed between two reads: what its payload shows is read after it. */
  readonly act = async <Input>(
    operation: Operation<Input>,
    input: Input,
    info: GraphQLResolveInfo,
  ): Promise<unknown> => {
    this.close();
    const outcome = await perform(this.answering.stage, this.performer, operation, input);
    await this.open();
    return this.registry.rows(info, [outcome]);
  };

  close(): void {
    this.opened?.close();
  }

  /** What the register says of the answer, or of the refusal. */
  entry({ fields }: Asked, { errors }: Executed): Entry {
    const refusal = errors?.[0]?.extensions as { code?: string; paragraph?: string } | undefined;
    if (refusal) return entryOfRefusal(this.registry, fields, refusal);
    const { parts, reports } = this.registry.delivery;
    const paragraphs = [...new Set(parts.flatMap((part) => part.paragraphs))].sort();
    return { ...entryOf(this.registry, fields), kind: RegisterKind.ANSWER, parts, reports, paragraphs };
  }
}

/** Who asked for what, and when: what every entry of a request says. */
const entryOf = ({ abilities: { viewer } }: Registry, operation: readonly string[]) => ({
  person: viewer.personId,
  portal: viewer.portalId,
  through: viewer.through?.portalId ?? null,
  posts: viewer.posts,
  instant: new Date(viewer.now.at / 1000).toISOString(),
  operation,
  parts: [],
  reports: [],
});

const entryOfRefusal = (
  registry: Registry,
  operation: readonly string[],
  { code, paragraph }: { code?: string; paragraph?: string },
): Entry => ({
  ...entryOf(registry, operation),
  kind: RegisterKind.REFUSAL,
  paragraphs: paragraph ? [paragraph] : [],
  code: code ?? "UNAVAILABLE",
});

/** Registers that a request of a signed-in caller was refused by what it asked, before anything was read. */
export async function registerRefusal({ door, register }: Answering, caller: Credentials, code: string): Promise<void> {
  try {
    const registry = await Registry.open(door, loginsOf(caller));
    registry.close();
    await register.write(entryOfRefusal(registry, [], { code }));
  } catch (error) {
    throw error instanceof UnknownLogin ? new Unauthenticated("UNKNOWN") : new Unavailable();
  }
}

/** Answers one request: nothing leaves before what it delivers is in the register, committed. */
export async function answer(
  answering: Answering,
  question: Asked,
  run: (context: Context) => Promise<Executed>,
): Promise<Answered> {
  const given = new Answer(answering, question);
  try {
    await given.open();
    const executed = await run(given);
    given.close();
    const receipt = await answering.register.write(given.entry(question, executed)).catch(() => {
      throw new Unavailable();
    });
    return { executed, headers: { Receipt: receiptHeader(receipt) } };
  } catch (error) {
    given.close();
    if (error instanceof UnknownLogin) throw new Unauthenticated("UNKNOWN");
    throw error;
  }
}
