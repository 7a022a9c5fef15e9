import { Client } from "pg";

import { Jobs } from "../../src/jobs/jobs";
import { readSettings } from "../../src/settings";
import { StartError } from "../../src/start-error";
import { type World, aWorld } from "../operations/world";
import { Child } from "../support/child";
import { temporaryFolder } from "../support/temporary-folder";
import { TestClock } from "./clock";

const folder = temporaryFolder("registry-jobs-");
let world: World;

beforeAll(async () => {
  world = await aWorld();
});
afterAll(async () => {
  await world.registry.close();
  folder.remove();
});

const open = (url: string, production = false) =>
  Jobs.open({
    settings: { ...readSettings([], {}), production },
    url,
    database: world.registry.database,
    log: () => undefined,
  });

/** The address of a login of this test, made for these rights. */
async function loginWith(rights: string): Promise<string> {
  const name = `jobs_of_a_test_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
  await world.registry.sql(`create role ${name} login password '${name}' ${rights}`);
  const address = new URL(world.registry.migratorUrl);
  address.username = address.password = name;
  made.push(name);
  return address.href;
}
const made: string[] = [];
afterAll(async () => {
  const client = new Client({ connectionString: process.env.TEST_CLUSTER_URL });
  await client.connect();
  for (const name of made) await client.query(`drop role ${name}`);
  await client.end();
});

describe("the login of the jobs", () => {
  it("runs them in production, where it may act as registry_jobs and do no more", async () => {
    const jobs = await open(await loginWith("in role registry_jobs"), true);
    await jobs.start();
    await jobs.stop();
  });

  it("is refused in production where it passes by row-level security", async () => {
    await expect(open(await loginWith("bypassrls in role registry_jobs"), true)).rejects.toThrow(
      /^The login jobs_of_a_test_\w+ passes by row-level security: let the registry use another, which cannot\.$/,
    );
  });

  it("is refused where it may not act as registry_jobs", async () => {
    await expect(open(world.registry.databaseUrl)).rejects.toThrow(StartError);
    await expect(open(world.registry.databaseUrl)).rejects.toThrow(/does not let the login "registry_test" work/);
  });
});

it("goes on when its connections are lost, idle and at work", async () => {
  const clock = await TestClock.of(world);
  await clock.jobs.start();
  const cut = () =>
    world.registry.sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('registry jobs', 'registry') and datname = current_database()",
    );
  for (let time = 0; time < 20; time += 1) await Promise.all([clock.jobs.doDue(), cut()]);
  await cut();
  await clock.jobs.doDue();
  clock.logged.length = 0;
  await clock.at("2016-06-01T12:00:00Z");
  await clock.close();
});

it("a job in the queue wakes a scan, of a minute one, whichever server asked for it", async () => {
  const clock = await TestClock.of(world);
  await clock.at("2016-06-01T12:00:00Z");
  const report = await world.report();
  await world.circulate({
    reportId: report.id,
    full: true,
    postIds: [world.post.MILITARY_ADVISER],
    validUntil: "2016-06-12T00:00:00Z",
  });
  await clock.jobs.start();
  await clock.jobs.doDue();
  expect(await clock.told()).toEqual([]);
  await world.registry.clock("2016-06-06T00:00:00Z");
  const minute = "date_trunc('minute', now() at time zone 'UTC')";
  const ask = `insert into jobs.job (name, policy, singleton_on) values ('scan', 'short', ${minute}) on conflict do nothing returning id`;
  expect(await world.registry.sql(ask)).toHaveLength(1);
  expect(await world.registry.sql(ask)).toHaveLength(0);
  while ((await clock.told()).length === 0);
  await clock.close();
});

it("a server with JOBS=no does nothing of it, and one without does it at its start", async () => {
  const clock = await TestClock.of(world);
  await clock.at("2016-06-01T12:00:00Z");
  await clock.close();
  await world.registry.sql("delete from clock_mark");
  const serve = async (more: Record<string, string>) => {
    const server = Child.run([], {
      DATABASE_URL: world.registry.migratorUrl,
      DATABASE_MAY_FORGET: "yes",
      OIDC_ISSUER: world.registry.issuer.issuer,
      DATA_FOLDER: folder.path,
      PORT: "0",
      ...more,
    });
    await server.printed("The registry answers at");
    return server;
  };
  const connections = async () =>
    (
      await world.registry.sql(
        "select from pg_stat_activity where application_name = 'registry jobs' and datname = current_database()",
      )
    ).length;
  const idle = await serve({ JOBS: "no" });
  expect(await connections()).toBe(0);
  idle.signal("SIGTERM");
  expect(await idle.ended()).toBe(0);
  expect(await world.registry.sql("select from clock_mark")).toEqual([]);
  const busy = await serve({});
  expect(await connections()).toBeGreaterThan(0);
  while ((await world.registry.sql("select from clock_mark")).length === 0);
  busy.signal("SIGTERM");
  expect(await busy.ended()).toBe(0);
});
