import { Client, Pool } from "pg";

import { withOptions } from "../../src/database/address";
import { APPLICATION } from "../../src/database/roles";
import { Tickets } from "../../src/database/tickets";
import { canonicalEntry } from "../../src/register/entry";
import { RegisterWriter } from "../../src/register/writer";
import { type TestDatabase, testDatabase, testTickets } from "../support/database";
import { entryOf } from "./made-register";
import { entriesIn, rewriteRegister } from "./tampering";

let test: TestDatabase;
let superuser: Client;
let pool: Pool;
let passed: number[];
let writer: RegisterWriter;

beforeAll(async () => {
  test = await testDatabase();
  superuser = new Client({ connectionString: test.migratorUrl });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await test.close();
});

beforeEach(async () => {
  await rewriteRegister(superuser, []);
  passed = [];
  pool = new Pool({ connectionString: withOptions(test.url, { role: APPLICATION }), max: 1 });
  writer = writerWith(testTickets);
});

afterEach(() => pool.end());

const writerWith = (tickets: Tickets) => new RegisterWriter(pool, tickets, (sequence) => passed.push(sequence));
const write = (from: number, to = from) =>
  Array.from({ length: to - from + 1 }, (_, place) => writer.write(entryOf(from + place)));
const outcomes = async (writing: Promise<unknown>[]) =>
  (await Promise.allSettled(writing)).map((one) =>
    one.status === "fulfilled" ? "committed" : (one.reason as Error).message,
  );

/** Holds the register's head, so that what is appended meanwhile waits. */
async function holding(work: () => Promise<void>): Promise<void> {
  await superuser.query("begin");
  await superuser.query("select from register_head for update");
  try {
    await work();
  } finally {
    await superuser.query("commit");
  }
}

/** The process of PostgreSQL that waits for what this transaction holds; fails where what is written does not wait. */
async function waiting(writing: readonly Promise<unknown>[]): Promise<number> {
  let isOver = false;
  void Promise.allSettled(writing).then(() => (isOver = true));
  for (;;) {
    const { rows } = await superuser.query<{ pid: number }>(
      "select pid from pg_locks where not granted and transactionid = pg_current_xact_id()::xid",
    );
    if (rows[0]) return rows[0].pid;
    if (isOver) throw new Error("What was written did not wait for the register's head.");
  }
}

describe("an entry that is written", () => {
  it("is committed when its receipt is given, and its place is told", async () => {
    const receipt = await writer.write(entryOf(1));
    const [kept] = await entriesIn(superuser);
    expect(receipt).toMatchObject({ id: kept!.id, hash: kept!.hash });
    expect(kept!.entry).toBe(canonicalEntry(entryOf(1)));
    expect(passed).toEqual([1]);
    await expect(new RegisterWriter(pool, testTickets).write(entryOf(2))).resolves.toMatchObject({ sequence: 2 });
  });

  it("leaves its connection to the next", async () => {
    await writer.write(entryOf(1));
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
    await writer.write(entryOf(2));
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
    expect(passed).toEqual([1, 2]);
  });
});

describe("entries of answers in flight", () => {
  it("gather while a transaction is under way, and go together into the next, each with its own receipt", async () => {
    const writing: ReturnType<typeof write> = [];
    await holding(async () => {
      writing.push(...write(1));
      await waiting(writing);
      writing.push(...write(2, 4));
    });
    const receipts = await Promise.all(writing);
    const kept = await entriesIn(superuser);
    expect(kept.map(({ entry }) => entry)).toEqual([1, 2, 3, 4].map((number) => canonicalEntry(entryOf(number))));
    expect(receipts.map(({ id, hash }) => [id, hash])).toEqual(kept.map(({ id, hash }) => [id, hash]));
    expect(passed).toEqual([1, 4]);
  });

  it("are at most five hundred in one transaction", async () => {
    const writing: ReturnType<typeof write> = [];
    await holding(async () => {
      writing.push(...write(1));
      await waiting(writing);
      writing.push(...write(2, 1_002));
    });
    await Promise.all(writing);
    expect(passed).toEqual([1, 501, 1_001, 1_002]);
  });
});

describe("an append that fails", () => {
  it("fails every entry that waits for it, throws its connection away, and the next ones are written", async () => {
    await superuser.query("revoke execute on function register_append_by_ticket from registry_app");
    try {
      const refused = "permission denied for function register_append_by_ticket";
      expect(await outcomes(write(1, 3))).toEqual([refused, refused, refused]);
      expect([passed, pool.totalCount]).toEqual([[], 0]);
    } finally {
      await superuser.query("grant execute on function register_append_by_ticket to registry_app");
    }
    expect(await outcomes(write(4, 5))).toEqual(["committed", "committed"]);
    expect((await entriesIn(superuser)).map(({ entry }) => entry)).toEqual(
      [4, 5].map((number) => canonicalEntry(entryOf(number))),
    );
  });

  it("because its connection is lost does not take along what gathers behind it", async () => {
    pool.on("error", () => undefined);
    const writing: ReturnType<typeof write> = [];
    await holding(async () => {
      writing.push(...write(1));
      const pid = await waiting(writing);
      writing.push(...write(2, 3));
      await superuser.query("select pg_terminate_backend($1)", [pid]);
    });
    const [lost, ...others] = await outcomes(writing);
    expect(lost).toMatch(/terminating connection|Connection terminated/);
    expect(others).toEqual(["committed", "committed"]);
    expect(await entriesIn(superuser)).toHaveLength(2);
  });

  it("without a connection fails too", async () => {
    await pool.end();
    expect(await outcomes(write(1))).toEqual([expect.stringMatching(/pool after calling end/)]);
    pool = new Pool();
  });

  it("by a ticket of another server's key appends nothing", async () => {
    writer = writerWith(new Tickets(Buffer.alloc(32, "another key")));
    expect(await outcomes(write(1))).not.toEqual(["committed"]);
    expect(await entriesIn(superuser)).toEqual([]);
  });
});
