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
  const made = await done(a.registry, "first", "createPost", input, "post { id } placement { id }");
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
    const { placement } = await done(a.registry, "first", "createPost", input, "placement { endsOn isHead }");
    expect(placement).toEqual({ endsOn: "2018-12-31", isHead: false });
  });
});

describe("A post that moves", () => {
  const move = async (code: string, to: string, more: object = {}) =>
    (
      await done(
        a.registry,
        "first",
        "placePost",
        { postId: await post(code), officeId: await office(to), startsOn: TODAY, ...more },
        "placement { id }",
      )
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
    await registry.clock(`${TODAY}T12:00:00Z`);
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

describe("An end", () => {
  it("of a post takes effect after its last day", async () => {
    const { registry } = a;
    const made = await newPost();
    await confirmed(registry, made.placement);
    const { subject } = await holderOf(made.code);
    const { post: ended } = await done(
      registry,
      "first",
      "endPost",
      { postId: made.post, endsOn: TODAY },
      "post { endsOn }",
    );
    expect(ended).toEqual({ endsOn: TODAY });
    expect(await postsOf(registry, subject)).toEqual([made.code]);
    await registry.clock("2026-03-11T00:00:00Z");
    expect(await postsOf(registry, subject)).toEqual([]);
    await registry.clock(`${TODAY}T12:00:00Z`);
    expect(await told(registry, made.post)).toEqual({ ENTRY_ENDED: ["DIRECTOR_OPSP", "USG_DPO"] });
  });

  it("of an office takes sight from its posts", async () => {
    const { registry } = a;
    const made = await done(
      registry,
      "first",
      "createOffice",
      { code: fresh("CELL"), name: "A cell", kind: "HEADQUARTERS_OFFICE", startsOn: "2026-01-01" },
      "office { id }",
    );
    const { code, placement } = await newPost({ officeId: made.office.id });
    await confirmed(registry, placement);
    const { subject } = await holderOf(code);
    await done(registry, "first", "endOffice", { officeId: made.office.id, endsOn: "2026-03-31" });
    expect(await postsOf(registry, subject)).toEqual([code]);
    await registry.clock("2026-04-01T00:00:00Z");
    expect(await postsOf(registry, subject)).toEqual([]);
    await registry.clock(`${TODAY}T12:00:00Z`);
    const late = {
      postId: await post(code),
      personId: (await somebody(registry)).person,
      startsOn: "2026-03-01",
      acting: true,
    };
    expect(await refused(registry, "first", "appoint", late)).toEqual(["BAD_USER_INPUT"]);
    expect(await refused(registry, "first", "appoint", { ...late, endsOn: "2026-04-01" })).toEqual(["BAD_USER_INPUT"]);
    await entered(registry, {
      post: code,
      person: late.personId,
      startsOn: "2026-03-01",
      endsOn: "2026-03-31",
      acting: true,
    });
  });

  it.each([
    [
      "before today",
      async () => ["endPost", { postId: (await newPost()).post, endsOn: "2026-03-09" }, "BAD_USER_INPUT"],
    ],
    [
      "of an office before today",
      async () => ["endOffice", { officeId: await office("UNFICYP"), endsOn: "2026-03-09" }, "BAD_USER_INPUT"],
    ],
    [
      "of an office that has one",
      async () => ["endOffice", { officeId: await office("OO"), endsOn: TODAY }, "CONFLICT"],
    ],
    ["of a post that has one", async () => ["endPost", { postId: await post("ASG_OO"), endsOn: TODAY }, "CONFLICT"]],
    [
      "of a post of the reporting line",
      async () => ["endPost", { postId: await post("USG_DPO"), endsOn: TODAY }, "INVALID_STATE"],
    ],
    ["of its office", async () => ["endOffice", { officeId: await office("DPO"), endsOn: TODAY }, "INVALID_STATE"]],
    [
      "of the registry",
      async () => ["endOffice", { officeId: await office("REGISTRY"), endsOn: TODAY }, "INVALID_STATE"],
    ],
    [
      "of an office that is absent",
      () => Promise.resolve(["endOffice", { officeId: absent("office"), endsOn: TODAY }, "NOT_FOUND"]),
    ],
    [
      "of a post that is absent",
      () => Promise.resolve(["endPost", { postId: absent("post"), endsOn: TODAY }, "NOT_FOUND"]),
    ],
  ] as [string, () => Promise<[string, object, string]>][])("%s is refused", async (_, given) => {
    const [name, input, code] = await given();
    expect(await refused(a.registry, "first", name, input)).toEqual([code]);
  });
});

describe("An office", () => {
  it("is entered with what it is part of", async () => {
    const input = {
      code: fresh("CELL"),
      name: "Lessons cell",
      kind: "HEADQUARTERS_OFFICE",
      parentId: await office("DPET"),
      startsOn: TODAY,
    };
    const made = await done(
      a.registry,
      "first",
      "createOffice",
      input,
      "office { code name kind startsOn endsOn parent { code } }",
    );
    expect(made.office).toEqual({
      code: input.code,
      name: "Lessons cell",
      kind: "HEADQUARTERS_OFFICE",
      startsOn: TODAY,
      endsOn: null,
      parent: { code: "DPET" },
    });
  });

  it.each([
    ["that is a mission", { kind: "MISSION" }, "BAD_USER_INPUT"],
    ["of oversight", { kind: "OVERSIGHT" }, "BAD_USER_INPUT"],
    ["of the registry", { kind: "REGISTRY" }, "BAD_USER_INPUT"],
    ["of a code that is taken", { code: "OMA" }, "CONFLICT"],
    ["of a code that is none", { code: "1" }, "BAD_USER_INPUT"],
    ["of a parent that is absent", { parentId: absent("office") }, "NOT_FOUND"],
    ["of a parent that has ended", { parent: "OO" }, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, { parent, ...given }: { parent?: string; [name: string]: unknown }, code) => {
    const input = { code: fresh("CELL"), name: "A cell", kind: "HEADQUARTERS_OFFICE", startsOn: TODAY, ...given };
    expect(
      await refused(a.registry, "first", "createOffice", parent ? { ...input, parentId: await office(parent) } : input),
    ).toEqual([code]);
  });
});

describe("A mission", () => {
  const MISSION = {
    name: "A mission",
    kind: "PEACEKEEPING",
    area: "Somewhere",
    startsOn: "2026-03-01",
    source: "S/RES/1",
  };

  it("is entered with its office and its four posts, whose placements await confirmation", async () => {
    const { registry } = a;
    const made = await done(
      registry,
      "first",
      "registerMission",
      { ...MISSION, acronym: "UNTEST", countryCode: "CAF", headTitle: "SRSG" },
      "mission { acronym startedIn countryCode headTitle } office { code kind startsOn }",
    );
    expect(made).toEqual({
      mission: { acronym: "UNTEST", startedIn: "2026-03-01", countryCode: "CAF", headTitle: "SRSG" },
      office: { code: "UNTEST", kind: "MISSION", startsOn: "2026-03-01" },
    });
    const person = await holderOf("HOM_UNTEST", "2026-03-01");
    expect(await postsOf(registry, person.subject)).toEqual([]);
    const { data } = await registry.ask(
      "second",
      "{ entriesAwaitingConfirmation { placements { id isHead post { code name role } } } }",
    );
    const placements = data.entriesAwaitingConfirmation.placements.filter(({ post }: { post: { code: string } }) =>
      post.code.endsWith("_UNTEST"),
    );
    expect(
      placements
        .map(({ isHead, post }: { isHead: boolean; post: { code: string; name: string } }) => [
          post.code,
          post.name,
          isHead,
        ])
        .sort(),
    ).toEqual([
      ["DMS_UNTEST", "Director of Mission Support, UNTEST", false],
      ["HOMC_UNTEST", "Head of Military Component, UNTEST", false],
      ["HOM_UNTEST", "SRSG, UNTEST", true],
      ["HOPC_UNTEST", "Head of Police Component, UNTEST", false],
    ]);
    for (const { id } of placements) await confirmed(registry, id);
    expect(await postsOf(registry, person.subject)).toEqual(["HOM_UNTEST"]);
  });

  it.each([
    ["of an acronym that is taken", { acronym: "MINUSCA" }, "CONFLICT"],
    ["of an acronym that is an office's", { acronym: "OMA" }, "CONFLICT"],
    ["of an acronym that is none", { acronym: "un-x" }, "BAD_USER_INPUT"],
    ["of a country that is none", { countryCode: "Nepal" }, "BAD_USER_INPUT"],
    ["planned to end before it begins", { plannedEndOn: "2026-02-28" }, "BAD_USER_INPUT"],
    ["without a source", { source: "" }, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, given, code) => {
    expect(
      await refused(a.registry, "first", "registerMission", { ...MISSION, acronym: `UN${(count += 1)}`, ...given }),
    ).toEqual([code]);
  });
});

describe("A person", () => {
  it("is entered by name", async () => {
    const made = await done(
      a.registry,
      "first",
      "registerPerson",
      { name: "  Zoe\u0308 Example " },
      "person { id name }",
    );
    expect(made.person.name).toBe("Zo\u00eb Example");
  });

  it.each([
    ["", "BAD_USER_INPUT"],
    [" ".repeat(10), "BAD_USER_INPUT"],
    ["x".repeat(201), "BAD_USER_INPUT"],
  ])("is not entered as %j", async (name, code) => {
    expect(await refused(a.registry, "first", "registerPerson", { name })).toEqual([code]);
  });
});

describe("To keep the organisation", () => {
  it.each(["director", "usg", "auditor", "officer", "oma", "staff", "mission"])(
    "is not for %s (§ 6.7)",
    async (subject) => {
      const { registry } = a;
      const of = { officeId: await office("OMA"), startsOn: TODAY };
      const acts: Record<string, object> = {
        registerPerson: { name: "X" },
        registerMission: { acronym: "UNX", name: "X", kind: "PEACEKEEPING", area: "X", startsOn: TODAY, source: "X" },
        createOffice: { code: "XX", name: "X", kind: "HEADQUARTERS_OFFICE", startsOn: TODAY },
        endOffice: { officeId: await office("DPET"), endsOn: TODAY },
        createPost: { code: "XX", name: "X", role: "STAFF", ...of },
        placePost: { postId: await post("OMA_STAFF"), ...of },
        endPost: { postId: await post("OMA_STAFF"), endsOn: TODAY },
      };
      for (const [name, input] of Object.entries(acts))
        expect([name, await refused(registry, subject, name, input)]).toEqual([name, ["FORBIDDEN", "§ 6.7"]]);
    },
  );
});
