import type { Client } from "pg";

import { type Seal, digestOf } from "../../../src/access/sealing";
import { uuidOf } from "../../policies/rows";
import { enterWorld } from "../../policies/world-rows";
import type { WorldPart } from "../../policies/world";
import type { Scene, SceneEntry } from "./scene";

const GROUNDS = ["THIRD_PARTY_CONFIDENCE", "INTERNAL_DELIBERATION", "COMMERCIAL"];
const RISKS = ["NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"];
const COMPONENTS = ["MILITARY", "POLICE", "SUPPORT"];
const MANDATES = ["GAPS_AND_SYSTEMIC_ISSUES", "SAFETY_SECURITY_WELFARE", "PARTNERSHIP", "LESSONS_LEARNED"];
const DECISIONS = ["PENDING", "ENDORSED", "NOT_ENDORSED"];
const STATES = ["NOT_STARTED", "IN_PROGRESS", "IMPLEMENTED", "VERIFIED"];

/** Makes a database hold one scene, and nothing of another. */
export async function enterScene(client: Client, scene: Scene, parts: { issuer: string; seal: Seal }): Promise<void> {
  await enterWorld(client, scene.world, parts);
  await client.query("begin");
  await client.query("set local session_replication_role = replica");
  await enterReviews(client, scene);
  await enterDetails(client, scene);
  await enterNames(client, scene);
  await enterNotices(client, scene);
  await enterEntries(client, scene);
  await client.query("select place_in_lists(array(select id from part))");
  await moveRows(client, scene.moved);
  await client.query("commit");
}

/** Reviews that have no report. */
async function enterReviews(client: Client, { empty: { reports } }: Scene): Promise<void> {
  const teams = reports.flatMap(({ id, team, createdAt }) =>
    team.map(({ post, from, until }) => ({
      id: uuidOf(`${id} ${post}`),
      review: id,
      post,
      from,
      until,
      at: createdAt,
    })),
  );
  await client.query(
    `insert into review (id, kind, direction_reference, directed_on, opened_at, started_on, completed_on)
     select d.id, 'TARGETED', 'MEMO', d.at::date, d.at, d.at::date, d.at::date from jsonb_to_recordset($1::jsonb) d (id uuid, at timestamptz)`,
    [JSON.stringify(reports.map(({ id, createdAt }) => ({ id, at: createdAt })))],
  );
  await client.query(
    `insert into review_mission (review_id, mission_id) select d.id, m.id from jsonb_to_recordset($1::jsonb) d (id uuid)
     join mission m on m.acronym = 'MINUSCA'`,
    [JSON.stringify(reports.map(({ id }) => ({ id })))],
  );
  await client.query(
    `insert into team_member (id, review_id, post_id, starts_on, ends_on, recorded_at)
     select d.id, d.review, p.id, d."from", d.until, d.at
     from jsonb_to_recordset($1::jsonb) d (id uuid, review uuid, post text, "from" date, until date, at timestamptz)
     join post p on p.code = d.post`,
    [JSON.stringify(teams)],
  );
}

/** What a text says decides all else that stands beside it. */
function detailsOf(part: WorldPart, position: number, now: string) {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = digestOf(part.text);
  const finding = part.kind === "FINDING";
  const recommendation = part.kind === "RECOMMENDATION";
  const day = new Date(Date.parse(now) + (d - 128) * 86_400_000).toISOString().slice(0, 10);
  return {
    id: part.id,
    position,
    grounds: [GROUNDS[a % 3]],
    third_party: a % 2 === 0 ? `Party ${b}` : null,
    public_source: `Source ${b}${c}`,
    risk: finding ? RISKS[b % 5] : null,
    systemic: finding ? c % 2 === 0 : null,
    components: finding ? COMPONENTS.filter((_, place) => (d >> place) % 2 === 0) : null,
    mandate: recommendation ? MANDATES[b % 4] : null,
    target_on: recommendation && c % 4 > 0 ? day : null,
    office: recommendation && e % 3 > 0 ? ["OMA", "AFRICA"][e % 2] : null,
    decision: DECISIONS[e % 3],
    implementation: STATES[d % 4],
    mission: a % 3 === 0 ? ["MINUSCA", "MINUSTAH"][b % 2] : null,
  };
}

