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

const POST = "OPSP_SENIOR_MILITARY";

/** Ends, without a trace in the tests that follow, what stands of the post. */
const vacate = (post = POST) =>
  a.registry.sql(
    "update appointment set superseded_at = registry_now() where superseded_at is null and post_id = (select id from post where code = $1)",
    [post],
  );

describe("An appointment", () => {
  afterEach(() => vacate());

  it("gives sight from its confirmation by a second administrator on, and not before", async () => {
    const { registry } = a;
    const person = await somebody(registry);
    const id = await entered(registry, { post: POST, person: person.person });
    expect(await postsOf(registry, person.subject)).toEqual([]);
    await confirmed(registry, id);
    expect(await postsOf(registry, person.subject)).toEqual([POST]);
  });

  it("is told to the Director and the USGs at once, entered and confirmed", async () => {
    const id = await entered(a.registry, { post: POST, person: (await somebody(a.registry)).person });
    expect(await told(a.registry, id)).toEqual({ ENTRY_AWAITS_CONFIRMATION: ["DIRECTOR_OPSP", "USG_DPO"] });
    await confirmed(a.registry, id);
    expect(await told(a.registry, id)).toHaveProperty("ENTRY_CONFIRMED", ["DIRECTOR_OPSP", "USG_DPO"]);
  });

  it("can be confirmed by the Director, and by the officer-in-charge", async () => {
    const { registry } = a;
    const one = await entered(registry, { post: POST, person: (await somebody(registry)).person });
    await confirmed(registry, one, "director");
    await vacate();
    await registry.person("in charge", "OPSP_SENIOR_POLICE");
    await registry.sql(
      "insert into officer_in_charge (post_id, starts_on, ends_on) select id, $1, $1 from post where code = 'OPSP_SENIOR_POLICE'",
      [TODAY],
    );
    const other = await entered(registry, { post: POST, person: (await somebody(registry)).person });
    await confirmed(registry, other, "in charge");
    const [entry] = await registry.sql(
      "select entry::json as entry from register_entry where kind = 'ACT' order by sequence desc limit 1",
    );
    expect(entry.entry).toMatchObject({ operation: ["confirmEntry"], asOfficerInCharge: true, paragraphs: ["§ 6.8"] });
    await registry.sql("update officer_in_charge set superseded_at = registry_now() where superseded_at is null");
  });

  it.each([
    ["who entered it", "first", ["FORBIDDEN", "§ 10.11"]],
    ["a USG", "usg", ["FORBIDDEN", "§ 6.8"]],
    ["an auditor", "auditor", ["FORBIDDEN", "§ 6.8"]],
    ["OPSP staff", "officer", ["FORBIDDEN", "§ 6.8"]],
    ["somebody who cannot see it", "staff", ["NOT_FOUND"]],
    ["the head of another office", "mission", ["NOT_FOUND"]],
  ])("is not confirmed by %s", async (_, subject, refusal) => {
    const entryId = await entered(a.registry, { post: POST, person: (await somebody(a.registry)).person });
    expect(await refused(a.registry, subject, "confirmEntry", { entryId })).toEqual(refusal);
  });

  it("is not confirmed by who is appointed", async () => {
    const { registry, people } = a;
    const post = await registry.id("post", POST);
    const entry = { postId: post, personId: people.director.person, startsOn: TODAY };
    const { appointment } = await done(registry, "first", "appoint { appointment { id } }", entry);
    const confirm = { entryId: appointment.id };
    expect(await refused(registry, "director", "confirmEntry", confirm)).toEqual(["FORBIDDEN", "§ 10.11"]);
    await confirmed(registry, appointment.id);
    expect((await postsOf(registry, "director"))?.sort()).toEqual(["DIRECTOR_OPSP", POST]);
  });

  it("is confirmed once", async () => {
    const entryId = await entered(a.registry, { post: POST, person: (await somebody(a.registry)).person });
    await confirmed(a.registry, entryId);
    expect(await refused(a.registry, "director", "confirmEntry", { entryId })).toEqual(["INVALID_STATE"]);
  });

  it("of a past day is recorded, and gives no sight of a time before it was confirmed", async () => {
    const { registry } = a;
    const person = await somebody(registry);
    const id = await entered(registry, { post: POST, person: person.person, startsOn: "2020-01-01" });
    await confirmed(registry, id);
    const [row] = await registry.sql(
      "select sight_from = confirmed_at as since_confirmed from appointment where person_id = $1",
      [person.personId],
    );
    expect(row).toEqual({ since_confirmed: true });
  });

  it("of a later day gives sight from that day on", async () => {
    const { registry } = a;
    const person = await somebody(registry);
    await confirmed(registry, await entered(registry, { post: POST, person: person.person, startsOn: "2026-04-01" }));
    expect(await postsOf(registry, person.subject)).toEqual([]);
    await registry.clock("2026-04-01T00:00:00Z");
    expect(await postsOf(registry, person.subject)).toEqual([POST]);
    await registry.clockBack();
  });

  it("stands beside an acting one: holder and acting holder both read, and both posts of one person are read", async () => {
    const { registry, people } = a;
    const holder = await somebody(registry);
    await confirmed(registry, await entered(registry, { post: POST, person: holder.person }));
    const acting = await entered(registry, { post: POST, person: people.officer.person, acting: true });
    expect(await postsOf(registry, "officer")).toEqual(["OPSP_MISSION_SUPPORT"]);
    await confirmed(registry, acting);
    expect(await postsOf(registry, holder.subject)).toEqual([POST]);
    expect(await postsOf(registry, "officer")).toEqual(["OPSP_MISSION_SUPPORT", POST]);
  });

  it.each([false, true])("takes the place of no other on the same days (acting: %s)", async (acting) => {
    const { registry } = a;
    const [one, other] = [await somebody(registry), await somebody(registry)];
    await entered(registry, { post: POST, person: one.person, acting, endsOn: "2026-06-30" });
    const input = { postId: await registry.id("post", POST), personId: other.person, acting };
    expect(await refused(registry, "first", "appoint", { ...input, startsOn: "2026-06-30" })).toEqual(["CONFLICT"]);
    await entered(registry, { post: POST, person: other.person, acting, startsOn: "2026-07-01" });
  });

  it("does not last longer than its post", async () => {
    const { registry } = a;
    const { person: personId } = await somebody(registry);
    const [asg, opsp] = [await registry.id("post", "ASG_OO"), await registry.id("post", POST)];
    for (const [postId, startsOn, endsOn] of [
      [asg, "2018-01-01", "2019-01-01"],
      [asg, "2018-01-01", undefined],
      [asg, "2020-01-01", "2020-12-31"],
      [opsp, "2013-08-14", undefined],
    ])
      expect(await refused(registry, "first", "appoint", { postId, personId, startsOn, endsOn })).toEqual([
        "BAD_USER_INPUT",
      ]);
    await done(registry, "first", "appoint", { postId: asg, personId, startsOn: "2018-01-01", endsOn: "2018-12-31" });
  });
});

