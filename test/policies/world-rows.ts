import type { Client } from "pg";

import type { Seal } from "../../src/access/sealing";
import { enterCirculations } from "./circulation-rows";
import { enterReports } from "./report-rows";
import { type Ids, insert, uuidOf } from "./rows";
import type { World } from "./world";

/** Makes a database hold one world, and nothing of another: as the acts would have left it. */

const EMPTIED = [
  "lesson_dissemination, lesson_part, lesson",
  "work_plan_sharing, work_plan_link, work_plan_item, work_plan_revision, work_plan",
  "notice_webhook, webhook_gone, webhook, notice_mail, notice, oversight_invocation, listed_part, circulated_content, circulated_part, circulation_withholding, circulation_act, circulation_suspension, paper_signature",
  "circulation_signature, circulation_recipient, circulation_part, circulation_paper, circulation, classification, search_entry, part_search",
  "process_event, visit, consultation, review_cancellation, review_announcement, review_partner, request_direction, request_mission, review_request",
  "recommendation_finding, recommendation_state, part_content, part_mission, part, report_title, report, team_member, review_mission, review",
  "recommendation_assignment, recommendation_office, recommendation_consultation, recommendation_evidence, recommendation_progress, recommendation_signature, recommendation_words",
  "officer_in_charge, designation, appointment, portal, login, idempotency",
].join(", ");

/** Puts a world in the place of what was there. */
export async function enterWorld(
  client: Client,
  world: World,
  { issuer, seal }: { issuer: string; seal: Seal },
): Promise<void> {
  await client.query("begin");
  await client.query(`truncate ${EMPTIED}`);
  await client.query("update registry_clock set shift = $1::timestamptz - statement_timestamp()", [world.now]);
  const ids = await idsOf(client, world);
  await enterHolders(client, world, ids, issuer);
  await enterReports(client, world, ids, seal);
  await enterCirculations(client, world, ids);
  await insert(
    client,
    "oversight_invocation",
    world.invocations.map(({ report, at, until }) => ({
      id: uuidOf(`${report} ${at}`),
      office_id: ids("OIOS"),
      report_id: report,
      reason: "To know",
      starts_at: at,
      ends_at: until,
    })),
  );
  await client.query("commit");
}

/** Staff posts that the worlds have beside those of the policy, made once; and the ids of all by code. */
async function idsOf(client: Client, world: World): Promise<Ids> {
  const staff = Object.entries(world.posts).filter(([code]) => code.includes("STAFF"));
  for (const [code, { office, from }] of staff)
    await client.query(
      `with p as (insert into post (code, name, role, starts_on) values ($1, $1, 'STAFF', $3) on conflict do nothing returning id)
       insert into post_placement (post_id, office_id, starts_on, entered_at, confirmed_at) select p.id, o.id, $3::date, day_begins($3::date), day_begins($3::date) from p, office o where o.code = $2`,
      [code, office, from],
    );
  const { rows } = await client.query<{ code: string; id: string }>(
    "select code, id from post union all select code, id from office",
  );
  const found = new Map(rows.map(({ code, id }) => [code, id]));
  return (code) => {
    const id = found.get(code);
    if (!id) throw new Error(`There is no post or office ${code}.`);
    return id;
  };
}

const began = (day: string) => `${day}T00:00:00Z`;

async function enterHolders(client: Client, world: World, ids: Ids, issuer: string): Promise<void> {
  const always = { starts_on: "2010-01-01", entered_at: began("2010-01-01"), confirmed_at: began("2010-01-01") };
  await client.query(
    "insert into person (id, name) select p.id, p.name from jsonb_to_recordset($1::jsonb) p (id uuid, name text) on conflict do nothing",
    [JSON.stringify(world.persons.map((name) => ({ id: uuidOf(name), name })))],
  );
  await insert(client, "login", [
    ...world.persons.map((person) => ({
      id: uuidOf(`login ${person}`),
      issuer,
      subject: person,
      person_id: uuidOf(person),
      portal_code: null,
      ...always,
    })),
    ...world.portals.map(({ code }) => ({
      id: uuidOf(`login ${code}`),
      issuer,
      subject: code,
      person_id: null,
      portal_code: code,
      ...always,
    })),
  ]);
  await insert(
    client,
    "portal",
    world.portals.map(({ code, office, confirmed }) => ({
      id: uuidOf(code),
      code,
      name: code,
      office_id: ids(office),
      ...always,
      confirmed_at: confirmed ? always.confirmed_at : null,
    })),
  );
  await insert(
    client,
    "appointment",
    world.appointments.map(({ person, post, acting, from, until, confirmed }, place) => ({
      id: uuidOf(`appointment ${place}`),
      post_id: ids(post),
      person_id: uuidOf(person),
      acting,
      starts_on: from,
      ends_on: until,
      entered_at: began(from),
      confirmed_at: confirmed ? began(from) : null,
    })),
  );
  await insert(
    client,
    "designation",
    world.designations.map(({ office, person, from, until }) => ({
      id: uuidOf(`designation ${office} ${person}`),
      office_id: ids(office),
      person_id: uuidOf(person),
      starts_on: from,
      ends_on: until,
      recorded_at: began(from),
    })),
  );
  await insert(
    client,
    "officer_in_charge",
    world.officersInCharge.map(({ post, from, until }) => ({
      id: uuidOf(`charge ${from}`),
      post_id: ids(post),
      starts_on: from,
      ends_on: until,
      recorded_at: began(from),
    })),
  );
}
