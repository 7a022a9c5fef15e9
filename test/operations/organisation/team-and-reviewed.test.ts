import { type TestRegistry, startRegistry } from "../../support/registry";
import { aReport, cast, mutation } from "../life";

describe("§ 10.14: the team of a review, and the offices that it must be free of", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry("2016-06-01T12:00:00Z");
    await cast(registry);
    await registry.post("OMA_THIRD", "OMA");
    const report = await aReport(registry);
    const { data } = await registry.ask(
      "director",
      `query ($id: ID!) { node(id: $id) { ... on Report { review { id } } } }`,
      {
        id: report.id,
      },
    );
    const input = {
      reviewId: data.node.review.id,
      postId: await registry.id("post", "OPSP_MISSION_SUPPORT"),
      startsOn: "2016-01-01",
    };
    expect(await registry.ask("director", mutation("nameTeamMember", "review { id }"), { input })).toMatchObject({
      code: undefined,
    });
  });

  afterAll(() => registry.close());

  const appoint = async (subject: string, startsOn: string) => {
    const { person } = await registry.person(subject);
    const input = { postId: await registry.id("post", "OMA_THIRD"), personId: person, startsOn };
    return registry.ask("administrator", mutation("appoint", "appointment { id }"), { input });
  };

  it("keeps a member of a team from a post of OMA", async () => {
    expect(await appoint("officer", "2016-07-01")).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 10.14",
      data: null,
    });
  });

  it("does not keep one who is on no team", async () => {
    expect(await appoint("military", "2016-07-01")).toMatchObject({ code: undefined });
  });
});
