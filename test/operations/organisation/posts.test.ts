import {
  type Administration,
  TODAY,
  absent,
  confirmed,
  done,
  entered,
  postsOf,
  refused,
  somebody,
  startAdministration,
  told,
} from "./administration";

let a: Administration;
beforeAll(async () => {
  a = await startAdministration();
});
afterAll(() => a.registry.close());

let count = 0;
const fresh = (stem: string) => `${stem}_${(count += 1)}`;
const office = (code: string) => a.registry.id("office", code);
const post = (code: string) => a.registry.id("post", code);

/** A post of OMA, as an administrator enters it; its placement awaits confirmation. */
async function newPost(more: object = {}): Promise<{ code: string; post: string; placement: string }> {
  const input = {
    code: fresh("OMA_POST"),
    name: "Planner",
    role: "STAFF",
    officeId: await office("OMA"),
    startsOn: "2026-01-01",
    ...more,
  };
  const made = await done(a.registry, "first", "createPost { post { id } placement { id } }", input);
  return { code: input.code, post: made.post.id, placement: made.placement.id };
}

/** A person appointed to a post, confirmed. */
async function holderOf(code: string, startsOn = "2026-01-01") {
  const person = await somebody(a.registry);
  await confirmed(a.registry, await entered(a.registry, { post: code, person: person.person, startsOn }), "director");
  return person;
}

describe("A post", () => {
  it("reads nothing until its office has been confirmed, and its holder cannot confirm that", async () => {
    const { registry } = a;
    const { code, placement } = await newPost();
    const { subject } = await holderOf(code);
    expect(await postsOf(registry, subject)).toEqual([]);
    expect(await told(registry, placement)).toEqual({ ENTRY_AWAITS_CONFIRMATION: ["DIRECTOR_OPSP", "USG_DPO"] });
    await confirmed(registry, placement);
    expect(await postsOf(registry, subject)).toEqual([code]);
  });

  it.each([
    ["who entered it", "first", ["FORBIDDEN", "§ 10.11"]],
    ["the head of the office", "oma", ["FORBIDDEN", "§ 6.8"]],
    ["a USG", "usg", ["FORBIDDEN", "§ 6.8"]],
    ["an auditor", "auditor", ["FORBIDDEN", "§ 6.8"]],
  ])("is not placed by the confirmation of %s", async (_, subject, refusal) => {
    const { placement } = await newPost();
    expect(await refused(a.registry, subject, "confirmEntry", { entryId: placement })).toEqual(refusal);
  });

  it.each([false, true])(
    "is not placed by the confirmation of who holds it or is to hold it (confirmed: %s)",
    async (isConfirmed) => {
      const { registry, people } = a;
      const { code, placement } = await newPost();
      const appointment = await entered(registry, { post: code, person: people.second.person, startsOn: "2027-01-01" });
      if (isConfirmed) await confirmed(registry, appointment, "director");
      expect(await refused(registry, "second", "confirmEntry", { entryId: placement })).toEqual([
        "FORBIDDEN",
        "§ 10.11",
      ]);
      await confirmed(registry, placement, "director");
    },
  );

  it("is placed by the confirmation of who held it once", async () => {
    const { registry, people } = a;
    const { code, placement } = await newPost();
    const past = { post: code, person: people.second.person, startsOn: "2026-01-01", endsOn: "2026-03-09" };
    await confirmed(registry, await entered(registry, past), "director");
    await confirmed(registry, placement);
  });

  it("does not come to head an office that has a head", async () => {
    const input = {
      code: fresh("OMA_POST"),
      name: "Second",
      role: "STAFF",
      officeId: await office("OMA"),
      isHead: true,
      startsOn: TODAY,
    };
    expect(await refused(a.registry, "first", "createPost", input)).toEqual(["CONFLICT"]);
  });

  it.each([
    ["of a code that is taken", { code: "OMA_STAFF" }, "CONFLICT"],
    ["of a code that is none", { code: "oma staff" }, "BAD_USER_INPUT"],
    ["of a code that is too long", { code: "X".repeat(61) }, "BAD_USER_INPUT"],
    ["without a name", { name: " \n" }, "BAD_USER_INPUT"],
    ["with a bell in its name", { name: "a\u0007b" }, "BAD_USER_INPUT"],
    ["of a second Director", { role: "DIRECTOR_OPSP", office: "OPSP" }, "CONFLICT"],
    ["of OPSP in another office", { role: "SENIOR_MILITARY_OFFICER" }, "BAD_USER_INPUT"],
    ["of an administrator in another office", { role: "ADMINISTRATOR" }, "BAD_USER_INPUT"],
    ["of a Head of Mission at Headquarters", { role: "HEAD_OF_MISSION" }, "BAD_USER_INPUT"],
    ["of the head of oversight elsewhere", { role: "HEAD_OF_OVERSIGHT" }, "BAD_USER_INPUT"],
    ["of an office before it existed", { startsOn: "2006-12-31" }, "BAD_USER_INPUT"],
    ["of an office that has ended", { office: "OO" }, "BAD_USER_INPUT"],
    ["of an office that is absent", { officeId: absent("office") }, "NOT_FOUND"],
  ])(
    "%s is refused",
    async (_, { office: of = "OMA", ...given }: { office?: string; [name: string]: unknown }, code) => {
      const input = {
        code: fresh("POST"),
        name: "A post",
        role: "STAFF",
        officeId: await office(of),
        startsOn: TODAY,
        ...given,
      };
      expect(await refused(a.registry, "first", "createPost", input)).toEqual([code]);
    },
  );

  it("ends with an office whose end is recorded", async () => {
    const input = {
      code: fresh("OO_POST"),
      name: "A post",
      role: "STAFF",
      officeId: await office("OO"),
      startsOn: "2017-01-01",
    };
    const { placement } = await done(a.registry, "first", "createPost { placement { endsOn isHead } }", input);
    expect(placement).toEqual({ endsOn: "2018-12-31", isHead: false });
  });
});

