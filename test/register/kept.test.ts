import { Client } from "pg";

import { append } from "../../src/register/append";
import { canonicalEntry } from "../../src/register/entry";
import { auditKeptRegister, inSnapshot, keptEntries, verifyKeptRegister } from "../../src/register/kept-entries";
import { onKeptRegister } from "../../src/register/kept-register";
import { BEGINNING } from "../../src/register/verify";
import { RegisterFault, walkRegister } from "../../src/register/walk";
import { readSettings } from "../../src/settings";
import { StartError } from "../../src/start-error";
import { type TestDatabase, testDatabase } from "../support/database";
import { entryOf } from "./made-register";
import { entriesIn, rewriteRegister } from "./tampering";

/** More than two pages of what is read at once. */
const MANY = 10_003;

let test: TestDatabase;
let superuser: Client;

beforeAll(async () => {
  test = await testDatabase();
  superuser = new Client({ connectionString: test.migratorUrl });
  await superuser.connect();
  await add(7);
});

afterAll(async () => {
  await superuser.end();
  await test.close();
});

const texts = (count: number) => Array.from({ length: count }, (_, place) => canonicalEntry(entryOf(place + 1)));
const add = (count: number) => append(superuser, texts(count));

async function numbersOf(client: Client, after?: number): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { sequence } of keptEntries(client, after)) numbers.push(sequence);
  return numbers;
}

/** Does a work as a login that may do what these roles may. */
async function asLogin<T>(roles: readonly string[], work: (client: Client) => Promise<T>): Promise<T> {
  const name = `login_${new URL(test.migratorUrl).pathname.slice(1)}`;
  await superuser.query(
    `create role ${name} login password '${name}' ${roles.length > 0 ? "in role" : ""} ${roles.join()}`,
  );
  const url = new URL(test.migratorUrl);
  url.username = url.password = name;
  const client = new Client({ connectionString: url.href });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
    await superuser.query(`drop role ${name}`);
  }
}

const currentUser = async (client: Client): Promise<string> =>
  (await client.query<{ current_user: string }>("select current_user")).rows[0]!.current_user;

/** Does a work on a register that was changed, and puts back what it was. */
async function changed(statements: string[], work: () => Promise<void>): Promise<void> {
  const entries = await entriesIn(superuser);
  await superuser.query("alter table register_entry disable trigger register_entry_append_only");
  for (const statement of statements) await superuser.query(statement);
  await superuser.query("alter table register_entry enable trigger register_entry_append_only");
  try {
    await work();
  } finally {
    await superuser.query("insert into register_head values (true, 0, '') on conflict do nothing");
    await rewriteRegister(superuser, entries);
  }
}

describe("what the owner appends", () => {
  it("is in its order, each with its receipt and its place", async () => {
    const appended = await add(2);
    const { rows } = await superuser.query(
      "select id, hash, sequence::float8 as sequence, entry from register_entry order by sequence desc limit 2",
    );
    expect(appended).toEqual(rows.reverse().map(({ id, hash, sequence }) => ({ id, hash, sequence })));
    expect(rows.map(({ entry }) => entry as string)).toEqual(texts(2));
  });
});

