import { startGuardedHouse } from "../access/guarded-house";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";

let registry: TestRegistry;
let intruder: TicketHolder;
beforeAll(async () => {
  registry = await startGuardedHouse();
  intruder = await TicketHolder.open(registry.databaseUrl);
});
afterAll(async () => {
  await intruder.close();
  await registry.close();
});

/** SQL as the application's role, by the ticket of somebody in an act. */
const tries = (who: string[], act: string, statement: string) =>
  intruder.as(
    who.map((subject) => ({ issuer: registry.issuer.issuer, subject })),
    (rows) => rows(statement),
    act,
  );

const ENTERED = (more = "") =>
  `insert into webhook (portal_code, url, starts_on, entered_by${more ? ", confirmed_at, confirmed_by" : ""})
   select 'portal.oma', 'https://elsewhere.example/', '2016-01-01', (viewer()).person_id${more}`;
const OTHERS = `insert into webhook (portal_code, url, starts_on, entered_by)
  select 'portal.oma', 'https://elsewhere.example/', '2016-01-01', p.id from person p where p.id <> (viewer()).person_id limit 1`;
const CONFIRMED_BY_ANOTHER = ENTERED(
  ", registry_now(), (select p.id from person p where p.id <> (viewer()).person_id limit 1)",
);
const SHORTER = (url: string) => `with replaced as (
    update webhook set superseded_at = registry_now(), superseded_by = (viewer()).person_id where portal_code = 'portal.oma' and superseded_at is null
      and confirmed_at is not null returning *)
  insert into webhook (portal_code, url, starts_on, entered_by, confirmed_by, entered_at, confirmed_at, ends_on)
    select portal_code, ${url}, starts_on, entered_by, confirmed_by, superseded_at, superseded_at, '2016-12-01' from replaced`;
const CONFIRM = (code: string) =>
  `update webhook set confirmed_at = registry_now(), confirmed_by = (viewer()).person_id where portal_code = '${code}' and confirmed_at is null`;

