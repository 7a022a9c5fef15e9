import { Recommendations } from "../operations/implementation/recommendations";
import { TestClock } from "./clock";

const DIRECTING = ["DIRECTOR_OPSP", "USG_DFS", "USG_DPKO"];

describe("§ 10.42: the target date of a recommendation is told", () => {
  it("to who directs, and to the head of its office where a circulation lets it read it, until it is implemented", async () => {
    const recommendations = await Recommendations.open("2016-02-01T12:00:00Z");
    const { world } = recommendations;
    const clock = await TestClock.of(world);
    await clock.at("2016-02-01T12:00:00Z");
    const [read, unread, pending] = [
      await recommendations.make({ targetOn: "2016-03-01" }),
      await recommendations.make({ targetOn: "2016-03-01" }),
      await recommendations.make({ targetOn: "2016-03-01" }),
    ];
    await world.circulate({ reportId: read.reportId, full: true, officeIds: [world.office.OMA] });
    for (const { id } of [read, unread])
      for (const usg of ["usg.dpko", "usg.dfs"])
        await world.act(usg, "endorseRecommendation", { recommendationId: id });
    const told = async (uuid: string) =>
      (await clock.told(uuid)).map(({ kind, due, post }) => `${kind} ${due} ${post}`).toSorted();
    const of = (kind: string, posts: string[]) => posts.map((post) => `${kind} 2016-03-01 ${post}`).toSorted();
    await clock.at("2016-02-22T23:59:58Z");
    expect(await told(read.uuid)).toEqual([]);
    await clock.at("2016-02-23T00:00:00Z");
    expect(await told(read.uuid)).toEqual(of("DEADLINE_NEAR", [...DIRECTING, "MILITARY_ADVISER"]));
    expect(await told(unread.uuid)).toEqual(of("DEADLINE_NEAR", DIRECTING));
    expect(await told(pending.uuid)).toEqual([]);
    await clock.at("2016-03-01T23:59:58Z");
    for (const status of ["IN_PROGRESS", "IMPLEMENTED"])
      await world.act("oma.head", "reportProgress", { recommendationId: read.id, status, note: "It is done." });
    await clock.at("2016-03-02T00:00:00Z");
    expect(await told(read.uuid)).toEqual(of("DEADLINE_NEAR", [...DIRECTING, "MILITARY_ADVISER"]));
    expect(await told(unread.uuid)).toEqual(
      [...of("DEADLINE_NEAR", DIRECTING), ...of("DEADLINE_PASSED", DIRECTING)].toSorted(),
    );
    await clock.close();
    await recommendations.close();
  });
});
