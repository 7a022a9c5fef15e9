import { createHash } from "node:crypto";
import { Client } from "pg";

import { testDatabase } from "../support/database";
import { type Situation, instantOfRegime, targets, windows } from "./situation";

/** Readers of the table and the post that each holds; staff hold posts made for the table. */
const READERS: Record<string, string> = {
  OPSP_DIRECTOR: "DIRECTOR_OPSP",
  OPSP_OFFICER_IN_CHARGE: "OPSP_SENIOR_POLICE",
  OPSP_OFFICER_ON_TEAM: "OPSP_MISSION_SUPPORT",
  OPSP_OFFICER_OFF_TEAM: "OPSP_SENIOR_MILITARY",
  OPSP_TEAM_ASSISTANT: "OPSP_TEAM_ASSISTANT",
  USG_DPKO: "USG_DPKO",
  USG_DFS: "USG_DFS",
  USG_DPO: "USG_DPO",
  ASG_OO: "ASG_OO",
  OMA_HEAD: "MILITARY_ADVISER",
  OMA_STAFF: "OMA_STAFF_1",
  OMA_DESIGNATED_STAFF: "OMA_STAFF_2",
  OO_STAFF: "OO_STAFF_1",
  OO_DESIGNATED_STAFF: "OO_STAFF_2",
  HOM_OF_MISSION: "HOM_MINUSCA",
  HOM_OF_OTHER_MISSION: "HOM_UNMISS",
  ADMINISTRATOR: "ADMINISTRATOR_1",
  AUDITOR: "AUDITOR",
  OIOS: "HEAD_OF_OIOS",
  OIOS_INVOKED: "HEAD_OF_OIOS_2",
};

const PORTALS: Record<string, string> = { PORTAL_OF_OMA: "OMA", PORTAL_OF_OO: "OO" };

/** The table's readers and its situations as rows of a database. */
export interface TableDatabase {
  client: Client;
  /** As the application's role reaches it. */
  url: string;
  /** Moves the registry's clock to the instant of a regime. */
  moveTo(regime: Situation["regime"]): Promise<void>;
  close(): Promise<void>;
}

export const ISSUER = "https://issuer.test";

/** The id of the report, or of a part, of a situation. */
export const idOf = (situation: Situation, what: "report" | "part" | "other" | "circulation") => {
  const hash = createHash("sha256")
    .update(`${situation.id} ${sentence(situation)} ${what}`)
    .digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};
const sentence = ({ regime, reader, status, report, part, circulation, scope, recipient }: Situation) =>
  [regime, reader, status, report, part, circulation, scope, recipient].join(" ");

export async function tableDatabase(situations: Situation[]): Promise<TableDatabase> {
  const database = await testDatabase();
  const client = new Client({ connectionString: database.migratorUrl });
  await client.connect();
  await enterReaders(client);
  for (const regime of ["DUAL", "SINGLE"] as const)
    await enterSituations(
      client,
      regime,
      situations.filter((situation) => situation.regime === regime),
    );
  await client.query("analyze");
  return {
    client,
    url: database.url,
    moveTo: async (regime) => {
      await client.query("update registry_clock set shift = $1::timestamptz - statement_timestamp()", [
        instantOfRegime[regime],
      ]);
    },
    close: async () => {
      await client.end();
      await database.close();
    },
  };
}

async function enterReaders(client: Client) {
  await client.query(`
    insert into post (code, name, role, starts_on) select code, code, 'STAFF', '2010-01-01'
      from unnest(array['OMA_STAFF_1', 'OMA_STAFF_2', 'OO_STAFF_1', 'OO_STAFF_2']) code;
    insert into post (code, name, role, starts_on) values ('HEAD_OF_OIOS_2', 'OIOS, invoking', 'STAFF', '2010-01-01');
    insert into post_placement (post_id, office_id, starts_on, confirmed_at)
      select p.id, o.id, '2010-01-01', '2010-01-01' from post p
      join office o on o.code = case p.code when 'HEAD_OF_OIOS_2' then 'OIOS' else split_part(p.code, '_', 1) end
      where p.role = 'STAFF';
    insert into portal (code, name, office_id, starts_on, confirmed_at)
      select 'portal.' || lower(code), code, id, '2010-01-01', '2010-01-01' from office where code in ('OMA', 'OO');
  `);
  for (const [reader, post] of Object.entries(READERS))
    await client.query(
      `with p as (insert into person (name) values ($1) returning id),
       a as (insert into appointment (person_id, post_id, starts_on, confirmed_at) select p.id, post.id, '2010-01-01', '2010-01-01' from p, post where code = $2)
       insert into login (issuer, subject, person_id, starts_on, confirmed_at) select $3, $1, p.id, '2010-01-01', '2010-01-01' from p`,
      [reader, post, ISSUER],
    );
  for (const [reader, office] of Object.entries(PORTALS))
    await client.query(
      `insert into login (issuer, subject, portal_code, starts_on, confirmed_at) values ($1, $2, $3, '2010-01-01', '2010-01-01')`,
      [ISSUER, reader, `portal.${office.toLowerCase()}`],
    );
  await client.query(`
    insert into designation (office_id, person_id, starts_on, recorded_at)
      select pl.office_id, a.person_id, '2010-01-01', '2010-01-01' from appointment a
      join post p on p.id = a.post_id join post_placement pl on pl.post_id = p.id
      where p.code in ('OMA_STAFF_2', 'OO_STAFF_2', 'HEAD_OF_OIOS_2');
    insert into officer_in_charge (post_id, starts_on, ends_on, recorded_at)
      select id, '2010-01-01', '2030-01-01', '2010-01-01' from post where code = 'OPSP_SENIOR_POLICE';
  `);
}