describe("A post that moves", () => {
  const move = async (code: string, to: string, more: object = {}) =>
    (
      await done(a.registry, "first", "placePost { placement { id } }", {
        postId: await post(code),
        officeId: await office(to),
        startsOn: TODAY,
        ...more,
      })
    ).placement.id as string;
  const officesOf = async (subject: string) =>
    (await a.registry.ask(subject, "{ viewer { offices { code } } }")).data.viewer.offices.map(
      ({ code }: { code: string }) => code,
    );

  it("leaves its office at once, and is of the new one when that is confirmed", async () => {
    const { registry } = a;
    const { code, placement } = await newPost();
    await confirmed(registry, placement);
    const { subject } = await holderOf(code);
    expect(await officesOf(subject)).toEqual(["OMA"]);
    const moved = await move(code, "DPET");
    expect(await officesOf(subject)).toEqual([]);
    await confirmed(registry, moved);
    expect(await officesOf(subject)).toEqual(["DPET"]);
  });

  it("on a later day stays where it is until then", async () => {
    const { registry } = a;
    const { code, placement } = await newPost();
    await confirmed(registry, placement);
    const { subject } = await holderOf(code);
    await confirmed(registry, await move(code, "DPET", { startsOn: "2026-05-01" }));
    expect(await officesOf(subject)).toEqual(["OMA"]);
    await registry.clock("2026-05-01T00:00:00Z");
    expect(await officesOf(subject)).toEqual(["DPET"]);
    await registry.clockBack();
  });

  it("comes to head an office only when that is confirmed, and not by its holder", async () => {
    const { registry, people } = a;
    const { code, placement } = await newPost({ officeId: await office("EUROPE_AMERICAS") });
    await confirmed(registry, placement);
    await confirmed(registry, await entered(registry, { post: code, person: people.second.person }), "director");
    await confirmed(registry, await move("ASG_EUROPE_AMERICAS", "DPO"));
    const made = await move(code, "EUROPE_AMERICAS", { isHead: true });
    expect(await refused(registry, "second", "confirmEntry", { entryId: made })).toEqual(["FORBIDDEN", "§ 10.11"]);
    await confirmed(registry, made, "director");
    const { data } = await registry.ask(
      "second",
      "query($id: ID!) { node(id: $id) { ... on Post { isHead office { code } } } }",
      { id: await post(code) },
    );
    expect(data.node).toEqual({ isHead: true, office: { code: "EUROPE_AMERICAS" } });
  });

  it.each([
    ["in the past", { startsOn: "2026-03-09" }, "BAD_USER_INPUT"],
    ["to an office that has ended", { to: "DPKO" }, "BAD_USER_INPUT"],
    ["beyond the end of its office", { to: "ENDING", endsOn: "2026-12-31" }, "BAD_USER_INPUT"],
    ["to days that end before they begin", { endsOn: "2026-03-01" }, "BAD_USER_INPUT"],
    ["to the head of an office that has one", { to: "OROLSI", isHead: true }, "CONFLICT"],
  ])("%s is refused", async (_, { to = "DPET", ...given }: { to?: string; [name: string]: unknown }, code) => {
    const { registry } = a;
    await registry.sql(
      "insert into office (code, name, kind, starts_on) values ('ENDING', 'Ending', 'HEADQUARTERS_OFFICE', '2020-01-01') on conflict do nothing",
    );
    await registry.sql(
      "insert into office_end select id, '2026-06-30' from office where code = 'ENDING' on conflict do nothing",
    );
    const made = await newPost();
    await confirmed(registry, made.placement);
    const input = { postId: made.post, officeId: await office(to), startsOn: TODAY, ...given };
    expect(await refused(registry, "first", "placePost", input)).toEqual([code]);
  });

  it("while a move awaits confirmation, is not moved again", async () => {
    const { code, placement } = await newPost();
    await confirmed(a.registry, placement);
    await move(code, "DPET");
    const again = { postId: await post(code), officeId: await office("OMA"), startsOn: TODAY };
    expect(await refused(a.registry, "second", "placePost", again)).toEqual(["INVALID_STATE"]);
  });

  it("of OPSP stays with OPSP", async () => {
    const input = { postId: await post("OPSP_TEAM_ASSISTANT"), officeId: await office("OMA"), startsOn: TODAY };
    expect(await refused(a.registry, "first", "placePost", input)).toEqual(["BAD_USER_INPUT"]);
  });
});
