import { type Administration, TODAY, done, entered, somebody, startAdministration } from "./administration";

let a: Administration;
beforeAll(async () => {
  a = await startAdministration();
});
afterAll(() => a.registry.close());

const mutation = (name: string) =>
  `mutation($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename } }`;

/** The codes by which the same act, asked for at a time, ends each time. */
async function codesOf(name: string, inputs: object[], by: string[] = ["first", "second"]): Promise<string[]> {
  const answers = await Promise.all(
    inputs.map((input, place) => a.registry.ask(by[place % by.length]!, mutation(name), { input })),
  );
  return answers.map(({ code }) => code ?? "OK").sort();
}

describe("At one time", () => {
  it("two appointments to one post: one is entered, and the others are told of it", async () => {
    for (let round = 0; round < 5; round += 1) {
      const postId = await a.registry.id("post", "OPSP_SENIOR_MILITARY");
      const inputs = [];
      for (let place = 0; place < 4; place += 1)
        inputs.push({ postId, personId: (await somebody(a.registry)).person, startsOn: TODAY });
      expect(await codesOf("appoint", inputs)).toEqual(["CONFLICT", "CONFLICT", "CONFLICT", "OK"]);
      await a.registry.sql(
        "update appointment set superseded_at = registry_now() where confirmed_at is null and superseded_at is null",
      );
    }
  });

  it("one entry is confirmed once", async () => {
    const entryId = await entered(a.registry, {
      post: "OPSP_SENIOR_POLICE",
      person: (await somebody(a.registry)).person,
    });
    expect(await codesOf("confirmEntry", [{ entryId }, { entryId }, { entryId }], ["second", "director"])).toEqual([
      "INVALID_STATE",
      "INVALID_STATE",
      "OK",
    ]);
  });

  it("one entry is confirmed or withdrawn, never both", async () => {
    const { registry } = a;
    for (let round = 0; round < 5; round += 1) {
      const entryId = await entered(registry, {
        post: "OPSP_TEAM_ASSISTANT",
        person: (await somebody(registry)).person,
      });
      const [confirmed, withdrawn] = await Promise.all([
        registry.ask("second", mutation("confirmEntry"), { input: { entryId } }),
        registry.ask("first", mutation("withdrawEntry"), { input: { entryId } }),
      ]);
      expect([confirmed.code ?? "OK", withdrawn.code ?? "OK"].sort()).toEqual(["INVALID_STATE", "OK"]);
      if (!confirmed.code) await done(registry, "first", "endAppointment", { appointmentId: entryId });
    }
  });

  it("one appointment ends once", async () => {
    const { people } = a;
    const appointmentId = people.officer.appointment;
    expect(await codesOf("endAppointment", [{ appointmentId }, { appointmentId }, { appointmentId }])).toEqual([
      "INVALID_STATE",
      "INVALID_STATE",
      "OK",
    ]);
    const rows = await a.registry.sql(
      "select ends_on::text from appointment where person_id = $1 and superseded_at is null",
      [people.officer.personId],
    );
    expect(rows).toEqual([{ ends_on: "2026-03-09" }]);
  });

  it("one code is one office's, one portal's, one post's", async () => {
    const { registry } = a;
    const oma = await registry.id("office", "OMA");
    const dpet = await registry.id("office", "DPET");
    const office = { code: "ONE_OFFICE", name: "One", kind: "HEADQUARTERS_OFFICE", startsOn: TODAY };
    expect(await codesOf("createOffice", [office, office, office])).toEqual(["CONFLICT", "CONFLICT", "OK"]);
    const post = { code: "ONE_POST", name: "One", role: "STAFF", officeId: oma, startsOn: TODAY };
    expect(await codesOf("createPost", [post, post])).toEqual(["CONFLICT", "OK"]);
    const portal = { code: "one.portal", name: "One", officeId: oma, startsOn: TODAY, endsOn: "2026-12-31" };
    const other = { ...portal, officeId: dpet, startsOn: "2027-01-01", endsOn: null };
    expect(await codesOf("registerPortal", [portal, other])).toEqual(["CONFLICT", "OK"]);
  });

  it("one key of idempotency enters once, and tells the same of it again", async () => {
    const { registry } = a;
    const input = { name: "Once" };
    const query = "mutation($input: RegisterPersonInput!) { registerPerson(input: $input) { person { id } } }";
    const headers = { "idempotency-key": "8e03978e-40d5-43dd-bc93-6894a57f9324" };
    const answers = await Promise.all([1, 2, 3].map(() => registry.ask("first", query, { input }, headers)));
    expect(new Set(answers.map(({ data }) => data.registerPerson.person.id)).size).toBe(1);
    expect(await registry.sql("select from person where name = 'Once'")).toHaveLength(1);
  });
});
