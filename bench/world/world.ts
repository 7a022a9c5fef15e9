import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

import { KeyFile } from "../../src/access/key-file";
import { Seal } from "../../src/access/sealing";
import { withDatabase } from "../../src/database/address";
import { startEmbeddedPostgres } from "../../src/database/embedded";
import { growDatabase, hasDatabase } from "../../src/database/grown-database";
import { migrate } from "../../src/database/migrations";
import { Tickets, installTicketKey } from "../../src/database/tickets";
import { fillDemonstration } from "../../src/demonstration/filling";
import { keysIn, makeKeyFile } from "../../src/secret-file";
import { readSettings } from "../../src/settings";
import { rowsOf } from "./rows";

const DATABASE = "registry";
/** By this name the world knows the provider of its logins until one is opened. */
const ISSUER = "http://127.0.0.1:1";

/** The registry's database with very many reports, and what a server needs to answer from it. */
export interface World {
  /** The superuser's address. */
  readonly url: string;
  /** The address of a login that may act as the application's role, and no more. */
  readonly applicationUrl: string;
  readonly folder: string;
  readonly ticketKeyFile: string;
  readonly keyFile: string;
  stop(): Promise<void>;
}

/** Opens the world of so many reports; the first time it is made, which takes minutes. */
export async function openWorld(size: number, tell: (sentence: string) => void): Promise<World> {
  const folder = join(__dirname, "../../.data/bench", String(size));
  const postgres = await startEmbeddedPostgres({ folder: join(folder, "postgres"), durable: true });
  const [ticketKeyFile, keyFile] = [join(folder, "ticket.key"), join(folder, "registry.key")];
  for (const file of [ticketKeyFile, keyFile]) if (!existsSync(file)) makeKeyFile(file);
  try {
    const password = await applicationLogin(postgres.url);
    if (!(await hasDatabase(postgres.url, DATABASE))) {
      tell(`Making a world of ${size} reports: this takes minutes, once.`);
      await growDatabase(postgres.url, DATABASE, (url) => fill(url, { size, ticketKeyFile, keyFile, tell }));
    }
    const url = withDatabase(postgres.url, DATABASE);
    const application = new URL(url);
    [application.username, application.password] = ["bench", password];
    return { url, applicationUrl: application.href, folder, ticketKeyFile, keyFile, stop: postgres.stop };
  } catch (failure) {
    await postgres.stop();
    throw failure;
  }
}

/** A login that is not a superuser: row-level security holds it. */
async function applicationLogin(url: string): Promise<string> {
  const client = new Client(url);
  await client.connect();
  const password = randomBytes(16).toString("hex");
  const { rowCount } = await client.query("select from pg_roles where rolname = 'bench'");
  await client.query(`${rowCount ? "alter" : "create"} role bench login password ${client.escapeLiteral(password)}`);
  await client.end();
  return password;
}

interface Filling {
  readonly size: number;
  readonly ticketKeyFile: string;
  readonly keyFile: string;
  readonly tell: (sentence: string) => void;
}

async function fill(url: string, { size, ticketKeyFile, keyFile, tell }: Filling): Promise<void> {
  await migrate(url);
  const secret = keysIn(ticketKeyFile)[0]!;
  await installTicketKey(url, secret);
  const settings = readSettings([], {});
  const now = new Date();
  const [tickets, seal] = [new Tickets(secret), new Seal(new KeyFile(keysIn(keyFile)))];
  const { signal } = new AbortController();
  await fillDemonstration({ settings, url, tickets, seal, issuer: ISSUER, now, signal });
  const client = new Client(url);
  await client.connect();
  try {
    // What triggers would fill in is given, and nothing waits for the disk.
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set role none",
    );
    await client.query("grant registry_app to bench");
    await client.query(`create temp table bearer as
      select l.subject, a.post_id, pl.office_id, m.id as mission_id
      from login l join appointment a on a.person_id = l.person_id
      join post_placement pl on pl.post_id = a.post_id and pl.sight_from <= now() and now() < pl.sight_until
      left join mission m on 'hom.' || lower(m.acronym) = l.subject
      where a.sight_from <= now() and now() < a.sight_until`);
    for (const statement of rowsOf(size)) {
      const begun = Date.now();
      await client.query(statement);
      tell(`  ${((Date.now() - begun) / 1000).toFixed(1)} s ${statement.trim().slice(0, 60).replace(/\s+/g, " ")}`);
    }
    await client.query("vacuum (freeze, analyze)");
    await client.query("checkpoint");
  } finally {
    await client.end();
  }
}

/** Tells the world by which provider its people log in now. */
export async function knowIssuer(url: string, issuer: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query("set session_replication_role = replica");
  await client.query("update login set issuer = $1 where issuer <> $1", [issuer]);
  await client.end();
}
