import type { TestPerson } from "../../support/registry";
import {
  type Administration,
  TODAY,
  confirmed,
  done,
  entered,
  postsOf,
  refused,
  somebody,
  startAdministration,
} from "./administration";

let a: Administration;
let person: TestPerson;
beforeAll(async () => {
  a = await startAdministration();
  await a.registry.sql(
    "update appointment set superseded_at = registry_now() where post_id in (select id from post where code in ('AUDITOR', 'USG_DPO'))",
  );
});
beforeEach(async () => {
  person = await somebody(a.registry);
});
afterEach(() =>
  a.registry.sql(
    "update appointment set superseded_at = registry_now() where superseded_at is null and person_id = $1",
    [person.personId],
  ),
);
afterAll(() => a.registry.close());

/** Frees a post of an administrator, so that there is one to be had. */
beforeAll(async () => {
  await a.registry.post("ADMINISTRATOR_3", "REGISTRY", { role: "ADMINISTRATOR" });
});

const POSTS = { administrator: "ADMINISTRATOR_3", auditor: "AUDITOR", USG: "USG_DPO" } as const;
const pairs = (Object.keys(POSTS) as (keyof typeof POSTS)[]).flatMap((one) =>
  (Object.keys(POSTS) as (keyof typeof POSTS)[]).filter((other) => other !== one).map((other) => [one, other] as const),
);
const appointmentTo = async (post: string, more: object = {}) => ({
  postId: await a.registry.id("post", post),
  personId: person.person,
  startsOn: TODAY,
  ...more,
});

describe("§ 10.10: nobody holds two of administrator, USG and auditor", () => {
  it.each(pairs)("who is %s is not appointed %s", async (one, other) => {
    await entered(a.registry, { post: POSTS[one], person: person.person });
    for (const acting of [false, true])
      expect(await refused(a.registry, "first", "appoint", await appointmentTo(POSTS[other], { acting }))).toEqual([
        "FORBIDDEN",
        "§ 10.10",
      ]);
  });

  it("on one day of the periods as little as on all", async () => {
    await entered(a.registry, { post: "AUDITOR", person: person.person, startsOn: "2026-06-01", endsOn: "2026-06-30" });
    for (const days of [
      { startsOn: "2026-06-30" },
      { startsOn: "2026-01-01", endsOn: "2026-06-01" },
      { startsOn: "2026-01-01" },
      { startsOn: "2026-06-10", endsOn: "2026-06-10" },
    ])
      expect(await refused(a.registry, "first", "appoint", await appointmentTo("ADMINISTRATOR_3", days))).toEqual([
        "FORBIDDEN",
        "§ 10.10",
      ]);
  });

  it("but one after the other", async () => {
    await entered(a.registry, { post: "AUDITOR", person: person.person, startsOn: "2026-06-01", endsOn: "2026-06-30" });
    await entered(a.registry, { post: "ADMINISTRATOR_3", person: person.person, startsOn: "2026-07-01" });
    await entered(a.registry, { post: "USG_DPO", person: person.person, startsOn: TODAY, endsOn: "2026-05-31" });
  });

  it("nor by an entry that was withdrawn or has ended", async () => {
    const { registry } = a;
    await done(registry, "first", "withdrawEntry", {
      entryId: await entered(registry, { post: "AUDITOR", person: person.person }),
    });
    const id = await entered(registry, { post: "USG_DPO", person: person.person, startsOn: "2026-01-01" });
    await confirmed(registry, id);
    await done(registry, "first", "endAppointment", { appointmentId: id });
    await confirmed(registry, await entered(registry, { post: "ADMINISTRATOR_3", person: person.person }));
    expect(await postsOf(registry, person.subject)).toEqual(["ADMINISTRATOR_3"]);
  });

  it("but a USG who has left the reporting line is none of it", async () => {
    await entered(a.registry, {
      post: "USG_DPKO",
      person: person.person,
      startsOn: "2018-01-01",
      endsOn: "2018-12-31",
    });
    await entered(a.registry, { post: "AUDITOR", person: person.person, startsOn: "2019-01-01" });
    await entered(a.registry, { post: "USG_DOS", person: person.person });
  });

  it("is asked again at confirmation, and foreseen by viewerCanConfirm", async () => {
    const { registry } = a;
    const id = await entered(registry, { post: "AUDITOR", person: person.person });
    await registry.sql(
      "insert into appointment (post_id, person_id, starts_on, confirmed_at) select id, $1, $2, registry_now() from post where code = 'ADMINISTRATOR_3'",
      [person.personId, TODAY],
    );
    const { data } = await registry.ask(
      "second",
      "query($id: ID!) { node(id: $id) { ... on Appointment { viewerCanConfirm } } }",
      { id },
    );
    expect(data.node.viewerCanConfirm).toBe(false);
    expect(await refused(registry, "second", "confirmEntry", { entryId: id })).toEqual(["FORBIDDEN", "§ 10.10"]);
  });

  it("not even when both are entered at the same time", async () => {
    const { registry } = a;
    for (let round = 0; round < 5; round += 1) {
      const mutation = "mutation($input: AppointInput!) { appoint(input: $input) { appointment { id } } }";
      const inputs = [];
      for (const post of Object.values(POSTS)) inputs.push(await appointmentTo(post));
      const answers = await Promise.all(
        inputs.map((input, place) => registry.ask(place % 2 ? "first" : "second", mutation, { input })),
      );
      expect(answers.map(({ code }) => code ?? "OK").sort()).toEqual(["FORBIDDEN", "FORBIDDEN", "OK"]);
      const { data } = answers.find(({ code }) => !code)!;
      await done(registry, "first", "withdrawEntry", { entryId: data.appoint.appointment.id });
    }
  });

  it("not even when both are confirmed at the same time", async () => {
    const { registry } = a;
    const ids = await registry.sql<{ id: string }>(
      `insert into appointment (post_id, person_id, starts_on) select id, $1, $2 from post where code = any($3)
       returning 'appointment_' || replace(id::text, '-', '') as id`,
      [person.personId, TODAY, Object.values(POSTS)],
    );
    const mutation = "mutation($input: ConfirmEntryInput!) { confirmEntry(input: $input) { __typename } }";
    const answers = await Promise.all(
      ids.map(({ id }) => registry.ask("second", mutation, { input: { entryId: id } })),
    );
    expect(answers.map(({ code }) => code)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
    expect(await postsOf(registry, person.subject)).toEqual([]);
  });
});
