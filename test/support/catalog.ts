import type { Client } from "pg";

/** What the schema `public` and its database consist of, a line for each thing, rights included. */
export async function catalogOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT line FROM (${THINGS.join(" UNION ALL ")}) ORDER BY line`,
  );
  return rows.map(({ line }) => line);
}

const ours = (catalog: string, oid: string) => `NOT EXISTS (
  SELECT FROM pg_depend WHERE classid = '${catalog}'::regclass AND objid = ${oid} AND deptype = 'e')`;

const OWN_SCHEMA = "NOT LIKE ALL (ARRAY['pg\\_%', 'information_schema', 'extensions'])";

const THINGS = [
  `SELECT concat_ws(' ', 'schema', nspname, pg_get_userbyid(nspowner), nspacl) AS line
   FROM pg_namespace WHERE nspname ${OWN_SCHEMA}`,

  `SELECT concat_ws(' ', 'extension', extname) FROM pg_extension`,

  `SELECT concat_ws(' ', 'relation', relkind, oid::regclass, pg_get_userbyid(relowner), 'security', relrowsecurity,
     'forced', relforcerowsecurity, reloptions,
     coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner)), obj_description(oid, 'pg_class'))
   FROM pg_class WHERE relnamespace::regnamespace::text ${OWN_SCHEMA} AND ${ours("pg_class", "oid")}`,

  `SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), 'not null', attnotnull,
     attidentity, attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid), attacl)
   FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
   WHERE attnum > 0 AND NOT attisdropped AND relnamespace::regnamespace::text ${OWN_SCHEMA}`,

  `SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
   FROM pg_constraint WHERE connamespace::regnamespace::text ${OWN_SCHEMA}`,

  `SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid), 'valid', indisvalid)
   FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relnamespace::regnamespace::text ${OWN_SCHEMA}`,

  `SELECT concat_ws(' ', 'function', pg_get_functiondef(oid), pg_get_userbyid(proowner), proacl)
   FROM pg_proc WHERE pronamespace::regnamespace::text ${OWN_SCHEMA} AND prokind IN ('f', 'p') AND ${ours("pg_proc", "oid")}`,

  `SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(oid), tgenabled) FROM pg_trigger WHERE NOT tgisinternal`,

  `SELECT concat_ws(' ', 'policy', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check)
   FROM pg_policies WHERE schemaname ${OWN_SCHEMA}`,

  `SELECT concat_ws(' ', 'type', oid::regtype, typtype, pg_get_userbyid(typowner), typacl)
   FROM pg_type WHERE typnamespace::regnamespace::text ${OWN_SCHEMA} AND ${ours("pg_type", "oid")}`,

  `SELECT concat_ws(' ', 'default rights', pg_get_userbyid(defaclrole), defaclnamespace::regnamespace, defaclobjtype, defaclacl)
   FROM pg_default_acl`,
];

/** Tables that show the application rows before it is asked whether anybody has entered. */
export const OPEN_TO_WHO_HAS_NOT_ENTERED = `
  select distinct p.tablename as name from pg_policies p
  where p.schemaname = 'public' and 'registry_app' = any (p.roles) and p.cmd = 'SELECT' and p.policyname not in ('§ 6.1', 'for all')
    and not exists (select from pg_policies e where e.tablename = p.tablename and e.policyname in ('entered', 'entered, on behalf') and e.permissive = 'RESTRICTIVE'
      and e.qual ~ 'asks_alone\\(\\)|viewer\\(\\)\\)\\.caller.*IS NOT NULL') order by 1`;
