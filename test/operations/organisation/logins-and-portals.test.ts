import {
  type Administration,
  TODAY,
  absent,
  confirmed,
  done,
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
const fresh = (stem: string) => `${stem}.${(count += 1)}`;
const office = (code: string) => a.registry.id("office", code);

/** Enters a login of a person or a portal, and gives its id and its subject. */
async function newLogin(bearer: object, more: object = {}): Promise<{ id: string; subject: string }> {
  const subject = fresh("subject");
  const input = { issuer: a.registry.issuer.issuer, subject, startsOn: TODAY, ...bearer, ...more };
  const { login } = await done(a.registry, "first", "registerLogin { login { id } }", input);
  return { id: login.id, subject };
}

/** Enters a portal of OMA, and gives its id and its code. */
async function newPortal(more: object = {}): Promise<{ id: string; code: string }> {
  const input = { code: fresh("portal"), name: "A portal", officeId: await office("OMA"), startsOn: TODAY, ...more };
  const { portal } = await done(a.registry, "first", "registerPortal { portal { id } }", input);
  return { id: portal.id, code: input.code };
}

/** A portal of OMA with a login, both confirmed by its head. */
async function standingPortal() {
  const portal = await newPortal();
  await confirmed(a.registry, portal.id, "oma");
  const login = await newLogin({ portalId: portal.id });
  await confirmed(a.registry, login.id, "oma");
  return { ...portal, login };
}

/** The offices for which a portal reads; null where nobody knows its login. */
async function readsFor(subject: string): Promise<string[] | null> {
  const { status, data } = await a.registry.ask(subject, "{ viewer { offices { code } } }");
  return status === 401 ? null : data.viewer.offices.map(({ code }: { code: string }) => code);
}

describe("The login of a person", () => {
  it("is known from its confirmation by a second person on, and not before", async () => {
    const { registry, people } = a;
    const { id, subject } = await newLogin({ personId: people.officer.person });
    expect(await postsOf(registry, subject)).toBeNull();
    expect(await told(registry, id)).toEqual({ ENTRY_AWAITS_CONFIRMATION: ["DIRECTOR_OPSP", "USG_DPO"] });
    await confirmed(registry, id);
    expect(await postsOf(registry, subject)).toEqual(["OPSP_MISSION_SUPPORT"]);
  });

  it("is known no more at the next request once it has ended, while the person's other login is", async () => {
    const { registry, people } = a;
    const { id, subject } = await newLogin({ personId: people.officer.person });
    await confirmed(registry, id, "director");
    expect(await postsOf(registry, subject)).toHaveLength(1);
    await done(registry, "second", "endLogin", { loginId: id });
    expect(await postsOf(registry, subject)).toBeNull();
    expect(await postsOf(registry, "officer")).toHaveLength(1);
  });

  it.each([
    ["who entered it", "first", ["FORBIDDEN", "§ 10.11"]],
    ["a USG", "usg", ["FORBIDDEN", "§ 6.8"]],
    ["an auditor", "auditor", ["FORBIDDEN", "§ 6.8"]],
    ["the head of the person's office, who does not see it", "oma", ["NOT_FOUND"]],
    ["OPSP staff", "officer", ["NOT_FOUND"]],
  ])("is not confirmed by %s", async (_, subject, refusal) => {
    const { id } = await newLogin({ personId: a.people.staff.person });
    expect(await refused(a.registry, subject, "confirmEntry", { entryId: id })).toEqual(refusal);
  });

  it.each(["second", "director"] as const)("is not confirmed by the person whose it is: %s", async (subject) => {
    const { id } = await newLogin({ personId: a.people[subject].person });
    expect(await refused(a.registry, subject, "confirmEntry", { entryId: id })).toEqual(["FORBIDDEN", "§ 10.11"]);
  });

  it("is entered by an administrator for oneself, for another to confirm", async () => {
    const { id } = await newLogin({ personId: a.people.first.person });
    expect(await refused(a.registry, "first", "confirmEntry", { entryId: id })).toEqual(["FORBIDDEN", "§ 10.11"]);
    await confirmed(a.registry, id);
  });

  it("is of one bearer at a time, and another's afterwards", async () => {
    const { registry, people } = a;
    const { subject } = await newLogin({ personId: people.officer.person }, { endsOn: "2026-06-30" });
    const again = { issuer: registry.issuer.issuer, subject, personId: people.staff.person, startsOn: "2026-06-01" };
    expect(await refused(registry, "second", "registerLogin", again)).toEqual(["CONFLICT"]);
    await done(registry, "second", "registerLogin", { ...again, startsOn: "2026-07-01" });
  });

  it.each([
    ["of nobody", {}, "BAD_USER_INPUT"],
    ["of two", { personId: "staff", portalId: absent("portal") }, "BAD_USER_INPUT"],
    ["of a person who is absent", { personId: absent("person") }, "NOT_FOUND"],
    ["of a portal that is absent", { portalId: absent("portal") }, "NOT_FOUND"],
    ["of an issuer that is no address", { personId: "staff", issuer: "issuer" }, "BAD_USER_INPUT"],
    ["of an issuer with a query", { personId: "staff", issuer: "https://issuer.example/?x=1" }, "BAD_USER_INPUT"],
    ["of an issuer of another scheme", { personId: "staff", issuer: "file:///etc/passwd" }, "BAD_USER_INPUT"],
    ["without a subject", { personId: "staff", subject: "" }, "BAD_USER_INPUT"],
    ["of a subject with blanks around it", { personId: "staff", subject: " staff" }, "BAD_USER_INPUT"],
    ["of a subject that is too long", { personId: "staff", subject: "x".repeat(256) }, "BAD_USER_INPUT"],
    ["that ends before it begins", { personId: "staff", endsOn: "2026-03-09" }, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, given: { personId?: string; [name: string]: unknown }, code) => {
    const { registry, people } = a;
    const person = given.personId === "staff" ? { personId: people.staff.person } : {};
    const input = { issuer: registry.issuer.issuer, subject: fresh("subject"), startsOn: TODAY, ...given, ...person };
    expect(await refused(registry, "first", "registerLogin", input)).toEqual([code]);
  });
});

describe("A portal", () => {
  it("reads for its office once the head has confirmed it and its login, and not before", async () => {
    const portal = await newPortal();
    const login = await newLogin({ portalId: portal.id });
    expect(await readsFor(login.subject)).toBeNull();
    await confirmed(a.registry, portal.id, "oma");
    expect(await readsFor(login.subject)).toBeNull();
    await confirmed(a.registry, login.id, "oma");
    expect(await readsFor(login.subject)).toEqual(["OMA"]);
  });

  it("is told to the head of its office too, who sees it and its login", async () => {
    const { registry } = a;
    const portal = await newPortal();
    const login = await newLogin({ portalId: portal.id });
    const posts = ["DIRECTOR_OPSP", "MILITARY_ADVISER", "USG_DPO"];
    expect(await told(registry, portal.id)).toEqual({ ENTRY_AWAITS_CONFIRMATION: posts });
    expect(await told(registry, login.id)).toEqual({ ENTRY_AWAITS_CONFIRMATION: posts });
    const query =
      "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Login { subject portal { code } } ... on Portal { code } } }";
    const { data } = await registry.ask("oma", query, { ids: [portal.id, login.id] });
    expect(data.nodes).toEqual([
      { id: portal.id, code: portal.code },
      { id: login.id, subject: login.subject, portal: { code: portal.code } },
    ]);
  });

  it.each([
    ["who entered it", "first", ["FORBIDDEN", "§ 6.9"]],
    ["another administrator", "second", ["FORBIDDEN", "§ 6.9"]],
    ["the Director", "director", ["FORBIDDEN", "§ 6.9"]],
    ["a USG", "usg", ["FORBIDDEN", "§ 6.9"]],
    ["an auditor", "auditor", ["FORBIDDEN", "§ 6.9"]],
    ["staff of its office", "staff", ["NOT_FOUND"]],
    ["the head of another office", "mission", ["NOT_FOUND"]],
    ["OPSP staff", "officer", ["NOT_FOUND"]],
  ])("is not confirmed by %s, nor is its login", async (_, subject, refusal) => {
    const portal = await newPortal();
    const login = await newLogin({ portalId: portal.id });
    for (const entryId of [portal.id, login.id])
      expect(await refused(a.registry, subject, "confirmEntry", { entryId })).toEqual(refusal);
  });

  it("is not confirmed by a head of its office who entered it as administrator", async () => {
    const { registry, people } = a;
    await registry.sql(
      "insert into appointment (post_id, person_id, acting, starts_on, confirmed_at) select id, $1, true, $2, registry_now() from post where code = 'MILITARY_ADVISER'",
      [people.first.personId, TODAY],
    );
    const portal = await newPortal();
    const login = await newLogin({ portalId: portal.id });
    for (const entryId of [portal.id, login.id])
      expect(await refused(registry, "first", "confirmEntry", { entryId })).toEqual(["FORBIDDEN", "§ 10.11"]);
    await registry.sql("update appointment set superseded_at = registry_now() where acting and person_id = $1", [
      people.first.personId,
    ]);
  });

  it("reads nothing at the next request once it has ended, and nothing again by its old login", async () => {
    const { registry } = a;
    const portal = await standingPortal();
    expect(await readsFor(portal.login.subject)).toEqual(["OMA"]);
    await done(registry, "second", "endPortal", { portalId: portal.id });
    expect(await readsFor(portal.login.subject)).toBeNull();
    const again = await newPortal({ code: portal.code });
    await confirmed(registry, again.id, "oma");
    expect(await readsFor(portal.login.subject)).toBeNull();
    await confirmed(registry, (await newLogin({ portalId: again.id })).id, "oma");
  });

  it("reads to the end of its last day", async () => {
    const { registry } = a;
    const portal = await standingPortal();
    await done(registry, "second", "endPortal", { portalId: portal.id, endsOn: "2026-04-30" });
    await registry.clock("2026-04-30T23:59:00Z");
    expect(await readsFor(portal.login.subject)).toEqual(["OMA"]);
    await registry.clock("2026-05-01T00:00:00Z");
    expect(await readsFor(portal.login.subject)).toBeNull();
    await registry.clockBack();
  });

  it("has no login beyond its own days, nor one when it has ended", async () => {
    const { registry } = a;
    const portal = await newPortal({ endsOn: "2026-06-30" });
    const input = { portalId: portal.id, issuer: registry.issuer.issuer, subject: fresh("subject"), startsOn: TODAY };
    for (const days of [{}, { endsOn: "2026-07-01" }, { startsOn: "2026-03-09", endsOn: "2026-06-30" }])
      expect(await refused(registry, "first", "registerLogin", { ...input, ...days })).toEqual(["BAD_USER_INPUT"]);
    await done(registry, "first", "registerLogin", { ...input, endsOn: "2026-06-30" });
    await confirmed(registry, portal.id, "oma");
    await done(registry, "first", "endPortal", { portalId: portal.id });
    expect(await refused(registry, "first", "registerLogin", { ...input, endsOn: TODAY })).toEqual(["BAD_USER_INPUT"]);
  });

  it("does not have its unconfirmed login confirmed by its end", async () => {
    const { registry } = a;
    const portal = await newPortal();
    await confirmed(registry, portal.id, "oma");
    const login = await newLogin({ portalId: portal.id });
    await done(registry, "second", "endPortal", { portalId: portal.id, endsOn: "2026-04-30" });
    expect(await readsFor(login.subject)).toBeNull();
    expect(await refused(registry, "oma", "confirmEntry", { entryId: login.id })).toEqual(["INVALID_STATE"]);
  });

  it("does no acts, not even on behalf of an administrator", async () => {
    const { registry } = a;
    const { login } = await standingPortal();
    const query = "mutation($input: RegisterPersonInput!) { registerPerson(input: $input) { __typename } }";
    for (const wish of [login.subject, { subject: "first", actor: login.subject }])
      expect(await registry.ask(wish, query, { input: { name: "Nobody" } })).toMatchObject({ code: "FORBIDDEN" });
    expect(await registry.sql("select from person where name = 'Nobody'")).toEqual([]);
  });

  it.each([
    ["of a code that is taken", { code: "taken" }, "CONFLICT"],
    ["of a code that was another office's", { code: "taken", office: "DPET", startsOn: "2027-01-01" }, "CONFLICT"],
    ["of a code that is none", { code: "-" }, "BAD_USER_INPUT"],
    ["without a name", { name: "" }, "BAD_USER_INPUT"],
    ["of an office that has ended", { office: "OO" }, "BAD_USER_INPUT"],
    ["of an office that is absent", { officeId: absent("office") }, "NOT_FOUND"],
    ["that ends before it begins", { endsOn: "2026-03-09" }, "BAD_USER_INPUT"],
  ])(
    "%s is refused",
    async (_, { office: of = "OMA", ...given }: { office?: string; [name: string]: unknown }, code) => {
      const input = { code: fresh("portal"), name: "A portal", officeId: await office(of), startsOn: TODAY, ...given };
      if (given.code === "taken") input.code = (await newPortal({ endsOn: "2026-12-31" })).code;
      expect(await refused(a.registry, "first", "registerPortal", input)).toEqual([code]);
    },
  );

  it("of an office that ends, ends with it", async () => {
    const { registry } = a;
    await registry.sql(
      "insert into office (code, name, kind, starts_on) values ('ENDING', 'Ending', 'HEADQUARTERS_OFFICE', '2020-01-01')",
    );
    await registry.sql("insert into office_end select id, '2026-06-30' from office where code = 'ENDING'");
    const input = { code: fresh("portal"), name: "A portal", officeId: await office("ENDING"), startsOn: TODAY };
    for (const endsOn of [undefined, "2026-07-01"])
      expect(await refused(registry, "first", "registerPortal", { ...input, endsOn })).toEqual(["BAD_USER_INPUT"]);
    await done(registry, "first", "registerPortal", { ...input, endsOn: "2026-06-30" });
  });
});

describe("Logins and portals", () => {
  it.each(["director", "usg", "auditor", "officer", "oma", "staff", "mission"])(
    "are not kept by %s (§ 6.7)",
    async (subject) => {
      const { registry, people } = a;
      const login = {
        issuer: registry.issuer.issuer,
        subject: fresh("subject"),
        personId: people.staff.person,
        startsOn: TODAY,
      };
      const portal = { code: fresh("portal"), name: "A portal", officeId: await office("OMA"), startsOn: TODAY };
      expect(await refused(registry, subject, "registerLogin", login)).toEqual(["FORBIDDEN", "§ 6.7"]);
      expect(await refused(registry, subject, "registerPortal", portal)).toEqual(["FORBIDDEN", "§ 6.7"]);
    },
  );

  it.each([
    ["director", "FORBIDDEN"],
    ["usg", "FORBIDDEN"],
    ["oma", "FORBIDDEN"],
    ["officer", "NOT_FOUND"],
    ["staff", "NOT_FOUND"],
    ["mission", "NOT_FOUND"],
  ])("are not ended by %s", async (subject, code) => {
    const portal = await standingPortal();
    const expected = code === "FORBIDDEN" ? [code, "§ 6.7"] : [code];
    expect(await refused(a.registry, subject, "endPortal", { portalId: portal.id })).toEqual(expected);
    expect(await refused(a.registry, subject, "endLogin", { loginId: portal.login.id })).toEqual(expected);
  });

  it("that are absent are not found", async () => {
    expect(await refused(a.registry, "first", "endPortal", { portalId: absent("portal") })).toEqual(["NOT_FOUND"]);
    expect(await refused(a.registry, "first", "endLogin", { loginId: absent("login") })).toEqual(["NOT_FOUND"]);
    expect(await refused(a.registry, "first", "endLogin", { loginId: absent("portal") })).toEqual(["NOT_FOUND"]);
    await somebody(a.registry);
  });
});
