import { createHash } from "node:crypto";

import type PgBoss from "pg-boss";

import { Abilities } from "../access/ability";
import { idOf } from "../access/ids";
import { rows } from "../access/rows";
import { filterSql } from "../access/sql-filter";
import { Statement } from "../access/statement";
import { enterPortal } from "../identity/facts";
import { senderOf } from "../operations/perform";
import type { SubjectName } from "../policies/subjects";
import type { WebhookSettings } from "../setting-jobs";
import { queueMarked } from "./marked";
import { Networks } from "./networks";
import { oneByOne } from "./one-by-one";
import type { JobParts } from "./parts";
import { postJson } from "./post-json";
import { readWebhookKeys, signaturesOf } from "./webhook-key";

/** The payload of a delivery's job: ids alone. */
export interface WebhookJob {
  readonly notice: string;
  readonly webhook: string;
}

/** How long an address that let a delivery wait to its end is offered no other, in milliseconds: those of other portals go first. */
const SILENCE = 60_000;

/** What a portal could be told of. */
interface Due {
  readonly webhook_id: string;
  readonly portal_code: string;
  readonly notice_id: string;
  readonly object_id: string;
}

/** A delivery as it is sent. */
interface Delivery {
  readonly kind: string;
  readonly object_id: string;
  readonly noticed_at: string;
  readonly portal_code: string;
  readonly webhook_id: string;
  readonly url: string;
}

const SUBJECTS: readonly SubjectName[] = [
  "Circulation",
  "Report",
  "Recommendation",
  "ReviewRequest",
  "Review",
  "Appointment",
  "OfficerInCharge",
  "Login",
  "Portal",
  "Webhook",
];
/** What notices are about: as what the law knows it, and where it lies. Of anything else no portal is told. */
const OBJECTS: readonly (readonly [SubjectName, table: string])[] = [
  ...SUBJECTS.map((subject) => [subject, rows[subject].table] as const),
  ...["post_placement", "post", "office"].map((table) => ["Organisation", table] as const),
];

/** Gives the job runner what portals are to be told of, each once; what a portal may not see now is not queued, and is asked for again by a later scan. */
export async function queueWebhooks(parts: JobParts, boss: PgBoss): Promise<number> {
  const { rows: due } = await parts.jobs.query<Due>("select * from webhooks_due()");
  const portals = new Set(due.map(({ portal_code }) => portal_code));
  return oneByOne(parts, portals, async (code) => {
    const all = due.filter(({ portal_code }) => portal_code === code);
    const seen = await seenBy(parts, code, [...new Set(all.map(({ object_id }) => object_id))]);
    const told = all.filter(({ object_id }) => seen.has(object_id));
    if (told.length === 0) return 0;
    return queueMarked({ jobs: parts.jobs, boss, queue: "webhook" }, async (client) => {
      const { rows: marked } = await client.query<WebhookJob>(
        `insert into notice_webhook (notice_id, portal_code) select unnest($1::uuid[]), $2
         on conflict do nothing returning notice_id as notice, $3::uuid as webhook`,
        [told.map(({ notice_id }) => notice_id), code, told[0]!.webhook_id],
      );
      return marked;
    });
  });
}

/**
 * § 10.48: which of these a portal may see now. The registry enters as the portal, so that the law and row-level security both decide.
 */
async function seenBy(
  { database, tickets }: JobParts,
  code: string,
  objects: readonly string[],
): Promise<ReadonlySet<string>> {
  return database.acting.transaction("READ COMMITTED", async (manager) => {
    const viewer = await enterPortal(await senderOf(manager), tickets, code);
    if (!viewer) return new Set<string>();
    const abilities = new Abilities(viewer);
    const statement = new Statement();
    const asked = statement.parameter(objects, "uuid[]");
    const each = OBJECTS.map(([subject, table]) => {
      const row = statement.row();
      return `select ${row}.id from ${table} ${row} where ${row}.id = any(${asked})
        and ${filterSql(abilities, "read", subject, { row, statement })}`;
    });
    const { text, values } = statement.query(each.join("\nunion\n"));
    const found = await manager.query<{ id: string }[]>(text, values);
    return new Set(found.map(({ id }) => id));
  });
}

/**
 * Opens the way to portals. A delivery says that there is a notice, of which kind, and its id; that the portal may see what it is about is
 * asked once more when it is sent.
 */
export function openWebhooks(parts: JobParts, settings: WebhookSettings): (job: WebhookJob) => Promise<void> {
  const keys = readWebhookKeys(settings.keyFile);
  const networks = new Networks(settings.networks);
  const silent = new Map<string, number>();
  return async ({ notice, webhook }) => {
    const { rows: found } = await parts.jobs.query<Delivery>("select * from webhook_to_send($1, $2)", [
      notice,
      webhook,
    ]);
    const [delivery] = found;
    if (!delivery || !(await seenBy(parts, delivery.portal_code, [delivery.object_id])).has(delivery.object_id)) return;
    const { kind, noticed_at: noticedAt, url, webhook_id: reached } = delivery;
    if (Date.now() < (silent.get(reached) ?? 0)) throw new Error("The webhook was not taken: SILENT");
    const body = JSON.stringify({
      type: "notice.made",
      timestamp: noticedAt,
      data: { id: idOf("notice", notice), kind },
    });
    const signed = { id: deliveryId(notice, delivery.portal_code), timestamp: Math.floor(Date.now() / 1000), body };
    const headers = {
      "webhook-id": signed.id,
      "webhook-timestamp": String(signed.timestamp),
      "webhook-signature": signaturesOf(keys, signed),
    };
    const status = await postJson(url, { headers, body }, networks).catch((failure: unknown) => {
      if (isOutOfPatience(failure)) silent.set(reached, Date.now() + SILENCE);
      return refuse(failure);
    });
    const tell = (event: string) => parts.log({ at: new Date().toISOString(), event, notice, webhook: reached });
    if (status === 410) {
      await parts.jobs.query("select webhook_is_gone($1)", [reached]);
      tell("WEBHOOK_GONE");
    } else if (status >= 200 && status < 300) tell("WEBHOOK_DELIVERED");
    else throw new Error(`The webhook was not taken: ${status}`);
  };
}

const isOutOfPatience = (failure: unknown) => (failure as { code?: unknown }).code === "ABORT_ERR";

/** The same delivery, sent again because nobody knows whether it was taken, has the same id: who receives both can tell. */
const deliveryId = (notice: string, portal: string) =>
  `msg_${createHash("sha256").update(`${notice} ${portal}`).digest("hex").slice(0, 32)}`;

/** What has failed may name the address: of it nothing is kept but the code. */
function refuse(failure: unknown): never {
  const { code, name } = failure as { code?: unknown; name: string };
  throw new Error(`The webhook was not taken: ${typeof code === "string" ? code : name}`);
}
