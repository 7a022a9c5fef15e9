import { type Administration, TODAY, confirmed, done, postsOf, startAdministration } from "./administration";

const LAST_OF_EARLIER = "2026-04-30";
const FIRST_OF_LATER = "2026-05-01";

let a: Administration;
beforeAll(async () => {
  a = await startAdministration();
});
afterEach(() => a.registry.clockBack());
afterAll(() => a.registry.close());

async function aPortal(code: string, days: object): Promise<string> {
  const input = { code, name: "A portal", officeId: await a.registry.id("office", "OMA"), ...days };
  return (await done(a.registry, "first", "registerPortal { portal { id } }", input)).portal.id;
}

async function aLogin(subject: string, portalId: string, days: object): Promise<void> {
  const input = { issuer: a.registry.issuer.issuer, subject, portalId, ...days };
  const { login } = await done(a.registry, "first", "registerLogin { login { id } }", input);
  await confirmed(a.registry, login.id, "oma");
}

/** A portal that ends before a later one of the same code begins, confirmed and with a login of its own. */
async function anEarlier(code: string): Promise<string> {
  const days = { startsOn: TODAY, endsOn: LAST_OF_EARLIER };
  const portal = await aPortal(code, days);
  await confirmed(a.registry, portal, "oma");
  await aLogin(`${code} earlier`, portal, days);
  return portal;
}

/** The later one, that the head of its office has not confirmed; of its login the head has. */
async function aLater(code: string): Promise<string> {
  const portal = await aPortal(code, { startsOn: FIRST_OF_LATER });
  await aLogin(`${code} later`, portal, { startsOn: FIRST_OF_LATER });
  return portal;
}

describe("Of two portals that have one code, one after the other", () => {
  it("the later, when it is withdrawn, leaves its login to no third, and the earlier keeps its own", async () => {
    await anEarlier("one");
    await done(a.registry, "second", "withdrawEntry", { entryId: await aLater("one") });
    await confirmed(a.registry, await aPortal("one", { startsOn: FIRST_OF_LATER }), "oma");
    expect(await postsOf(a.registry, "one earlier")).toEqual([]);
    await a.registry.clock(`${FIRST_OF_LATER}T12:00:00Z`);
    expect(await postsOf(a.registry, "one later")).toBeNull();
  });

  it("the earlier, when it is ended, leaves the later its login", async () => {
    const earlier = await anEarlier("other");
    await confirmed(a.registry, await aLater("other"), "oma");
    await done(a.registry, "second", "endPortal", { portalId: earlier });
    expect(await postsOf(a.registry, "other earlier")).toBeNull();
    await a.registry.clock(`${FIRST_OF_LATER}T12:00:00Z`);
    expect(await postsOf(a.registry, "other later")).toEqual([]);
  });
});