describe("To appoint", () => {
  it.each(["director", "usg", "auditor", "officer", "oma", "staff", "mission"])("is not for %s", async (subject) => {
    const { registry } = a;
    const input = {
      postId: await registry.id("post", POST),
      personId: (await somebody(registry)).person,
      startsOn: TODAY,
    };
    expect(await refused(registry, subject, "appoint", input)).toEqual(["FORBIDDEN", "§ 6.7"]);
  });

  it("is not for oneself", async () => {
    const { registry, people } = a;
    const input = { postId: await registry.id("post", POST), personId: people.first.person, startsOn: TODAY };
    expect(await refused(registry, "first", "appoint", input)).toEqual(["FORBIDDEN", "§ 10.11"]);
    expect(await refused(registry, "first", "appoint", { ...input, acting: true })).toEqual(["FORBIDDEN", "§ 10.11"]);
  });

  it.each([
    ["a post that is absent", { postId: absent("post") }, "NOT_FOUND"],
    ["a person who is absent", { personId: absent("person") }, "NOT_FOUND"],
    ["an id of another kind", { postId: absent("office") }, "NOT_FOUND"],
    ["what is no id", { personId: "Robert'); drop table person;--" }, "NOT_FOUND"],
    ["days that end before they begin", { endsOn: "2026-03-09" }, "BAD_USER_INPUT"],
    ["a day that is none", { startsOn: "2026-02-30" }, "BAD_USER_INPUT"],
    ["a day before all days", { startsOn: "0000-01-01" }, "BAD_USER_INPUT"],
    ["a day after all days", { endsOn: "9999-12-31" }, "BAD_USER_INPUT"],
    ["the Director's qualification for another post", { contributingCountry: "Nepal" }, "BAD_USER_INPUT"],
  ])("asks for more than %s", async (_, given, code) => {
    const { registry } = a;
    const whole = {
      postId: await registry.id("post", POST),
      personId: (await somebody(registry)).person,
      startsOn: TODAY,
    };
    const before = await registry.contents();
    const query = "mutation($input: AppointInput!) { appoint(input: $input) { __typename } }";
    expect(await registry.ask("first", query, { input: { ...whole, ...given } })).toMatchObject({ code });
    expect(await registry.contents()).toEqual(before);
  });

  it.each([
    ["without both", {}],
    ["without mission leadership", { contributingCountry: "Nepal" }],
    ["without a contributing country", { missionLeadership: "Force Commander, UNDOF" }],
    ["with blanks", { contributingCountry: " ", missionLeadership: "Force Commander, UNDOF" }],
  ])("a Director %s is refused", async (_, qualification) => {
    const { registry } = a;
    const person = (await somebody(registry)).person;
    const input = {
      postId: await registry.id("post", "DIRECTOR_OPSP"),
      personId: person,
      startsOn: TODAY,
      acting: true,
      ...qualification,
    };
    const [code, paragraph] = await refused(registry, "first", "appoint", input);
    expect(code).toBe("BAD_USER_INPUT");
    if (!("missionLeadership" in qualification && "contributingCountry" in qualification))
      expect(paragraph).toBe("§ 10.13");
  });

  it("a Director records what the post asks for", async () => {
    const { registry } = a;
    const input = {
      postId: await registry.id("post", "DIRECTOR_OPSP"),
      personId: (await somebody(registry)).person,
      acting: true,
      startsOn: TODAY,
      contributingCountry: "Nepal",
      missionLeadership: "Force Commander, UNDOF",
    };
    const { appointment } = await done(
      registry,
      "first",
      "appoint { appointment { id contributingCountry missionLeadership } }",
      input,
    );
    expect(appointment).toMatchObject({ contributingCountry: "Nepal", missionLeadership: "Force Commander, UNDOF" });
    await done(registry, "first", "withdrawEntry", { entryId: appointment.id });
  });
});
