import type { Client } from "pg";
import { StartError } from "../start-error";

/** Owns every object of the registry; nobody logs in as it. */
export const OWNER = "registry_owner";

/** What the server may do: no more than the row-level security lets it. */
export const APPLICATION = "registry_app";

/** Writes the register, by function only. */
export const REGISTER_WRITER = "registry_register";

/** Reads the register, and nothing else. */
export const AUDITOR = "registry_auditor";

/** Runs what is due, in a schema of its own. */
export const JOBS = "registry_jobs";

/** Wraps the keys of sealed texts anew: nobody logs in as it, and the owner takes its place for that alone. */
export const KEYS = "registry_keys";

/** Reads everything and writes nothing: dumps are made by it. */
export const BACKUP = "registry_backup";

const EXTENSIONS = ["btree_gist", "btree_gin", "pgcrypto"];

/**
 * Makes what migrations stand on: the roles of the cluster, the rights to the database, and the extension
 * that lets the database refuse overlapping periods. What is there already is left alone.
 */
export async function prepareDatabase(client: Client): Promise<void> {
  try {
    const roles = [OWNER, APPLICATION, REGISTER_WRITER, AUDITOR, JOBS, KEYS, BACKUP];
    for (const role of roles) await client.query(createRole(role));
    for (const statement of backupRights()) await client.query(statement);
    await client.query(lendOwner());
    for (const role of [APPLICATION, JOBS]) await client.query(lendToMigrator(role));
    await client.query(lendKeys());
    await grantDatabase(client);
    await client.query(hideCounters());
    for (const statement of schemaRights()) await client.query(statement);
    for (const name of EXTENSIONS) await client.query(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA extensions`);
  } catch (error) {
    throw mayNotPrepare(error);
  }
}

/** Rights to a database do not follow it when it is cloned, so they can be given to a clone too. */
export async function grantDatabase(client: Client, name?: string): Promise<void> {
  const database = client.escapeIdentifier(name ?? client.database ?? "");
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${OWNER}`);
  const others = [APPLICATION, REGISTER_WRITER, AUDITOR, JOBS, BACKUP];
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${others.join(", ")}`);
}

function schemaRights(): string[] {
  return [
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    `GRANT USAGE, CREATE ON SCHEMA public TO ${OWNER}`,
    `GRANT USAGE ON SCHEMA public TO ${APPLICATION}, ${REGISTER_WRITER}, ${AUDITOR}, ${JOBS}, ${KEYS}`,
    "CREATE SCHEMA IF NOT EXISTS extensions",
    `GRANT USAGE ON SCHEMA extensions TO ${OWNER}`,
  ];
}

/**
 * Nobody counts what a statement has looked at: it would tell of rows that were compared before a policy hid them. Only a superuser may
 * take that away; another migrator leaves it to whoever keeps the cluster.
 */
function hideCounters(): string {
  return `DO $$ DECLARE found regprocedure; BEGIN
    FOR found IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname LIKE 'pg_stat_get_xact%' LOOP
      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', found);
    END LOOP;
  EXCEPTION WHEN insufficient_privilege OR internal_error THEN NULL;
  END $$`;
}

/** Another database of the same cluster may be making the same role at this moment. */
function createRole(role: string): string {
  return `DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`;
}

/** Only a superuser may lend these rights; another migrator leaves them to whoever keeps the cluster. */
function backupRights(): string[] {
  const where = `SELECT FROM pg_roles WHERE rolname = '${BACKUP}'`;
  const reads = `pg_has_role('${BACKUP}', 'pg_read_all_data', 'USAGE')`;
  const lend = (unless: string, statement: string) =>
    `DO $$ BEGIN IF NOT ${unless} THEN ${statement}; END IF; EXCEPTION WHEN insufficient_privilege OR unique_violation OR internal_error THEN NULL; END $$`;
  return [
    lend(`EXISTS (${where} AND rolbypassrls)`, `ALTER ROLE ${BACKUP} BYPASSRLS`),
    lend(reads, `GRANT pg_read_all_data TO ${BACKUP}`),
  ];
}

/** The migrator works as the owner: who may already do so, as superusers may, needs nothing. */
function lendOwner(): string {
  return `DO $$ BEGIN
    IF NOT pg_has_role('${OWNER}', 'SET') THEN GRANT ${OWNER} TO CURRENT_USER; END IF;
  END $$`;
}

/** Outside production one login may be migrator and application at once: who made the role may then act as it. */
function lendToMigrator(role: string): string {
  return `DO $$ BEGIN
    IF NOT pg_has_role('${role}', 'SET') AND pg_has_role('${role}', 'MEMBER WITH ADMIN OPTION')
    THEN GRANT ${role} TO CURRENT_USER; END IF;
  END $$`;
}

/** The owner can take the place of who wraps keys anew, and has none of its rights before. */
function lendKeys(): string {
  return `DO $$ BEGIN
    IF NOT pg_has_role('${OWNER}', '${KEYS}', 'SET') THEN GRANT ${KEYS} TO ${OWNER} WITH INHERIT FALSE, SET TRUE; END IF;
  EXCEPTION WHEN unique_violation THEN NULL;
  END $$`;
}

function mayNotPrepare(error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code !== "42501") return error;
  return new StartError(
    `The migrator may not prepare the database (${message}): let it create roles and own the database, with MIGRATOR_DATABASE_URL.`,
  );
}
