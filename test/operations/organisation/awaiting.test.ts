import { type Administration, TODAY, confirmed, done, entered, somebody, startAdministration } from "./administration";

let a: Administration;
beforeAll(async () => {
  a = await startAdministration();
});
afterAll(() => a.registry.close());

let count = 0;
const fresh = (stem: string) => `${stem}${(count += 1)}`;

/** One fresh entry of each kind, entered by somebody who is then an administrator; gives its id. */
const entries: Record<string, (by: string) => Promise<string>> = {
  "an appointment": (by) => appointment(by, {}),
  "an acting appointment of the Director": (by) =>
    appointment(by, { personId: a.people.director.person, acting: true }),
  "an appointment of an administrator": (by) => appointment(by, { personId: a.people.second.person }),
  "a login": (by) => login(by, { personId: a.people.staff.person }),
  "a login of an administrator": (by) => login(by, { personId: a.people.second.person }),
  "a portal": (by) => portal(by),
  "a portal's login": async (by) => login(by, { portalId: await portal(by) }),
  "a placement": async (by) => (await post(by)).placement,
  "a placement of a post that the Director is to hold": async (by) => {
    const { post: postId, placement } = await post(by);
    const input = { postId, personId: a.people.director.person, startsOn: TODAY };
    await done(a.registry, by, "appoint", input);
    return placement;
  },
};

async function post(by: string): Promise<{ post: string; placement: string }> {
  const input = {
    code: fresh("NEW_POST_"),
    name: "New",
    role: "STAFF",
    officeId: await a.registry.id("office", "OMA"),
    startsOn: TODAY,
  };
  const made = await done(a.registry, by, "createPost { post { id } placement { id } }", input);
  return { post: made.post.id, placement: made.placement.id };
}

async function appointment(by: string, more: object): Promise<string> {
  const { post: postId } = await post(by);
  const input = { postId, personId: (await somebody(a.registry)).person, startsOn: TODAY, ...more };
  return (await done(a.registry, by, "appoint { appointment { id } }", input)).appointment.id;
}

async function login(by: string, bearer: object): Promise<string> {
  const input = { issuer: a.registry.issuer.issuer, subject: fresh("subject"), startsOn: TODAY, ...bearer };
  return (await done(a.registry, by, "registerLogin { login { id } }", input)).login.id;
}

async function portal(by: string): Promise<string> {
  const input = { code: fresh("portal"), name: "New", officeId: await a.registry.id("office", "OMA"), startsOn: TODAY };
  return (await done(a.registry, by, "registerPortal { portal { id } }", input)).portal.id;
}

const NODE = `query($id: ID!) { node(id: $id) { id
  ... on Appointment { viewerCanConfirm } ... on Login { viewerCanConfirm }
  ... on Portal { viewerCanConfirm } ... on PostPlacement { viewerCanConfirm } } }`;
const AWAITING = `{ entriesAwaitingConfirmation {
  appointments { id viewerCanConfirm } placements { id viewerCanConfirm } logins { id viewerCanConfirm } portals { id viewerCanConfirm } } }`;
const CONFIRM = "mutation($input: ConfirmEntryInput!) { confirmEntry(input: $input) { __typename } }";

type Listed = { id: string; viewerCanConfirm: boolean };

async function awaitingFor(subject: string): Promise<Listed[]> {
  const { data } = await a.registry.ask(subject, AWAITING);
  return Object.values(data.entriesAwaitingConfirmation as Record<string, Listed[]>).flat();
}

const readers = ["first", "second", "director", "usg", "auditor", "officer", "oma", "staff", "mission"];
const cases = Object.keys(entries).flatMap((kind) => readers.map((subject) => [kind, subject] as const));

describe("viewerCanConfirm, and what awaits confirmation, equal the decision", () => {
  it.each(cases)("on %s, asked by %s", async (kind, subject) => {
    const { registry } = a;
    const id = await entries[kind]!("first");
    const { data } = await registry.ask(subject, NODE, { id });
    const listed = (await awaitingFor(subject)).find((entry) => entry.id === id);
    const { code } = await registry.ask(subject, CONFIRM, { input: { entryId: id } });
    expect(data.node === null).toBe(code === "NOT_FOUND");
    expect(data.node?.viewerCanConfirm ?? false).toBe(code === undefined);
    expect(listed !== undefined).toBe(code === undefined || subject === "first");
    if (listed) expect(listed.viewerCanConfirm).toBe(code === undefined);
    const after = await registry.ask(subject, NODE, { id });
    if (code === undefined) expect(after.data.node.viewerCanConfirm).toBe(false);
  });

  it("on what was withdrawn", async () => {
    const { registry } = a;
    const id = await entries["an appointment"]!("first");
    await done(registry, "second", "withdrawEntry", { entryId: id });
    const { data } = await registry.ask("second", NODE, { id });
    expect(data.node.viewerCanConfirm).toBe(false);
    expect((await awaitingFor("first")).map((entry) => entry.id)).not.toContain(id);
  });
});

describe("Lists of the organisation", () => {
  const appointments = async (subject: string, filter: object) =>
    (
      await a.registry.ask(
        subject,
        "query($filter: AppointmentFilter) { appointments(first: 50, filter: $filter) { nodes { post { code } person { name } } totalCount } }",
        { filter },
      )
    ).data.appointments;

  it("give appointments by post, person and day", async () => {
    const { registry, people } = a;
    const postId = await registry.id("post", "OPSP_SENIOR_POLICE");
    const person = await somebody(registry);
    await confirmed(
      registry,
      await entered(registry, {
        post: "OPSP_SENIOR_POLICE",
        person: person.person,
        startsOn: "2026-01-01",
        endsOn: "2026-02-28",
      }),
    );
    const one = [{ post: { code: "OPSP_SENIOR_POLICE" }, person: { name: person.subject } }];
    expect(await appointments("usg", { postId })).toEqual({ nodes: one, totalCount: 1 });
    expect(await appointments("usg", { personId: person.person, on: "2026-02-28" })).toEqual({
      nodes: one,
      totalCount: 1,
    });
    expect(await appointments("usg", { personId: person.person, on: "2026-03-01" })).toEqual({
      nodes: [],
      totalCount: 0,
    });
    expect(await appointments("staff", { postId })).toEqual({ nodes: [], totalCount: 0 });
    expect(await appointments("staff", { personId: people.staff.person })).toMatchObject({ totalCount: 1 });
  });

  it("give persons by the post that they hold, to who sees that", async () => {
    const { registry } = a;
    const query = "query($filter: PersonFilter) { persons(first: 50, filter: $filter) { nodes { name } } }";
    const filter = { postId: await registry.id("post", "MILITARY_ADVISER") };
    expect((await registry.ask("auditor", query, { filter })).data.persons.nodes).toEqual([{ name: "oma" }]);
    expect((await registry.ask("oma", query, { filter })).data.persons.nodes).toEqual([{ name: "oma" }]);
    expect((await registry.ask("staff", query, { filter })).data.persons.nodes).toEqual([]);
    expect((await registry.ask("staff", query)).data.persons.nodes).toEqual([{ name: "staff" }]);
  });
});