describe("the address of a portal, by SQL under a ticket", () => {
  it.each([
    ["the head confirms what awaits it", ["adviser"], "confirmEntry", CONFIRM("portal.oma")],
    ["an administrator enters one", ["administrator"], "enterWebhook", ENTERED()],
    ["an administrator ends one on a day", ["administrator"], "endWebhook", SHORTER("url")],
  ])("is written by the acts that are its own: %s", async (_what, who, act, statement) => {
    await expect(tries(who, act, statement)).resolves.toBeDefined();
  });

  it.each([
    ["nobody else enters one", ["director"], "enterWebhook", ENTERED()],
    ["nor by another act", ["administrator"], "appoint", ENTERED()],
    ["nor in another's name", ["administrator"], "enterWebhook", OTHERS],
    ["nor as confirmed already", ["administrator"], "enterWebhook", CONFIRMED_BY_ANOTHER],
    ["nor while another is ended", ["administrator"], "endWebhook", CONFIRMED_BY_ANOTHER],
    ["nor while the portal is ended", ["administrator"], "endPortal", CONFIRMED_BY_ANOTHER],
    ["nor while something is confirmed", ["adviser"], "confirmEntry", CONFIRMED_BY_ANOTHER],
    ["an end changes no address", ["administrator"], "endWebhook", SHORTER("'https://elsewhere.example/'")],
    ["no administrator confirms one", ["administrator"], "confirmEntry", CONFIRM("portal.oma")],
    ["nor the Director", ["director"], "confirmEntry", CONFIRM("portal.oma")],
    [
      "what is confirmed is not withdrawn",
      ["administrator"],
      "withdrawEntry",
      "update webhook set superseded_at = registry_now(), superseded_by = (viewer()).person_id where confirmed_at is not null",
    ],
    [
      "nor ended in another's name",
      ["administrator"],
      "endWebhook",
      "update webhook set superseded_at = registry_now() where confirmed_at is not null and superseded_at is null",
    ],
    [
      "no notice speaks of what is no address",
      ["administrator"],
      "enterWebhook",
      "insert into notice (post_id, kind, object_id) select p.id, 'ENTRY_AWAITS_CONFIRMATION', gen_random_uuid() from post p limit 1",
    ],
    [
      "nor of something else",
      ["administrator"],
      "enterWebhook",
      "insert into notice (post_id, kind, object_id) select p.id, 'CIRCULATION_GIVEN', w.id from post p, webhook w limit 1",
    ],
    [
      "nor of another act",
      ["administrator"],
      "enterWebhook",
      "insert into notice (post_id, kind, object_id) select p.id, 'ENTRY_ENDED', w.id from post p, webhook w limit 1",
    ],
    ["nobody writes through a portal", ["administrator", "portal.oma"], "enterWebhook", ENTERED()],
    ["a portal enters none", ["portal.oma"], "enterWebhook", ENTERED()],
  ])("is written by no other: %s", async (_what, who, act, statement) => {
    await expect(tries(who, act, statement)).rejects.toThrow("row-level security");
  });

  it("is confirmed for no portal of another office", async () => {
    const [row] = await registry.sql(
      "select count(*)::int as waiting from webhook where portal_code = 'portal.oo' and confirmed_at is null",
    );
    expect(row.waiting).toBe(1);
    await tries(["adviser"], "confirmEntry", CONFIRM("portal.oo"));
    const [after] = await registry.sql(
      "select count(*)::int as waiting from webhook where portal_code = 'portal.oo' and confirmed_at is null",
    );
    expect(after.waiting).toBe(1);
  });

  it.each([
    ["update webhook set url = 'https://elsewhere.example/'", "permission denied"],
    ["delete from webhook", "permission denied"],
    ["select * from notice_webhook", "permission denied"],
    ["insert into webhook_gone (webhook_id) select id from webhook", "permission denied"],
    ["select * from webhooks_due()", "permission denied"],
    ["select * from webhook_to_send(gen_random_uuid(), gen_random_uuid())", "permission denied"],
    ["select webhook_is_gone(gen_random_uuid())", "permission denied"],
    ["select * from enter_portal('{\"portal\":\"portal.oma\"}', 'none')", "not good here"],
  ])("is not written, nor its deliveries read: %s", async (statement, sentence) => {
    await expect(tries(["administrator"], "enterWebhook", statement)).rejects.toThrow(sentence);
  });
});

describe("entering as a portal", () => {
  const SELECTED = "select (viewer()).act, (viewer()).portal_offices, (viewer()).posts, (viewer()).person_id";

  it("takes the server's ticket for this portal, and is no act", async () => {
    const [office] = await registry.sql("select id from office where code = 'OMA'");
    expect(await intruder.asPortal("portal.oma", (rows) => rows(SELECTED))).toEqual([
      { act: null, portal_offices: [office.id], posts: [], person_id: null },
    ]);
    expect(await intruder.asPortal("portal.none", (rows) => rows(SELECTED))).toEqual([
      { act: null, portal_offices: [], posts: [], person_id: null },
    ]);
  });

  it("sees what the portal sees by its own login, and nothing else", async () => {
    const seen = `select 'part' as what, part_id::text as id from part_content union all select 'report', id::text from report
      union all select 'circulation', id::text from circulation union all select 'portal', id::text from portal
      union all select 'webhook', id::text from webhook union all select 'notice', id::text from notice order by 1, 2`;
    const own = await intruder.as([{ issuer: registry.issuer.issuer, subject: "portal.oma" }], (rows) => rows(seen));
    expect(own.length).toBeGreaterThan(3);
    expect(await intruder.asPortal("portal.oma", (rows) => rows(seen))).toEqual(own);
  });

  it("writes nothing", async () => {
    await expect(
      intruder.asPortal("portal.oma", (rows) => rows("insert into person (name) values ('nobody')")),
    ).rejects.toThrow("row-level security");
  });
});
