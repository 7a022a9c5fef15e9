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

describe("An appointment that ends", () => {
  afterEach(() => vacate());

  const standing = async (days: object = {}) => {
    const person = await somebody(a.registry);
    const id = await entered(a.registry, { post: POST, person: person.person, startsOn: "2026-01-01", ...days });
    await confirmed(a.registry, id);
    return { ...person, id };
  };
  const end = async (appointmentId: string, endsOn?: string) =>
    (
      await done(
        a.registry,
        "second",
        "endAppointment { appointment { id startsOn endsOn confirmedAt supersededAt enteredBy { name } confirmedBy { name } } }",
        { appointmentId, endsOn },
      )
    ).appointment;

  it("at once reads nothing at the next request", async () => {
    const { subject, id } = await standing();
    const before = await postsOf(a.registry, subject);
    const ended = await end(id);
    expect([before, await postsOf(a.registry, subject)]).toEqual([[POST], []]);
    expect(ended).toMatchObject({
      startsOn: "2026-01-01",
      endsOn: "2026-03-09",
      enteredBy: { name: "first" },
      confirmedBy: { name: "second" },
    });
  });

  it("on a day reads to its end, and the next day no more", async () => {
    const { subject, id } = await standing();
    await end(id, "2026-03-31");
    expect(await postsOf(a.registry, subject)).toEqual([POST]);
    await a.registry.clock("2026-03-31T23:59:00Z");
    expect(await postsOf(a.registry, subject)).toEqual([POST]);
    await a.registry.clock("2026-04-01T00:00:00Z");
    expect(await postsOf(a.registry, subject)).toEqual([]);
    await a.registry.clockBack();
  });

  it("leaves the days after it to another", async () => {
    const { id } = await standing();
    await end(id);
    await entered(a.registry, { post: POST, person: (await somebody(a.registry)).person, startsOn: TODAY });
  });

  it("before it began is annulled", async () => {
    const { id, subject } = await standing();
    const annulled = await end(id, "2025-12-31");
    expect(annulled).toMatchObject({ id, endsOn: null, supersededAt: expect.any(String) });
    expect(await postsOf(a.registry, subject)).toEqual([]);
  });

  it("is told to the Director and the USGs", async () => {
    const { id } = await standing();
    const ended = await end(id);
    expect(await told(a.registry, ended.id)).toEqual({ ENTRY_ENDED: ["DIRECTOR_OPSP", "USG_DPO"] });
  });

  it("may have been the administrator's own", async () => {
    const { registry } = a;
    const { people } = a;
    await registry.person("third", "ADMINISTRATOR_1", { acting: true, from: "2026-01-01" });
    const [{ id }] = await registry.sql(
      "select 'appointment_' || replace(id::text, '-', '') as id from appointment where acting and superseded_at is null",
    );
    await done(registry, "third", "endAppointment", { appointmentId: id });
    expect(await postsOf(registry, "third")).toEqual([]);
    expect(people.first.appointment).not.toBe(id);
  });

  it("cannot be lengthened, ended twice, or ended before it is confirmed", async () => {
    const { registry } = a;
    const { id } = await standing({ endsOn: "2026-05-31" });
    for (const endsOn of ["2026-05-31", "2026-06-01"])
      expect(await refused(registry, "first", "endAppointment", { appointmentId: id, endsOn })).toEqual([
        "BAD_USER_INPUT",
      ]);
    const ended = await end(id, "2026-03-09");
    expect(await refused(registry, "first", "endAppointment", { appointmentId: id })).toEqual(["INVALID_STATE"]);
    expect(await refused(registry, "first", "endAppointment", { appointmentId: ended.id })).toEqual(["INVALID_STATE"]);
    const awaiting = await entered(registry, {
      post: POST,
      person: (await somebody(registry)).person,
      startsOn: "2026-07-01",
    });
    expect(await refused(registry, "first", "endAppointment", { appointmentId: awaiting })).toEqual(["INVALID_STATE"]);
  });

  it.each([
    ["director", ["FORBIDDEN", "§ 6.7"]],
    ["usg", ["FORBIDDEN", "§ 6.7"]],
    ["auditor", ["FORBIDDEN", "§ 6.7"]],
    ["staff", ["NOT_FOUND"]],
  ])("is not ended by %s", async (subject, refusal) => {
    const { id } = await standing();
    expect(await refused(a.registry, subject, "endAppointment", { appointmentId: id })).toEqual(refusal);
  });

  it("is not ended by its own holder, who sees it", async () => {
    const { id, subject } = await standing();
    expect(await refused(a.registry, subject, "endAppointment", { appointmentId: id })).toEqual(["FORBIDDEN", "§ 6.7"]);
  });
});

describe("An entry that nobody has confirmed", () => {
  afterEach(() => vacate());

  it("is withdrawn by who entered it, and then cannot be confirmed", async () => {
    const { registry } = a;
    const entryId = await entered(registry, { post: POST, person: (await somebody(registry)).person });
    await done(registry, "first", "withdrawEntry", { entryId });
    expect(await refused(registry, "second", "confirmEntry", { entryId })).toEqual(["INVALID_STATE"]);
    expect(await refused(registry, "first", "withdrawEntry", { entryId })).toEqual(["INVALID_STATE"]);
    await entered(registry, { post: POST, person: (await somebody(registry)).person });
  });

  it("is withdrawn by another administrator, and by nobody else", async () => {
    const { registry } = a;
    const entryId = await entered(registry, { post: POST, person: (await somebody(registry)).person });
    expect(await refused(registry, "director", "withdrawEntry", { entryId })).toEqual(["FORBIDDEN", "§ 6.7"]);
    expect(await refused(registry, "staff", "withdrawEntry", { entryId })).toEqual(["NOT_FOUND"]);
    await done(registry, "second", "withdrawEntry", { entryId });
  });

  it("is withdrawn no more once it is confirmed", async () => {
    const { registry } = a;
    const entryId = await entered(registry, { post: POST, person: (await somebody(registry)).person });
    await confirmed(registry, entryId);
    expect(await refused(registry, "first", "withdrawEntry", { entryId })).toEqual(["INVALID_STATE"]);
  });

  it.each(["appointment", "placement", "login", "portal", "office", "person", "designation"])(
    "and is absent is not found: %s",
    async (prefix) => {
      for (const act of ["confirmEntry", "withdrawEntry"])
        expect(await refused(a.registry, "second", act, { entryId: absent(prefix) })).toEqual(["NOT_FOUND"]);
    },
  );
});
