import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "pg";
import request from "supertest";

import { idOf } from "../../src/access/ids";
import { KeyFile } from "../../src/access/key-file";
import type { KeyProvider } from "../../src/access/sealing";
import { type App, createApp } from "../../src/app";
import { type Database, openDatabase } from "../../src/database/connection";
import { stopServer } from "../../src/http/server";
import { TokenVerifier } from "../../src/identity/token";
import { type Limits, type Settings, readSettings } from "../../src/settings";
import { type TestDatabase, testDatabase, testTickets } from "./database";
import { toSinks } from "./sinks";
import { type TestIssuer, type TokenWish, testIssuer } from "./issuer";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a query gives has the query's shape; tests look into it freely
export type Free = any;

/** What an answer said: the data, or the one error that decided. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  data: Free;
  code: string | undefined;
  paragraph: string | undefined;
  message: string | undefined;
  body: Free;
}

/** Who a person of a test is: uuids of the rows, and the ids by which clients know them. */
export interface TestPerson {
  subject: string;
  personId: string;
  /** Of the appointment made last; empty where none was. */
  appointmentId: string;
  person: string;
  appointment: string;
}

type Wish = string | TokenWish;

/** Nor may tests wait for answers that say that something is not there: of their time there are tests that set it. */
const ROOMY = { requestsPerMinute: 1_000_000, costPerMinute: 1_000_000_000, absenceMilliseconds: 1 };

/** No answer may depend on how busy the machine is: tests of what takes too long set limits of their own. */
const PATIENT = { requestMilliseconds: 120_000, statementMilliseconds: 100_000 };

/** Nor may what is answered beside something else wait for its locks in vain. */
export const PATIENT_LOCKS = { lockMilliseconds: 60_000, idleInTransactionMilliseconds: 100_000 };

function patientSettings(patience: Partial<Limits> = PATIENT): Settings {
  const settings = readSettings([], {});
  return { ...settings, limits: { ...settings.limits, ...ROOMY, ...patience } };
}

/** What texts are sealed with, and what cursors are. */
type TestKeys = KeyProvider & { readonly secret: Buffer };

interface Parts {
  test: TestDatabase;
  database: Database;
  issuer: TestIssuer;
  superuser: Client;
  settings?: Settings;
  keys?: TestKeys | undefined;
}

/** What several registries of one test share: whoever signs in to one can sign in to the others, and their cursors are the same. */
interface Shared {
  issuer: TestIssuer;
  keys: TestKeys;
}

/** The whole registry over HTTP on a database of its own, for one test file. */
export class TestRegistry {
  /** What the server wrote to its log: the causes of failures stand there. */
  readonly logged: Free[] = [];
  /** The errors that its answers told. */
  private readonly told: unknown[] = [];
  url = "";

  readonly databaseUrl: string;
  readonly migratorUrl: string;
  database: Database;
  readonly issuer: TestIssuer;
  /** The superuser, past every rule. */
  readonly superuser: Client;
  private readonly dropDatabase: () => Promise<void>;
  private readonly keys: TestKeys;
  private readonly settings: Settings;
  private shift = "0";

  constructor({ test, database, issuer, superuser, settings = patientSettings(), keys }: Parts) {
    this.settings = settings;
    this.databaseUrl = test.url;
    this.migratorUrl = test.migratorUrl;
    this.dropDatabase = test.close;
    this.database = database;
    this.issuer = issuer;
    this.superuser = superuser;
    this.keys = keys ?? new KeyFile([randomBytes(32)]);
  }

  app!: App;

  async open(): Promise<this> {
    this.app = await this.appOn(this.database);
    this.url = await listen(this.app.server);
    return this;
  }

  private appOn(database: Database): Promise<App> {
    return createApp({
      settings: this.settings,
      database,
      keys: this.keys,
      cursorSecret: this.keys.secret,
      verifier: new TokenVerifier({ issuers: [this.issuer.issuer], audience: this.issuer.audience }),
      log: (line) => this.logged.push(line),
    });
  }

  /** Stops the server and starts another on the same database, with the same keys. */
  async restart(): Promise<void> {
    await stopServer(this.app.server, 0);
    await this.app.stop();
    await this.database.close();
    this.database = await openDatabase(this.settings, this.databaseUrl, testTickets);
    await this.open();
  }

  /** One more server on the same database, which knows nothing of the first. */
  async another(): Promise<{ url: string; close: () => Promise<void> }> {
    const database = await openDatabase(this.settings, this.databaseUrl, testTickets);
    const app = await this.appOn(database);
    const url = await listen(app.server);
    const close = async () => {
      await stopServer(app.server, 0);
      await app.stop();
      await database.close();
    };
    return { url, close };
  }

  /** Asks as the bearer of a token for a subject; a wish says more of the token. */
  async ask(wish: Wish, query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const token = await this.issuer.token(typeof wish === "string" ? { subject: wish } : wish);
    const response = await request(this.url)
      .post("/graphql")
      .set({ authorization: `Bearer ${token}`, accept: "application/graphql-response+json", ...headers })
      .send({ query, variables });
    const [error] = response.body.errors ?? [];
    if (error) this.told.push(error);
    const { code, paragraph } = error?.extensions ?? {};
    const { status, body } = response;
    return {
      status,
      headers: response.headers,
      data: body.data ?? null,
      code,
      paragraph,
      message: error?.message,
      body,
    };
  }

  /** One asker, to be asked as again and again. */
  as(wish: Wish): (query: string, variables?: object, headers?: Record<string, string>) => Promise<Answer> {
    return (query, variables, headers) => this.ask(wish, query, variables, headers);
  }

