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

describe("An end", () => {
  it("of a post takes effect after its last day", async () => {
    const { registry } = a;
    const made = await newPost();
    await confirmed(registry, made.placement);
    const { subject } = await holderOf(made.code);
    const { post: ended } = await done(registry, "first", "endPost { post { endsOn } }", {
      postId: made.post,
      endsOn: TODAY,
    });
    expect(ended).toEqual({ endsOn: TODAY });
    expect(await postsOf(registry, subject)).toEqual([made.code]);
    await registry.clock("2026-03-11T00:00:00Z");
    expect(await postsOf(registry, subject)).toEqual([]);
    await registry.clockBack();
    expect(await told(registry, made.post)).toEqual({ ENTRY_ENDED: ["DIRECTOR_OPSP", "USG_DPO"] });
  });

  it("of an office takes sight from its posts", async () => {
    const { registry } = a;
    const made = await done(registry, "first", "createOffice { office { id } }", {
      code: fresh("CELL"),
      name: "A cell",
      kind: "HEADQUARTERS_OFFICE",
      startsOn: "2026-01-01",
    });
    const { code, placement } = await newPost({ officeId: made.office.id });
    await confirmed(registry, placement);
    const { subject } = await holderOf(code);
    await done(registry, "first", "endOffice", { officeId: made.office.id, endsOn: "2026-03-31" });
    expect(await postsOf(registry, subject)).toEqual([code]);
    await registry.clock("2026-04-01T00:00:00Z");
    expect(await postsOf(registry, subject)).toEqual([]);
    await registry.clockBack();
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
      "createOffice { office { code name kind startsOn endsOn parent { code } } }",
      input,
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
      "registerMission { mission { acronym startedIn countryCode headTitle } office { code kind startsOn } }",
      { ...MISSION, acronym: "UNITY", countryCode: "CAF", headTitle: "SRSG" },
    );
    expect(made).toEqual({
      mission: { acronym: "UNITY", startedIn: "2026-03-01", countryCode: "CAF", headTitle: "SRSG" },
      office: { code: "UNITY", kind: "MISSION", startsOn: "2026-03-01" },
    });
    const person = await holderOf("HOM_UNITY", "2026-03-01");
    expect(await postsOf(registry, person.subject)).toEqual([]);
    const { data } = await registry.ask(
      "second",
      "{ entriesAwaitingConfirmation { placements { id isHead post { code name role } } } }",
    );
    const placements = data.entriesAwaitingConfirmation.placements.filter(({ post }: { post: { code: string } }) =>
      post.code.endsWith("_UNITY"),
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
      ["DMS_UNITY", "Director of Mission Support, UNITY", false],
      ["HOMC_UNITY", "Head of Military Component, UNITY", false],
      ["HOM_UNITY", "SRSG, UNITY", true],
      ["HOPC_UNITY", "Head of Police Component, UNITY", false],
    ]);
    for (const { id } of placements) await confirmed(registry, id);
    expect(await postsOf(registry, person.subject)).toEqual(["HOM_UNITY"]);
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
    const made = await done(a.registry, "first", "registerPerson { person { id name } }", {
      name: "  Zoe\u0308 Example ",
    });
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
