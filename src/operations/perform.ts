import { createHash } from "node:crypto";

import type { DataSource, EntityManager } from "typeorm";

import { Abilities } from "../access/ability";
import { UnknownLogin } from "../access/door";
import type { Caller } from "../access/known-viewers";
import type { Seal } from "../access/sealing";
import { Forbidden, IdempotencyKeyReused, Unavailable } from "../entities/errors";
import { type FactSender, enter } from "../identity/facts";
import { type Tickets, backendOf } from "../database/tickets";
import { appendByTicket } from "../register/append";
import { canonicalEntry } from "../register/entry";
import { Act } from "./act";
import { entryOfAct } from "./act-entry";

/** Ids of what an act made or changed, under the names that its payload reads them by. */
export type Outcome = Readonly<Record<string, unknown>>;

/** An act of the process: it checks, changes and notes what it changed; it is performed in one transaction. */
export interface Operation<Input> {
  (act: Act, input: Input): Promise<Outcome>;
  /** Of one that only foresees: asked again it answers anew, whatever the key of idempotency. */
  readonly changesNothing?: true;
}

/** What performing an act needs. */
export interface Stage {
  readonly acting: DataSource;
  readonly tickets: Tickets;
  readonly seal: Seal;
}

/** Who performs it: the caller, and how it was authenticated. */
export interface Performer extends Caller {
  readonly authenticatedAt?: Date | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Aborted when nobody waits for the answer any more: then nothing is changed. */
  readonly signal?: AbortSignal | undefined;
}

/** The connection of a transaction of acts, as who enters it needs it. */
export const senderOf = async (manager: EntityManager): Promise<FactSender> => ({
  backend: backendOf(await manager.queryRunner!.connect()),
  query: async <Row>({ text, values }: { text: string; values: unknown[] }) => ({
    rows: await manager.query<Row[]>(text, values),
  }),
});

/** Performs an act: its changes and its entry in the register are committed together, or nothing is. */
export async function perform<Input>(
  stage: Stage,
  performer: Performer,
  operation: Operation<Input>,
  input: Input,
): Promise<Outcome> {
  return stage.acting.transaction("READ COMMITTED", async (manager) => {
    const sender = await senderOf(manager);
    const entering = { login: performer.login, actor: performer.actor, act: operation.name };
    const found = await enter(sender, stage.tickets, entering);
    if (!found) throw new UnknownLogin();
    if (found.viewer.personId === null || found.viewer.through)
      throw new Forbidden("A portal reads and does no acts. The person concerned does this in the registry itself.");
    const idempotencyKey = operation.changesNothing ? undefined : performer.idempotencyKey;
    const keyed = { ...performer, idempotencyKey };
    const replayed = await replay(manager, keyed, operation.name, input);
    if (replayed) return replayed;
    const abilities = new Abilities(found.viewer);
    const { authenticatedAt } = performer;
    const factsNow = async () => (await enter(sender, stage.tickets, entering))?.viewer ?? null;
    const act = new Act({ manager, abilities, line: found.line, seal: stage.seal, authenticatedAt, factsNow });
    const outcome = await operation(act, input);
    if (idempotencyKey) await remember(manager, keyed, requestDigest(operation.name, input), outcome);
    await appendByTicket(sender, stage.tickets, [canonicalEntry(await entryOfAct(act, operation.name))]);
    if (performer.signal?.aborted) throw new Unavailable();
    return outcome;
  });
}

const requestDigest = (name: string, input: unknown) =>
  createHash("sha256")
    .update(JSON.stringify([name, input]))
    .digest("hex");
const callerDigest = ({ login }: Performer) =>
  createHash("sha256").update(`${login.issuer} ${login.subject}`).digest("hex");

/** The outcome of the same request made before with the same key, within 24 hours. */
async function replay(
  manager: EntityManager,
  performer: Performer,
  name: string,
  input: unknown,
): Promise<Outcome | null> {
  if (!performer.idempotencyKey) return null;
  const caller = callerDigest(performer);
  await manager.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `${caller} ${performer.idempotencyKey}`,
  ]);
  const [kept] = await manager.query<{ request_sha256: string; outcome: Outcome }[]>(
    "select request_sha256, outcome from idempotency where caller = $1 and key = $2 and recorded_at > clock_timestamp() - interval '24 hours'",
    [caller, performer.idempotencyKey],
  );
  if (!kept) return null;
  if (kept.request_sha256 !== requestDigest(name, input)) throw new IdempotencyKeyReused();
  return kept.outcome;
}

async function remember(manager: EntityManager, performer: Performer, digest: string, outcome: Outcome): Promise<void> {
  await manager.query(
    `insert into idempotency (caller, key, request_sha256, outcome) values ($1, $2, $3, $4)
     on conflict (caller, key) do update set request_sha256 = excluded.request_sha256, outcome = excluded.outcome, recorded_at = clock_timestamp()`,
    [callerDigest(performer), performer.idempotencyKey, digest, JSON.stringify(outcome)],
  );
}
