import { uuidOf } from "../../src/access/ids";
import type { World } from "../operations/world";
import { ToldPortal } from "./told-portal";

let portal: ToldPortal;
let world: World;

beforeEach(async () => {
  portal = await ToldPortal.open();
  world = portal.world;
});
afterEach(() => portal.close());

describe("§ 10.48: a portal is told of what it may see, and of nothing else", () => {
  const CASES: [what: string, more: () => object][] = [
    ["a circulation without portals", () => ({ portalsAllowed: false })],
    ["one to another office", () => ({ officeIds: [world.office.POLICE_DIVISION] })],
    ["one to the head of its office, by name", () => ({ officeIds: [], postIds: [world.post.MILITARY_ADVISER] })],
    ["one that is not valid yet", () => ({ validFrom: "2016-07-01T00:00:00Z" })],
  ];
  it.each(CASES)("not of %s, of which no trace is left", async (_what, more) => {
    await portal.addressed();
    const { circulation } = await portal.circulated(more());
    await portal.noticed("CIRCULATION_GIVEN", uuidOf("circulation", circulation.id)!);
    const clock = await portal.clock();
    await clock.jobs.doDue();
    expect([await portal.marked(), await portal.queued()]).toEqual([[], []]);
  });

  it("whatever a source says: each of all notices is tried, and what the portal reads by itself decides", async () => {
    await portal.addressed();
    const given = await portal.circulated();
    const hidden = await portal.circulated({ portalsAllowed: false });
    await world.registry.sql("delete from notice");
    const uuidsOf = ({ circulation, report }: typeof given) => [
      uuidOf("circulation", circulation.id)!,
      uuidOf("report", report.id)!,
    ];
    const told: string[] = [];
    for (const object of uuidsOf(given)) told.push(await portal.noticed("ENTRY_CONFIRMED", object));
    for (const object of uuidsOf(hidden)) await portal.noticed("ENTRY_CONFIRMED", object);
    for (const table of ["appointment", "login", "officer_in_charge", "webhook", "review", "register_entry"])
      for (const { id } of await world.registry.sql(`select id from ${table} limit 3`))
        await portal.noticed("ENTRY_CONFIRMED", id);
    await world.registry
      .sql(`create or replace function webhooks_due() returns table (webhook_id uuid, portal_code text, notice_id uuid, object_id uuid)
      language sql stable security definer set search_path = pg_catalog, public, pg_temp
      begin atomic select w.id, w.portal_code, n.id, n.object_id from webhook w cross join notice n; end`);
    const clock = await portal.clock();
    await clock.jobs.doDue();
    expect(await portal.marked()).toEqual(told.toSorted());
  });

  it("not once its right is gone between the notice and the delivery", async () => {
    await portal.addressed();
    const { circulation } = await portal.circulated();
    const clock = await portal.clock();
    await clock.jobs.doDue();
    expect(await portal.queued()).not.toEqual([]);
    await world.on(circulation, "usg.dpko", "revokeCirculation");
    await clock.jobs.start();
    await portal.settled();
    expect(portal.box.taken).toEqual([]);
  });

  it("not of what its head was told as the head of another office", async () => {
    const sql = world.registry.sql.bind(world.registry);
    await portal.addressed();
    const { circulation } = await portal.circulated();
    const clock = await portal.clock();
    await clock.jobs.doDue();
    const before = await portal.marked();
    await sql(
      `insert into notice (post_id, kind, object_id) select id, 'CIRCULATION_GIVEN', $1 from post where code = 'POLICE_ADVISER'`,
      [uuidOf("circulation", circulation.id)],
    );
    await sql(`update post_placement set superseded_at = registry_now() where post_id in (select id from post where code in ('POLICE_ADVISER', 'MILITARY_ADVISER'))
      and superseded_at is null`);
    await sql(`insert into post_placement (post_id, office_id, is_head, starts_on, entered_at, confirmed_at)
      select p.id, o.id, true, '2016-01-01', registry_now(), registry_now() from post p, office o where p.code = 'POLICE_ADVISER' and o.code = 'OMA'`);
    await clock.jobs.doDue();
    expect(await portal.marked()).toEqual(before);
    await portal.circulated();
    await clock.jobs.doDue();
    expect(await portal.marked()).toHaveLength(before.length + 1);
  });

  it("not of signatures, nor of oversight", async () => {
    await portal.addressed();
    const { circulation } = await portal.circulated();
    const clock = await portal.clock();
    await clock.jobs.doDue();
    const before = await portal.marked();
    for (const kind of [
      "SIGNATURE_AWAITED",
      "PAPER_SIGNATURE_RECORDED",
      "PAPER_SIGNATURE_CONFIRMED",
      "OVERSIGHT_INVOKED",
    ])
      await portal.noticed(kind, uuidOf("circulation", circulation.id)!);
    await clock.jobs.doDue();
    expect(await portal.marked()).toEqual(before);
  });

  it("of nothing before its address is confirmed, nor after the portal has ended", async () => {
    const clock = await portal.clock();
    const entryId = await portal.entered();
    await portal.circulated();
    await clock.jobs.doDue();
    expect(await portal.queued()).toEqual([]);
    await world.act("oma.head", "confirmEntry", { entryId });
    await clock.jobs.doDue();
    expect(await portal.queued()).toEqual([]);
    await portal.circulated();
    await clock.jobs.doDue();
    expect(await portal.queued()).toHaveLength(1);
    await world.act("administrator", "endPortal", { portalId: await portal.portalId() });
    await portal.circulated();
    await clock.jobs.doDue();
    expect(await portal.queued()).toHaveLength(1);
    await clock.jobs.start();
    await portal.settled();
    expect(portal.box.taken).toEqual([]);
  });
});