describe("a snapshot of the register", () => {
  it("stays as it is, whatever is appended meanwhile, and is for reading alone", async () => {
    await asLogin(["registry_auditor"], async (client) => {
      const before = await inSnapshot(client, async () => {
        const numbers = await numbersOf(client);
        await add(1);
        expect(await numbersOf(client)).toEqual(numbers);
        return numbers.length;
      });
      expect(await inSnapshot(client, () => numbersOf(client))).toHaveLength(before + 1);
    });
    const written = inSnapshot(superuser, () => superuser.query("create table something ()"));
    await expect(written).rejects.toThrow("read-only transaction");
  });

  it.each([
    ["an auditor's", ["registry_auditor"], "registry_auditor"],
    ["the owner's", ["registry_owner"], "registry_owner"],
    ["of both", ["registry_owner", "registry_auditor"], "registry_auditor"],
  ])("is read by a login that is %s, as who may read all of it", async (_, roles, reader) => {
    await asLogin(roles, async (client) => {
      const login = await currentUser(client);
      expect(await inSnapshot(client, () => currentUser(client))).toBe(reader);
      expect(await currentUser(client)).toBe(login);
      expect(await verifyKeptRegister(client)).toMatchObject({ fits: true });
    });
  });

  it("is read by a superuser as the superuser", async () => {
    expect(await inSnapshot(superuser, () => currentUser(superuser))).toBe(await currentUser(superuser));
  });

  it("is not given to the application's login, which may not read it", async () => {
    await asLogin(["registry_app"], async (client) => {
      await expect(inSnapshot(client, () => numbersOf(client))).rejects.toThrow(
        new StartError("The login of DATABASE_URL may not read the register: give an auditor's, or the migrator's."),
      );
      expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    });
  });

  it("ends when what is done in it fails", async () => {
    await expect(inSnapshot(superuser, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const { rows } = await superuser.query(
      "select pg_current_xact_id_if_assigned() is null as free, now() = statement_timestamp() as own",
    );
    expect(rows).toEqual([{ free: true, own: true }]);
  });
});

describe("the register as a database keeps it", () => {
  it("is read from its first entry, or from the one after another", async () => {
    const numbers = await numbersOf(superuser);
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
    expect(await numbersOf(superuser, 5)).toEqual(numbers.slice(5));
    expect(await numbersOf(superuser, numbers.length)).toEqual([]);
  });

  it("is read with entries that it should not have, whatever their numbers", async () => {
    const lowest = `insert into register_entry (sequence, id, recorded_at, entry, previous, hash, kind, person_id, parts, reports)
      select -9223372036854775808, gen_random_uuid(), recorded_at, entry, previous, hash, kind, person_id, parts, reports from register_entry where sequence = 1`;
    await changed([lowest], async () => {
      expect((await numbersOf(superuser))[0]).toBe(-(2 ** 63));
      expect(await verifyKeptRegister(superuser)).toMatchObject({ fits: false, sequence: -(2 ** 63) });
    });
  });

  it("has a head, which must be its last entry; who may not read it has the entries alone", async () => {
    const { length } = await numbersOf(superuser);
    await changed(["update register_head set sequence = sequence + 1"], async () => {
      expect(await verifyKeptRegister(superuser)).toMatchObject({ fits: false, sequence: length + 1 });
      await asLogin(["registry_app"], async (client) => {
        await superuser.query(`alter role ${await currentUser(client)} bypassrls`);
        expect(await verifyKeptRegister(client)).toMatchObject({ fits: true, entries: length });
      });
    });
    await changed(["delete from register_head"], async () => {
      const reason = `the register's head is entry 0, and the last one found is ${length}`;
      expect(await verifyKeptRegister(superuser)).toEqual({ fits: false, sequence: length + 1, reason });
      await superuser.query("alter table register_entry disable trigger register_entry_append_only");
      await superuser.query("delete from register_entry");
      await superuser.query("alter table register_entry enable trigger register_entry_append_only");
      expect(await verifyKeptRegister(superuser)).toMatchObject({ fits: false, sequence: 1 });
    });
  });

  it("is audited from an entry on, with receipts", async () => {
    const entries = await entriesIn(superuser);
    const [{ id, hash }, { sequence: last }] = [entries[5]!, entries.at(-1)!];
    const after = { sequence: 5, hash: entries[4]!.hash };
    const { audit, verdict } = await auditKeptRegister(superuser, { after, receipts: [{ id, hash }] });
    expect(verdict).toMatchObject({ fits: true, entries: last - 5 });
    expect(audit.receipts()).toEqual([{ receipt: { id, hash }, sequence: 6 }]);
  });
});

describe("a walk of the database through its register", () => {
  it("gives the head, from the beginning and from an entry on", async () => {
    const entries = await entriesIn(superuser);
    const { sequence, hash } = entries.at(-1)!;
    expect(await walkRegister(superuser, BEGINNING)).toEqual({ sequence, hash });
    expect(await walkRegister(superuser, { sequence: 3, hash: entries[2]!.hash })).toEqual({ sequence, hash });
  });

  it("fails where the register does not fit, and says where", async () => {
    await changed(
      ["update register_entry set entry = replace(entry, 'ANSWER', 'REFUSAL') where sequence = 4"],
      async () => {
        const failure: unknown = await walkRegister(superuser, BEGINNING).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(RegisterFault);
        const reason = "what it says does not have its hash";
        expect(failure).toMatchObject({
          name: "RegisterFault",
          sequence: 4,
          reason,
          message: `The register does not fit at entry 4: ${reason}.`,
        });
      },
    );
  });
});

describe("a register of many pages", () => {
  beforeAll(async () => {
    await rewriteRegister(superuser, []);
    await add(MANY);
  });

  it("is read, and walked, to its end", async () => {
    expect(await numbersOf(superuser)).toEqual(Array.from({ length: MANY }, (_, place) => place + 1));
    expect(await numbersOf(superuser, 3)).toHaveLength(MANY - 3);
    expect((await walkRegister(superuser, BEGINNING)).sequence).toBe(MANY);
  });
});

describe("the registry's database", () => {
  const settings = (env: Record<string, string>) => readSettings([], { OIDC_ISSUER: "https://issuer.invalid", ...env });
  const asked = (client: Client) =>
    client
      .query<{ name: string; login: string }>(
        "select application_name as name, session_user as login from pg_stat_activity where pid = pg_backend_pid()",
      )
      .then(({ rows }) => rows[0]);

  it("is reached by the migrator's login where there is one, else by the one that is given", async () => {
    const one = { name: "registry register", login: new URL(test.url).username };
    expect(await onKeptRegister(settings({ DATABASE_URL: test.url }), asked)).toEqual(one);
    const both = settings({ DATABASE_URL: test.url, MIGRATOR_DATABASE_URL: test.migratorUrl });
    expect(await onKeptRegister(both, asked)).toEqual({ ...one, login: new URL(test.migratorUrl).username });
  });

  it("is left when the work is done, and when it fails", async () => {
    const clients: Client[] = [];
    const work = (client: Client) => {
      clients.push(client);
      return clients.length > 1 ? Promise.reject(new Error("no")) : Promise.resolve("done");
    };
    expect(await onKeptRegister(settings({ DATABASE_URL: test.url }), work)).toBe("done");
    await expect(onKeptRegister(settings({ DATABASE_URL: test.url }), work)).rejects.toThrow("no");
    for (const client of clients) await expect(client.query("select 1")).rejects.toThrow(/closed|not queryable/);
  });

  it("that cannot be reached is told in a sentence", async () => {
    const nowhere = settings({ DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/registry" });
    await expect(onKeptRegister(nowhere, asked)).rejects.toBeInstanceOf(StartError);
  });
});
