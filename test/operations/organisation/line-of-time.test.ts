import { type Administration, confirmed, done, entered, somebody, startAdministration } from "./administration";

let a: Administration;
beforeAll(async () => {
  a = await startAdministration();
});
afterAll(() => a.registry.close());

/** Which posts a person had at an instant, as the database answers it now. */
const heldAt = async (personId: string, at: string) =>
  (
    await a.registry.sql<{ code: string }>(
      "select p.code from posts_held($2::timestamptz) h join post p on p.id = h.post_id where h.person_id = $1 order by p.code",
      [personId, at],
    )
  ).map(({ code }) => code);

const INSTANTS = ["2026-03-01", "2026-03-11", "2026-03-20", "2026-04-10", "2026-05-10", "2026-06-30"].map(
  (day) => `${day}T12:00:00Z`,
);

describe("One line of time", () => {
  it("answers of every past instant what it answered then, whatever was ended or moved since", async () => {
    const { registry } = a;
    const person = await somebody(registry);
    const seenThen: string[][] = [];
    let appointmentId = await entered(registry, {
      post: "OMA_STAFF",
      person: person.person,
      startsOn: "2026-01-01",
      acting: true,
    });
    const acts: Record<string, () => Promise<unknown>> = {
      "2026-03-11T11:00:00Z": () => confirmed(registry, appointmentId),
      "2026-03-20T13:00:00Z": async () => {
        const input = { appointmentId, endsOn: "2026-05-31" };
        appointmentId = (await done(registry, "first", "endAppointment { appointment { id } }", input)).appointment.id;
      },
      "2026-04-10T13:00:00Z": async () => {
        const input = {
          postId: await registry.id("post", "OMA_STAFF"),
          officeId: await registry.id("office", "DPET"),
          startsOn: "2026-04-20",
        };
        const { placement } = await done(registry, "first", "placePost { placement { id } }", input);
        await confirmed(registry, placement.id);
      },
      "2026-05-10T13:00:00Z": () => done(registry, "first", "endAppointment", { appointmentId, endsOn: "2026-02-01" }),
    };
    const moments = [
      ...INSTANTS.map((at) => ({ at, isAct: false })),
      ...Object.keys(acts).map((at) => ({ at, isAct: true })),
    ];
    for (const { at, isAct } of moments.sort((one, other) => (one.at < other.at ? -1 : 1))) {
      await registry.clock(at);
      if (isAct) await acts[at]!();
      else seenThen.push(await heldAt(person.personId, at));
    }
    expect(seenThen).toEqual([[], ["OMA_STAFF"], ["OMA_STAFF"], ["OMA_STAFF"], ["OMA_STAFF"], []]);
    const seenNow = [];
    for (const at of INSTANTS) seenNow.push(await heldAt(person.personId, at));
    expect(seenNow).toEqual(seenThen);
  });

  it("has at each instant one entry at most that gives a sight, around the instant of each end too", async () => {
    const doubled = await a.registry.sql(
      `select from appointment one join appointment other
         on one.id <> other.id and one.post_id = other.post_id and one.person_id = other.person_id and one.acting = other.acting
       where tstzrange(one.sight_from, greatest(one.sight_from, one.sight_until)) && tstzrange(other.sight_from, greatest(other.sight_from, other.sight_until))
       union all
       select from post_placement one join post_placement other on one.id <> other.id and one.post_id = other.post_id
       where tstzrange(one.sight_from, greatest(one.sight_from, one.sight_until)) && tstzrange(other.sight_from, greatest(other.sight_from, other.sight_until))`,
    );
    expect(doubled).toEqual([]);
    const [gap] = await a.registry.sql(
      `select count(*)::int as replaced, bool_and(next.sight_from = old.superseded_at) as seamless
       from appointment old join appointment next on next.entered_at = old.superseded_at and next.person_id = old.person_id`,
    );
    expect(gap).toEqual({ replaced: 2, seamless: true });
  });

  it.each([
    ["what it says", "update appointment set ends_on = '2030-01-01'"],
    [
      "who confirmed it",
      "update appointment set confirmed_at = confirmed_at - interval '1 day' where confirmed_at is not null",
    ],
    ["when it ended", "update appointment set superseded_at = null where superseded_at is not null"],
    ["a login", "update login set subject = subject || '2'"],
    ["a designation", "update designation set starts_on = '2001-01-01'"],
    ["a placement", "update post_placement set is_head = not is_head"],
  ])("has no place for a change of %s, not even for the superuser", async (_, statement) => {
    await a.registry.sql(
      "insert into designation (office_id, person_id, starts_on) select o.id, $1, '2026-01-01' from office o where o.code = 'OMA' on conflict do nothing",
      [(await somebody(a.registry)).personId],
    );
    await expect(a.registry.sql(statement)).rejects.toMatchObject({ code: "23001" });
  });

  it.each([
    [
      "confirmed by who entered it",
      "insert into appointment (post_id, person_id, starts_on, entered_by, confirmed_by, confirmed_at) select p.id, $1, '2026-01-01', $2, $2, now() from post p where code = 'OPSP_SENIOR_POLICE'",
    ],
    [
      "confirmed by who is appointed",
      "insert into appointment (post_id, person_id, starts_on, entered_by, confirmed_by, confirmed_at) select p.id, $1, '2026-01-01', $2, $1, now() from post p where code = 'OPSP_SENIOR_POLICE'",
    ],
    [
      "entered by who is appointed",
      "insert into appointment (post_id, person_id, starts_on, entered_by) select p.id, $1, '2026-01-01', $1 from post p where code = 'OPSP_SENIOR_POLICE' and $2::uuid is not null",
    ],
  ])("has no place for an appointment %s", async (_, statement) => {
    const { people } = a;
    await expect(a.registry.sql(statement, [people.staff.personId, people.first.personId])).rejects.toMatchObject({
      constraint: "appointment_two_persons",
    });
  });
});
