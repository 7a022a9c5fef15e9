import {
  type Administration,
  TODAY,
  absent,
  confirmed,
  done,
  entered,
  refused,
  somebody,
  startAdministration,
  told,
} from "./administration";

let a: Administration;
let military: string;
beforeAll(async () => {
  a = await startAdministration();
  await a.registry.person("military", "OPSP_SENIOR_MILITARY");
  await a.registry.person("police", "OPSP_SENIOR_POLICE");
  military = await a.registry.id("post", "OPSP_SENIOR_MILITARY");
});
afterEach(() =>
  a.registry.sql("update officer_in_charge set superseded_at = registry_now() where superseded_at is null"),
);
afterAll(() => a.registry.close());

const naming = (more: object = {}) => ({ postId: military, startsOn: TODAY, endsOn: "2026-03-31", ...more });
const named = async (as: string, more: object = {}) =>
  (
    await done(
      a.registry,
      as,
      "nameOfficerInCharge { officerInCharge { id startsOn endsOn post { code } } }",
      naming(more),
    )
  ).officerInCharge;

/** Whether somebody has the Director's powers: opens reviews. */
const hasPowers = async (subject: string) =>
  (await a.registry.ask(subject, "{ viewer { viewerCan { openReview } } }")).data.viewer.viewerCan
    .openReview as boolean;
const mayName = async (subject: string) =>
  (await a.registry.ask(subject, "{ viewer { viewerCan { nameOfficerInCharge } } }")).data.viewer.viewerCan
    .nameOfficerInCharge as boolean;

describe("The officer-in-charge", () => {
  it("named by the Director has the Director's powers for the period, and acts as officer-in-charge", async () => {
    const { registry } = a;
    expect(await hasPowers("military")).toBe(false);
    const { id } = await named("director");
    expect(await hasPowers("military")).toBe(true);
    expect(await hasPowers("director")).toBe(true);
    expect(await told(registry, id)).toEqual({
      OFFICER_IN_CHARGE_NAMED: ["DIRECTOR_OPSP", "OPSP_SENIOR_MILITARY", "USG_DPO"],
    });
    await registry.clock("2026-04-01T00:00:00Z");
    expect(await hasPowers("military")).toBe(false);
    await registry.clockBack();
  });

  it("is not named by the officer-in-charge", async () => {
    await named("director");
    const input = naming({
      postId: await a.registry.id("post", "OPSP_SENIOR_POLICE"),
      startsOn: "2026-04-01",
      endsOn: "2026-04-30",
    });
    expect(await refused(a.registry, "military", "nameOfficerInCharge", input)).toEqual(["FORBIDDEN", "§ 6.11"]);
  });

  it.each(["first", "auditor", "officer", "police", "oma", "staff", "mission"])(
    "is not named by %s",
    async (subject) => {
      expect(await refused(a.registry, subject, "nameOfficerInCharge", naming())).toEqual(["FORBIDDEN", "§ 6.11"]);
      expect(await mayName(subject)).toBe(false);
    },
  );

  it.each([
    "OPSP_MISSION_SUPPORT",
    "OPSP_TEAM_ASSISTANT",
    "DIRECTOR_OPSP",
    "MILITARY_ADVISER",
    "HOMC_MINUSCA",
    "USG_DPO",
  ])("is not the holder of %s", async (code) => {
    const input = naming({ postId: await a.registry.id("post", code) });
    expect(await refused(a.registry, "director", "nameOfficerInCharge", input)).toEqual(["BAD_USER_INPUT", "§ 10.12"]);
  });

  it("is not who names", async () => {
    const { registry, people } = a;
    const acting = await entered(registry, {
      post: "OPSP_SENIOR_MILITARY",
      person: people.director.person,
      acting: true,
      endsOn: TODAY,
    });
    await confirmed(registry, acting);
    expect(await refused(registry, "director", "nameOfficerInCharge", naming())).toEqual(["FORBIDDEN", "§ 10.11"]);
    await done(registry, "first", "endAppointment", { appointmentId: acting });
  });

  it("is one at a time", async () => {
    await named("director");
    const input = naming({
      postId: await a.registry.id("post", "OPSP_SENIOR_POLICE"),
      startsOn: "2026-03-31",
      endsOn: "2026-04-30",
    });
    expect(await refused(a.registry, "director", "nameOfficerInCharge", input)).toEqual(["CONFLICT"]);
    await named("director", { ...input, startsOn: "2026-04-01" });
  });

  it.each([
    ["for a period that is over", { startsOn: "2026-03-01", endsOn: "2026-03-09" }, "BAD_USER_INPUT"],
    ["for a period that ends before it begins", { startsOn: "2026-03-12", endsOn: "2026-03-11" }, "BAD_USER_INPUT"],
    ["for days before the post existed", { startsOn: "2013-08-14" }, "BAD_USER_INPUT"],
    ["in a post that is absent", { postId: absent("post") }, "NOT_FOUND"],
  ])("%s is refused", async (_, given, code) => {
    expect(await refused(a.registry, "director", "nameOfficerInCharge", naming(given))).toEqual([code]);
  });

  it("cannot be named without a stated period", async () => {
    const query = "mutation($input: NameOfficerInChargeInput!) { nameOfficerInCharge(input: $input) { __typename } }";
    const { code } = await a.registry.ask("director", query, { input: { postId: military, startsOn: TODAY } });
    expect(code).toBe("BAD_USER_INPUT");
  });

  it("is ended early by the Director or a USG, and has no powers at the next request", async () => {
    for (const subject of ["director", "usg"]) {
      const { id } = await named("director");
      expect(await hasPowers("military")).toBe(true);
      await done(a.registry, subject, "endOfficerInCharge", { officerInChargeId: id });
      expect(await hasPowers("military")).toBe(false);
    }
  });

  it.each(["first", "military", "auditor"])("is not ended by %s", async (subject) => {
    const { id } = await named("director");
    expect(await refused(a.registry, subject, "endOfficerInCharge", { officerInChargeId: id })).toEqual([
      "FORBIDDEN",
      "§ 6.11",
    ]);
  });

  it("is not ended later than it was, or where there is none", async () => {
    const { id } = await named("director");
    const end = (input: object) => refused(a.registry, "director", "endOfficerInCharge", input);
    expect(await end({ officerInChargeId: id, endsOn: "2026-04-01" })).toEqual(["BAD_USER_INPUT"]);
    expect(await end({ officerInChargeId: absent("charge") })).toEqual(["NOT_FOUND"]);
  });
});

