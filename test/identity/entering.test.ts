import { Client } from "pg";

import { type Entering, enter, loadEveryone } from "../../src/identity/facts";
import { instantOf } from "../../src/policies/viewer";
import { startHouse } from "../access/house";
import { testTickets } from "../support/database";
import type { TestRegistry } from "../support/registry";
import { senderOf } from "../support/viewer-behind";

describe("entering the registry", () => {
  let registry: TestRegistry;
  let client: Client;

  beforeAll(async () => {
    registry = await startHouse();
    client = new Client({ connectionString: registry.databaseUrl });
    await client.connect();
    await client.query("set role registry_app");
  });

  afterAll(async () => {
    await client.end();
    await registry.close();
  });

  const login = (subject: string) => ({ issuer: registry.issuer.issuer, subject });

  /** Who has entered, and who that is to the database from then on. */
  async function entered(entering: Entering) {
    await client.query("begin");
    try {
      const found = await enter(senderOf(client), testTickets, entering);
      const { rows } = await client.query(
        "select (v).person_id, (v).portal_id, (v).is_through, (v).act from viewer() v",
      );
      return { found, viewer: rows[0] as Record<string, unknown> };
    } finally {
      await client.query("rollback");
    }
  }

  it("is as the person or the portal behind the login", async () => {
    const director = await entered({ login: login("director") });
    expect(director.found!.viewer).toMatchObject({ isDirector: true, isDirectorByPost: true, through: null });
    expect(director.viewer).toMatchObject({ person_id: director.found!.viewer.personId, is_through: false, act: null });
    const portal = await entered({ login: login("portal.oma") });
    expect(portal.found!.viewer).toMatchObject({ personId: null, through: null });
    expect(portal.found!.viewer.portalOffices).toHaveLength(1);
    expect(portal.viewer).toMatchObject({ portal_id: portal.found!.viewer.portalId, person_id: null });
  });

  it("tells the line in force, and the instant of the facts as one that is now", async () => {
    const now = async () =>
      Number((await registry.sql("select extract(epoch from registry_now()) * 1e6 as now"))[0]!.now);
    const before = await now();
    const { found } = await entered({ login: login("usg.dpko") });
    const { at, live } = found!.viewer.now;
    expect([before <= at, at <= (await now()), live]).toEqual([true, true, true]);
    const [line] = await registry.sql("select line_in_force(registry_now()) as code");
    expect(found!.line).toBe(line!.code);
  });

  it("is with the act that is under way", async () => {
    expect((await entered({ login: login("director"), act: "reclassify" })).viewer.act).toBe("reclassify");
  });

  it("is with what can be given to them by no row there is, but for an act, which may make one", async () => {
    const lacks = async (subject: string, act?: string) =>
      (await entered({ login: login(subject), act })).found!.viewer.lacks;
    expect(await lacks("officer")).toEqual(["oversight"]);
    expect(await lacks("military")).toEqual(["team", "oversight"]);
    expect(await lacks("military", "createReport")).toEqual([]);
    await registry.sql(
      `insert into oversight_invocation (office_id, report_id, reason, ends_at)
       select o.id, r.id, 'asked', registry_now() + interval '1 day' from office o, report r where o.code = 'OIOS' and r.status = 'SUBMITTED' limit 1`,
    );
    expect(await lacks("oios")).toEqual(["team"]);
  });

  it("is as a person through a portal, with the facts of both", async () => {
    const { found, viewer } = await entered({ login: login("adviser"), actor: login("portal.oma") });
    const alone = await entered({ login: login("portal.oma") });
    expect(found!.viewer.personId).not.toBeNull();
    expect(found!.viewer.through).toEqual({ ...alone.found!.viewer, now: found!.viewer.through!.now });
    expect(viewer).toMatchObject({ person_id: found!.viewer.personId, is_through: true });
  });

  it.each([
    ["an unknown login", "nobody.known", undefined],
    ["an unknown portal behind which a person acts", "director", "nobody.known"],
    ["an unknown person through a portal", "nobody.known", "portal.oma"],
    ["a person through a person", "director", "adviser"],
    ["a portal through a portal", "portal.oma", "portal.oo"],
    ["a portal through a person", "portal.oma", "director"],
  ])("is for nobody with %s", async (_, subject, actor) => {
    const { found, viewer } = await entered({ login: login(subject), ...(actor ? { actor: login(actor) } : {}) });
    expect(found).toBeNull();
    expect(viewer).toMatchObject({ person_id: null, portal_id: null, is_through: false });
  });

  it("is not needed to load everyone of an instant: each person who held a post, and each portal", async () => {
    const at = instantOf(new Date("2016-06-01T12:00:00Z"));
    const everyone = await loadEveryone(
      {
        query: async <Row>(text: string, values: unknown[]) =>
          (await registry.superuser.query(text, values)).rows as Row[],
      },
      at,
    );
    expect(everyone.filter(({ isDirectorByPost }) => isDirectorByPost)).toHaveLength(1);
    expect(
      everyone.filter(({ portalId }) => portalId !== null).map(({ portalOffices }) => portalOffices.length),
    ).toEqual(expect.arrayContaining([1]));
    expect(
      everyone.every(({ now, personId, portalId }) => now === at && (personId === null) !== (portalId === null)),
    ).toBe(true);
  });
});
