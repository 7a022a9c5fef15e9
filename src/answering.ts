import type { GraphQLResolveInfo } from "graphql";

import type { Delivery } from "./access/delivery";
import { type DoorParts, Registry, UnknownLogin } from "./access/door";
import type { Read, Reader } from "./access/reader";
import { Unavailable } from "./entities/errors";
import { RegisterKind } from "./entities/terms";
import type { Executed } from "./http/answer";
import type { Answered, Question } from "./http/service";
import type { Credentials } from "./identity/credentials";
import { formatted } from "./http/errors";
import { Unauthenticated } from "./identity/unauthenticated";
import { type Operation, type Performer, type Stage, perform } from "./operations/perform";
import { type Entry, receiptHeader } from "./register/entry";
import type { RegisterWriter } from "./register/writer";
import type { Viewer } from "./policies/viewer";
import type { Context } from "./resolvers/context";

/** What an answer is made of. */
export interface Answering {
  readonly door: DoorParts;
  readonly reader: Reader;
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

/** To whom something is given, and what. */
interface Given {
  readonly viewer: Viewer;
  readonly delivery: Delivery;
}

/** One answer under way that is more than a read: its reads, and what they have delivered so far. */
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
}

/** What the register says of an answer, or of a refusal. */
function entryOf({ viewer, delivery }: Given, { fields }: Asked, { errors }: Executed): Entry {
  const refusal = errors?.[0]?.extensions as { code?: string; paragraph?: string } | undefined;
  if (refusal) return entryOfRefusal(viewer, fields, refusal);
  const { parts, reports } = delivery;
  const paragraphs = [...new Set(parts.flatMap((part) => part.paragraphs))].sort();
  return { ...entryOfAnyone(viewer, fields), kind: RegisterKind.ANSWER, parts, reports, paragraphs };
}

/** Who asked for what, and when: what every entry of a request says. */
const entryOfAnyone = (viewer: Viewer, operation: readonly string[]) => ({
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
  viewer: Viewer,
  operation: readonly string[],
  { code, paragraph }: { code?: string; paragraph?: string },
): Entry => ({
  ...entryOfAnyone(viewer, operation),
  kind: RegisterKind.REFUSAL,
  paragraphs: paragraph ? [paragraph] : [],
  code: code ?? "UNAVAILABLE",
});

/** Registers that a request of a signed-in caller was refused by what it asked, before anything was read. */
export async function registerRefusal({ door, register }: Answering, caller: Credentials, code: string): Promise<void> {
  try {
    const registry = await Registry.open(door, loginsOf(caller));
    registry.close();
    await register.write(entryOfRefusal(registry.abilities.viewer, [], { code }));
  } catch (error) {
    throw error instanceof UnknownLogin ? new Unauthenticated("UNKNOWN") : new Unavailable();
  }
}

const executedOf = ({ data, failure }: Read): Executed =>
  data ? { data } : { data: null, errors: [formatted(failure)] };

/** What only reads is read at once; anything else runs as GraphQL executes it, in a read of its own or around an act. */
async function given(
  answering: Answering,
  question: Asked,
  run: (context: Context) => Promise<Executed>,
): Promise<Given & { executed: Executed }> {
  const { reader } = answering;
  if (question.kind === "query" && reader.readsAll(question.fields)) {
    if (question.signal.aborted) throw new Unavailable();
    const asked = { ...question.asked, digest: question.operationDigest };
    const read = await reader.read(loginsOf(question.caller), asked);
    return { viewer: read.viewer, delivery: read.delivery, executed: executedOf(read) };
  }
  const answer = new Answer(answering, question);
  try {
    await answer.open();
    const executed = await run(answer);
    const { abilities, delivery } = answer.registry;
    return { viewer: abilities.viewer, delivery, executed };
  } finally {
    answer.close();
  }
}

/** Answers one request: nothing leaves before what it delivers is in the register, committed. */
export async function answer(
  answering: Answering,
  question: Asked,
  run: (context: Context) => Promise<Executed>,
): Promise<Answered> {
  try {
    const { executed, ...to } = await given(answering, question, run);
    const receipt = await answering.register.write(entryOf(to, question, executed)).catch(() => {
      throw new Unavailable();
    });
    return { executed, headers: { Receipt: receiptHeader(receipt) } };
  } catch (error) {
    if (error instanceof UnknownLogin) throw new Unauthenticated("UNKNOWN");
    throw error;
  }
}