describe("A USG names the officer-in-charge (§ 10.15)", () => {
  const vacated = async (endsOn?: string) => {
    const { registry, people } = a;
    await done(registry, "first", "endAppointment", { appointmentId: people.director.appointment, endsOn });
  };

  it("not while somebody holds the Director's post", async () => {
    expect(await refused(a.registry, "usg", "nameOfficerInCharge", naming())).toEqual(["FORBIDDEN", "§ 10.15"]);
    expect([await mayName("usg"), await mayName("director")]).toEqual([false, true]);
  });

  it("for days after the Director's appointment ends, and not for one of its days", async () => {
    await vacated("2026-03-20");
    expect(await refused(a.registry, "usg", "nameOfficerInCharge", naming({ startsOn: "2026-03-20" }))).toEqual([
      "FORBIDDEN",
      "§ 10.15",
    ]);
    await named("usg", { startsOn: "2026-03-21" });
  });

  it("while nobody holds it, and an appointment that awaits confirmation is nobody", async () => {
    const { registry } = a;
    await registry.clock("2026-03-21T12:00:00Z");
    expect(await mayName("usg")).toBe(true);
    const entry = {
      post: "DIRECTOR_OPSP",
      person: (await somebody(registry)).person,
      contributingCountry: "Nepal",
      missionLeadership: "UNDOF",
    };
    const appointment = await entered(registry, { ...entry, startsOn: "2026-03-25" });
    await named("usg", { startsOn: "2026-03-21" });
    expect(await hasPowers("military")).toBe(true);
    await confirmed(registry, appointment);
  });

  it("not for days on which somebody is to hold it, or acts in it", async () => {
    const { registry } = a;
    expect(await refused(registry, "usg", "nameOfficerInCharge", naming({ startsOn: "2026-03-21" }))).toEqual([
      "FORBIDDEN",
      "§ 10.15",
    ]);
    await named("usg", { startsOn: "2026-03-21", endsOn: "2026-03-24" });
    await registry.clockBack();
  });
});
