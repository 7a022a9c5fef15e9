import { aDirectedRequest } from "../operations/life";
import { type World, aWorld } from "../operations/world";
import { Holder, allAtRest, expectUnavailable, waitingBackends } from "./faults";

const READ = "{ findings(first: 5) { nodes { id text } } }";

let world: World;

beforeAll(async () => {
  world = await aWorld();
  await world.report();
});

afterAll(() => world.registry.close());

const kill = (pids: number[]) =>
  world.registry.sql("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", [pids]);

/** Asks while a table is held, and ends the backends that wait for it. */
async function endedWhileWaiting(table: string, ask: () => ReturnType<World["ask"]>) {
  const holder = await Holder.of(world.registry.migratorUrl, `lock table ${table} in access exclusive mode`);
  const answer = ask();
  await kill(await waitingBackends(world.registry));
  const answered = await answer;
  await holder.letGo();
  return answered;
}

describe("a backend of PostgreSQL that is ended", () => {
  it("in the middle of a read leaves no content, and the next reads are answered", async () => {
    const read = () => world.registry.ask("director", READ);
    const whole = (await read()).data;
    for (const table of ["part_content", "part", "facts_mark", "register_head"]) {
      expectUnavailable(await endedWhileWaiting(table, read));
      expect((await read()).data).toEqual(whole);
    }
  });

  it("in the middle of an act leaves nothing done and nothing registered", async () => {
    const review = { requestId: await aDirectedRequest(world.registry) };
    const act = () => world.ask("director", "openReview", review);
    const registered = () => world.registry.sql("select count(*) from register_entry where kind = 'ACT'");
    const before = [await world.contents(), await registered()];
    for (const table of ["review", "review_mission", "register_head"])
      expectUnavailable(await endedWhileWaiting(table, act));
    await allAtRest(world.registry);
    expect([await world.contents(), await registered()]).toEqual(before);
    expect(await act()).toMatchObject({ status: 200, code: undefined });
  });

  it("each one of them while idle is not noticed by anybody", async () => {
    await Promise.all(Array.from({ length: 8 }, () => world.registry.ask("director", READ)));
    await allAtRest(world.registry);
    await world.registry.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'registry' and datname = current_database()`,
    );
    await world.registry.sql("select 1");
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.registry.ask("director", READ)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect((await world.registry.ask("director", READ)).status).toBe(200);
  });
});
