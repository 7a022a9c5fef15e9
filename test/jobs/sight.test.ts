import { type World, aWorld } from "../operations/world";
import { TestClock, uuidOfCirculation } from "./clock";

let world: World;
let clock: TestClock;

const open = async (now: string) => {
  world = await aWorld(now);
  clock = await TestClock.of(world);
  await clock.at(now);
};
afterEach(async () => {
  await clock.close();
  await world.registry.close();
});

const postsTold = async (object: string, kind: string) =>
  (await clock.told(object)).filter((one) => one.kind === kind).map(({ post }) => post);

/** A full circulation to the Military Adviser's post, valid until an instant; its id as a row has it. */
async function circulated(validUntil: string, more: object = {}): Promise<string> {
  const report = await world.report();
  const postIds = [world.post.MILITARY_ADVISER];
  return uuidOfCirculation(
    await world.circulate({ reportId: report.id, full: true, postIds, validUntil, ...more }, signersNow),
  );
}
let signersNow = ["usg.dpko", "usg.dfs"];
beforeEach(() => {
  signersNow = ["usg.dpko", "usg.dfs"];
});

describe("§ 10.43: a notice is made only for a post that may see its object", () => {
  it("to the posts that see it then: a recipient before its end, and not after; no one who sees nothing of it", async () => {
    await open("2016-06-01T12:00:00Z");
    const id = await circulated("2016-06-10T00:00:00Z", { officeIds: [world.office.OO] });
    await clock.at("2016-06-05T00:00:00Z");
    const seeing = ["ADMINISTRATOR_1", "DIRECTOR_OPSP", "USG_DFS", "USG_DPKO", "MILITARY_ADVISER", "ASG_OO"];
    expect(await postsTold(id, "CIRCULATION_EXPIRES")).toEqual(seeing.toSorted());
    await clock.at("2016-06-11T00:00:00Z");
    expect(await postsTold(id, "CIRCULATION_EXPIRED")).not.toContain("MILITARY_ADVISER");
  });

  it("not to a recipient while it is suspended, for then nothing of it is seen; and when that is lifted", async () => {
    await open("2016-06-01T12:00:00Z");
    const report = await world.report();
    const circulation = await world.circulate({
      reportId: report.id,
      full: true,
      postIds: [world.post.MILITARY_ADVISER],
      validUntil: "2016-06-12T00:00:00Z",
    });
    await world.on(circulation, "administrator", "suspendCirculation");
    await clock.at("2016-06-06T00:00:00Z");
    const id = uuidOfCirculation(circulation);
    expect(await postsTold(id, "CIRCULATION_EXPIRES")).not.toContain("MILITARY_ADVISER");
    await world.on(circulation, "usg.dfs", "liftSuspension");
    await clock.at("2016-06-07T00:00:00Z");
    expect(await postsTold(id, "CIRCULATION_EXPIRES")).toContain("MILITARY_ADVISER");
  });

  it("whatever a source says: each of all posts is tried, and the law of that post decides", async () => {
    await open("2016-06-01T12:00:00Z");
    const id = await circulated("2016-06-10T00:00:00Z");
    await world.registry
      .sql(`create or replace function due_circulations() returns table (kind text, object_id uuid, due_on date, post_id uuid)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp
      begin atomic select 'CIRCULATION_EXPIRES', c.id, '2016-06-09'::date, p.id from circulation c cross join post p; end`);
    await clock.at("2016-06-05T00:00:00Z");
    expect(await postsTold(id, "CIRCULATION_EXPIRES")).toEqual(
      [
        ...["ADMINISTRATOR_1", "ADMINISTRATOR_2", "AUDITOR", "DIRECTOR_OPSP", "MILITARY_ADVISER"],
        ...["OPSP_TEAM_ASSISTANT", "USG_DFS", "USG_DPKO"],
      ].toSorted(),
    );
  });
});
