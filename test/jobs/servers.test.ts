import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { Client } from "pg";

import { newCanary } from "../attacks/scene";
import { type World, aWorld } from "../operations/world";
import { Child } from "../support/child";
import { temporaryFolder } from "../support/temporary-folder";
import { TestClock } from "./clock";

jest.setTimeout(180_000);

const DEADLINES = 50;
/** The post at whose notices the servers are held, and what holds them. */
const HELD_AT = "USG_DFS";
const HOLDING = 4712;

const folder = temporaryFolder("registry-servers-");
let world: World;
let servers: Child[] = [];

beforeAll(async () => {
  world = await aWorld("2016-06-01T12:00:00Z");
  const report = await world.report({ parts: [{ key: "c", text: `Closed ${newCanary()}` }] });
  const input = { reportId: report.id, full: true, postIds: [world.post.MILITARY_ADVISER] };
  for (let place = 0; place < DEADLINES; place += 1)
    await world.circulate({ ...input, validUntil: `2016-06-${10 + (place % 3)}T00:00:00Z` });
  const clock = await TestClock.of(world);
  await clock.at("2016-06-02T00:00:00Z");
  await clock.close();
});
afterAll(async () => {
  for (const server of servers) server.signal("SIGKILL");
  await world.registry.close();
  folder.remove();
});

const keyFile = (name: string): string => {
  const path = join(folder.path, name);
  writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  return path;
};

/** Two servers on one database, each with a folder of its own. */
async function startTwo(keys: Record<string, string>): Promise<void> {
  servers = ["one", "other"].map((name) =>
    Child.run([], {
      DATABASE_URL: world.registry.migratorUrl,
      DATABASE_MAY_FORGET: "yes",
      OIDC_ISSUER: world.registry.issuer.issuer,
      DATA_FOLDER: join(folder.path, name),
      PORT: "0",
      LIMIT_LOCK_MILLISECONDS: "120000",
      LIMIT_STATEMENT_MILLISECONDS: "120000",
      LIMIT_IDLE_IN_TRANSACTION_MILLISECONDS: "120000",
      ...keys,
    }),
  );
  await Promise.all(servers.map((server) => server.printed("The registry answers at")));
}

const kill = async () => {
  for (const server of servers) server.signal("SIGKILL");
  await Promise.all(servers.map((server) => server.ended()));
};

const counted = async (text: string, values: unknown[] = []): Promise<number> =>
  (await world.registry.sql(text, values))[0].count;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await turn();
}

it("makes of 50 deadlines each notice once, on two servers that are killed in between and started again", async () => {
  const keys = { TICKET_KEY_FILE: keyFile("ticket.key"), REGISTRY_KEY_FILE: keyFile("registry.key") };
  await world.registry.sql(`create function held() returns trigger language plpgsql as $$ begin
    if new.due_on is not null and new.post_id = (select id from public.post where code = '${HELD_AT}') then perform pg_advisory_xact_lock(${HOLDING}); end if;
    return new; end $$`);
  await world.registry.sql("alter function held() owner to postgres");
  await world.registry.sql("alter function held() security definer");
  await world.registry.sql("grant execute on function held() to public");
  await world.registry.sql("create trigger held before insert on notice for each row execute function held()");
  const holder = new Client({ connectionString: world.registry.migratorUrl });
  await holder.connect();
  await holder.query("select pg_advisory_lock($1)", [HOLDING]);

  await world.registry.clock("2016-06-08T00:00:00Z");
  await startTwo(keys);
  await until(
    async () =>
      (await counted("select count(*)::int from pg_locks where locktype = 'advisory' and objid = $1 and not granted", [
        HOLDING,
      ])) > 0,
  );
  const before = await counted("select count(*)::int from notice where due_on is not null");
  await kill();
  expect(await counted("select count(*)::int from notice where due_on is not null")).toBe(before);
  await holder.end();

  const posts = ["ADMINISTRATOR_1", "DIRECTOR_OPSP", "MILITARY_ADVISER", "USG_DFS", "USG_DPKO"];
  const expected = DEADLINES * posts.length;
  expect(before).toBeLessThan(expected);
  await startTwo(keys);
  await until(async () => (await counted("select count(*)::int from notice where due_on is not null")) >= expected);
  for (const server of servers) server.signal("SIGTERM");
  expect(await Promise.all(servers.map((server) => server.ended()))).toEqual([0, 0]);

  const made = await world.registry.sql(
    `select p.code, count(*)::int, count(distinct n.object_id)::int as objects, min(n.kind) as kind from notice n join post p on p.id = n.post_id
     where n.due_on is not null group by p.code order by p.code`,
  );
  expect(made).toEqual(
    posts.map((code) => ({ code, count: DEADLINES, objects: DEADLINES, kind: "CIRCULATION_EXPIRES" })),
  );

  // What passes while no server runs is told by the next one.
  await world.registry.clock("2016-07-01T00:00:00Z");
  await startTwo(keys);
  const told = DEADLINES * (posts.length - 1);
  await until(
    async () => (await counted("select count(*)::int from notice where kind = 'CIRCULATION_EXPIRED'")) >= told,
  );
  for (const server of servers) server.signal("SIGTERM");
  expect(await Promise.all(servers.map((server) => server.ended()))).toEqual([0, 0]);
  expect(await counted("select count(*)::int from notice where due_on is not null")).toBe(expected + told);
  for (const { out, err } of servers) expect(out + err).not.toMatch(/DUE_NOT_DONE|JOBS_FAILED|CANARY/);
  expect(JSON.stringify(await world.registry.sql("select data, output from jobs.job"))).not.toMatch(/CANARY/);
});