async function enterSituations(client: Client, regime: Situation["regime"], situations: Situation[]) {
  if (situations.length === 0) return;
  const rows = situations.map((s, number) => {
    const target = targets[s.recipient];
    const window = target && s.scope !== "-" ? windows[s.circulation] : undefined;
    return {
      id: idOf(s, "report"),
      part: idOf(s, "part"),
      other: idOf(s, "other"),
      circulation: idOf(s, "circulation"),
      symbol: `OPSP/${regime === "DUAL" ? 2015 : 2021}/R-${number.toString(36).toUpperCase().padStart(6, "0")}`,
      status: s.status,
      level: s.report,
      part_level: s.part,
      reader: s.reader,
      scope: s.scope,
      target_post: target?.post ?? null,
      target_office: target?.office ?? null,
      portals: target?.portals ?? false,
      from: window ? window[0] : null,
      until: window ? window[1] : null,
    };
  });
  await client.query("begin");
  await client.query(
    "create temporary table situation on commit drop as select * from jsonb_to_recordset($1::jsonb) as s " +
      "(id uuid, part uuid, other uuid, circulation uuid, symbol text, status text, level text, part_level text, reader text, scope text, " +
      'target_post text, target_office text, portals boolean, "from" int, until int)',
    [JSON.stringify(rows)],
  );
  const now = `timestamptz '${instantOfRegime[regime]}'`;
  const sealed = `'\\x00'::bytea`;
  for (const statement of [
    // The review of a situation has the situation's own id.
    `insert into review (id, kind, direction_reference, directed_on) select id, 'TARGETED', 'table', '2015-01-01' from situation`,
    `insert into review_mission select s.id, m.id from situation s, mission m where m.acronym = 'MINUSCA'`,
    `insert into team_member (review_id, post_id, starts_on, recorded_at) select s.id, p.id, '2010-01-01', '2010-01-01'
       from situation s join post p on p.code = 'OPSP_MISSION_SUPPORT' where s.reader = 'OPSP_OFFICER_ON_TEAM'`,
    `insert into report (id, symbol, review_id, level, created_at) select id, symbol, id, level, ${now} - interval '100 days' from situation`,
    `insert into report_title (report_id, level, title, ciphertext, wrapped_key, key_id, sha256)
       select id, level, case when level <> 'STRICTLY_CONFIDENTIAL' then 'title' end,
         case when level = 'STRICTLY_CONFIDENTIAL' then ${sealed} end, case when level = 'STRICTLY_CONFIDENTIAL' then ${sealed} end,
         case when level = 'STRICTLY_CONFIDENTIAL' then 'none' end, ${sealed} from situation`,
    `insert into part (id, report_id, report_level, report_status, kind, label, level, position)
       select part, id, level, 'DRAFT', 'FINDING', 'F-AAAA', part_level, 1 from situation
       union all select other, id, level, 'DRAFT', 'FINDING', 'F-BBBB', part_level, 2 from situation where scope = 'OTHER_PART'`,
    `insert into part_content (part_id, level, text, ciphertext, wrapped_key, key_id, sha256)
       select p.id, p.level, case when p.level <> 'STRICTLY_CONFIDENTIAL' then 'text' end,
         case when p.level = 'STRICTLY_CONFIDENTIAL' then ${sealed} end, case when p.level = 'STRICTLY_CONFIDENTIAL' then ${sealed} end,
         case when p.level = 'STRICTLY_CONFIDENTIAL' then 'none' end, ${sealed} from part p join situation s on s.id = p.report_id`,
    `update report r set status = 'SUBMITTED', submitted_at = ${now} - interval '90 days', submitted_on = (${now} - interval '90 days')::date
       from situation s where s.id = r.id and s.status = 'SUBMITTED'`,
    `insert into circulation (id, report_id, is_full, purpose, portals_allowed, copies_allowed, proposed_at)
       select circulation, id, scope = 'FULL', 'table', portals, false, ${now} - interval '50 days' from situation where scope <> '-'`,
    `insert into circulated_part (circulation_id, report_id, part_id, part_level, post_id, office_id, is_full, portals_allowed, copies_allowed, starts_at, ends_at)
       select s.circulation, s.id, case s.scope when 'OTHER_PART' then s.other else s.part end, s.part_level, p.id, o.id, s.scope = 'FULL', s.portals, false,
         ${now} + s."from" * interval '1 day', coalesce(${now} + s.until * interval '1 day', 'infinity')
       from situation s left join post p on p.code = s.target_post left join office o on o.code = s.target_office
       where s."from" is not null`,
    `insert into oversight_invocation (office_id, report_id, reason, starts_at, ends_at)
       select o.id, s.id, 'table', ${now} - interval '1 day', ${now} + interval '20 days' from situation s, office o
       where o.code = 'OIOS' and s.reader = 'OIOS_INVOKED'`,
  ])
    await client.query(statement);
  await client.query("commit");
}