async function enterDetails(client: Client, { world, positions }: Scene): Promise<void> {
  const details = world.reports.flatMap(({ parts }) =>
    parts.map((part) => detailsOf(part, positions[part.id]!, world.now)),
  );
  const titles = world.reports.map(({ id, title }) => ({ id, ground: GROUNDS[digestOf(title)[0]! % 3], title }));
  const given = `jsonb_to_recordset($1::jsonb) d (id uuid, position int, grounds text[], third_party text, public_source text, risk text,
    systemic boolean, components text[], mandate text, target_on date, office text, decision text, implementation text, mission text)`;
  await client.query("update part set position = position + 100000");
  for (const statement of [
    `update part p set position = d.position from ${given} where d.id = p.id`,
    `update part_content c set grounds = d.grounds, third_party = d.third_party, public_source = case when c.ciphertext is null then d.public_source end, risk = d.risk,
       systemic = d.systemic, components = d.components, mandate = d.mandate, target_on = d.target_on, office_id = o.id
     from ${given} left join office o on o.code = d.office where d.id = c.part_id`,
    `update recommendation_state s set decision = d.decision, implementation = d.implementation from ${given} where d.id = s.part_id`,
    `insert into part_mission (part_id, mission_id) select d.id, m.id from ${given} join mission m on m.acronym = d.mission`,
  ])
    await client.query(statement, [JSON.stringify(details)]);
  await client.query(
    `update report_title t set grounds = array[d.ground], third_party = 'Party of ' || d.title
     from jsonb_to_recordset($1::jsonb) d (id uuid, ground text, title text) where d.id = t.report_id`,
    [JSON.stringify(titles)],
  );
}

async function enterNames(client: Client, { names }: Scene): Promise<void> {
  const rows = Object.entries(names).map(([person, name]) => ({ id: uuidOf(person), name }));
  await client.query(
    "update person p set name = d.name from jsonb_to_recordset($1::jsonb) d (id uuid, name text) where d.id = p.id",
    [JSON.stringify(rows)],
  );
}

async function enterNotices(client: Client, { notices }: Scene): Promise<void> {
  const rows = notices.map(({ post, object, at, ...one }) => ({ ...one, post, object_id: object, noticed_at: at }));
  await client.query(
    `insert into notice (id, post_id, kind, object_id, noticed_at) select d.id, p.id, d.kind, d.object_id, d.noticed_at
     from jsonb_to_recordset($1::jsonb) d (id uuid, post text, kind text, object_id uuid, noticed_at timestamptz) join post p on p.code = d.post`,
    [JSON.stringify(rows)],
  );
}

/** Where the register goes on after what the scene has entered. */
export const HEAD = 1000;

async function enterEntries(client: Client, { entries, world }: Scene): Promise<void> {
  const inOrder = [...entries].sort((one, other) => one.sequence - other.sequence);
  const texts = inOrder.map((entry) => textOf(entry, world.now));
  await client.query("select count(*) from register_append($1::text[])", [texts]);
  const places = inOrder.map(({ id, sequence }, place) => ({ at: HEAD + place + 1, id, sequence, hash: hashOf(id) }));
  await client.query("update register_entry set sequence = sequence + $1", [HEAD]);
  await client.query(
    `update register_entry e set sequence = d.sequence, id = d.id, hash = d.hash, previous = d.hash
     from jsonb_to_recordset($1::jsonb) d (at bigint, id uuid, sequence bigint, hash text) where e.sequence = d.at`,
    [JSON.stringify(places)],
  );
  await client.query("update register_head set sequence = $1, hash = $2", [HEAD, hashOf("head")]);
  await client.query("alter sequence if exists counted_entry restart");
}

const hashOf = (text: string) => digestOf(text).toString("hex");

const textOf = ({ kind, person, operation, parts, reports, code }: SceneEntry, now: string) =>
  JSON.stringify({
    ...(code ? { code } : {}),
    instant: now,
    kind,
    operation,
    paragraphs: kind === "ANSWER" ? ["§ 2.7"] : [],
    parts: parts.map((id) => ({ id, paragraphs: ["§ 2.7"] })),
    person: uuidOf(person),
    portal: null,
    posts: [],
    reports,
    through: null,
  });

/** Writes rows anew where they stand, so that they come after the others in the table. */
async function moveRows(client: Client, ids: readonly string[]): Promise<void> {
  const keys = {
    report: "id",
    part: "id",
    part_content: "part_id",
    circulation: "id",
    circulated_part: "circulation_id",
    circulated_content: "part_id",
  };
  for (const [table, key] of Object.entries({ ...keys, circulation_recipient: "circulation_id", person: "id" }))
    await client.query(`update ${table} set ${key} = ${key} where ${key} = any($1::uuid[])`, [ids]);
  await client.query("analyze part, report, circulated_part, circulated_content");
}