  /** Rows, as the superuser reads or writes them. */
  async sql<Row = Free>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.superuser.query(text, values)).rows as Row[];
  }

  /** A confirmed person with a login; with a post, appointed to it. The same subject again is the same person. */
  async person(
    subject: string,
    postCode?: string,
    { acting = false, from, until }: { acting?: boolean; from?: string; until?: string } = {},
  ): Promise<TestPerson> {
    const personId = (await this.personOf(subject)) ?? (await this.enterPerson(subject));
    const appointmentId =
      postCode === undefined ? "" : await this.enterAppointment(personId, { postCode, acting, from, until });
    return {
      subject,
      personId,
      appointmentId,
      person: idOf("person", personId),
      appointment: appointmentId && idOf("appointment", appointmentId),
    };
  }

  private async personOf(subject: string): Promise<string | undefined> {
    const [found] = await this.sql("select person_id from login where issuer = $1 and subject = $2", [
      this.issuer.issuer,
      subject,
    ]);
    return found?.person_id;
  }

  private async enterPerson(subject: string): Promise<string> {
    const [entered] = await this.sql(
      `with p as (insert into person (name) values ($2) returning id),
       l as (insert into login (issuer, subject, person_id, starts_on, entered_at, confirmed_at)
         select $1, $2, p.id, '2010-01-01', '2010-01-01', '2010-01-01' from p)
       select id from p`,
      [this.issuer.issuer, subject],
    );
    return entered.id;
  }

  private async enterAppointment(
    personId: string,
    {
      postCode,
      acting,
      from,
      until,
    }: { postCode: string; acting: boolean; from: string | undefined; until: string | undefined },
  ): Promise<string> {
    const [entered] = await this.sql(
      `insert into appointment (post_id, person_id, acting, starts_on, ends_on, entered_at, confirmed_at)
         select p.id, $2, $3, coalesce($4::date, p.starts_on), $5::date, day_begins(coalesce($4::date, p.starts_on)), day_begins(coalesce($4::date, p.starts_on))
         from post p where p.code = $1 returning id`,
      [postCode, personId, acting, from ?? null, until ?? null],
    );
    if (!entered) throw new Error(`There is no post ${postCode} to appoint to.`);
    return entered.id;
  }

  /** A post of an office with its placement confirmed: for staff, whom the policy does not name. */
  async post(
    code: string,
    officeCode: string,
    { isHead = false, role = "STAFF", from = "2010-01-01" } = {},
  ): Promise<string> {
    const [made] = await this.sql(
      `with p as (insert into post (code, name, role, starts_on) values ($1, $1, $4, $5) returning id),
       pl as (insert into post_placement (post_id, office_id, is_head, starts_on, entered_at, confirmed_at)
         select p.id, o.id, $3, $5, day_begins($5), day_begins($5) from p, office o where o.code = $2)
       select id from p`,
      [code, officeCode, isHead, role, from],
    );
    return made.id;
  }

  /** The id by which clients know a row: `id("office", "OMA")`. */
  async id(table: "office" | "post" | "mission", code: string): Promise<string> {
    const [found] = await this.sql(`select id from ${table} where ${table === "mission" ? "acronym" : "code"} = $1`, [
      code,
    ]);
    if (!found) throw new Error(`There is no ${table} ${code}.`);
    return idOf(table, found.id);
  }

  /** Moves the registry's clock to an instant, from which it runs on. */
  async clock(instant: string): Promise<void> {
    await this.sql("update registry_clock set shift = $1::timestamptz - statement_timestamp()", [instant]);
  }

  /** Begins the life of the registry at an instant. */
  async begin(instant: string): Promise<void> {
    await this.clock(instant);
    const [{ shift }] = await this.sql("select shift::text from registry_clock");
    this.shift = shift;
  }

  /** Moves the clock back from elsewhere to where it would stand by now: no instant is lived twice, and no ended post held again. */
  async clockBack(): Promise<void> {
    await this.sql("update registry_clock set shift = $1::interval", [this.shift]);
  }

  /** A digest of every row but the register's: two that are equal say that nothing was changed between them. */
  async contents(): Promise<Record<string, string>> {
    const tables = await this.sql<{ name: string }>(EVERY_TABLE);
    const digests = tables.map(
      ({ name }) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from ${name} t`,
    );
    const found = await this.sql<{ name: string; digest: string }>(digests.join(" union all "));
    return Object.fromEntries(found.map(({ name, digest }) => [name, digest]));
  }

  async close(): Promise<void> {
    const metrics = await request(this.url)
      .get("/metrics")
      .then(({ text }) => text)
      .catch(() => "");
    toSinks([...this.logged, ...this.told, metrics]);
    await stopServer(this.app.server, 0);
    await this.app.stop();
    await this.database.close();
    await this.superuser.end();
    await this.issuer.close();
    await this.dropDatabase();
  }
}

const EVERY_TABLE = `select table_name as name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'register%'`;

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts a registry whose clock stands at an instant: today unless said. */
export async function startRegistry(now?: string, shared?: Shared, limits?: Partial<Limits>): Promise<TestRegistry> {
  const test = await testDatabase();
  const superuser = new Client({ connectionString: test.migratorUrl });
  await superuser.connect();
  const issuer = shared?.issuer ?? (await testIssuer());
  const settings = patientSettings({ ...PATIENT, ...(shared ? PATIENT_LOCKS : {}), ...limits });
  const database = await openDatabase(settings, test.url, testTickets);
  const registry = await new TestRegistry({ test, database, issuer, superuser, settings, keys: shared?.keys }).open();
  if (now) await registry.begin(now);
  return registry;
}
