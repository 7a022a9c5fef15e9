import {
  type Administration,
  TODAY,
  absent,
  confirmed,
  done,
  refused,
  startAdministration,
  told,
} from "./administration";

let a: Administration;
beforeAll(async () => {
  a = await startAdministration();
});
afterAll(() => a.registry.close());

const URL = "https://portal.un.example/hook";
const YESTERDAY = "2026-03-09";
const TOMORROW = "2026-03-11";

let count = 0;

/** A portal of OMA that its head has confirmed. */
async function aPortal(more: object = {}): Promise<{ portalId: string; code: string }> {
  const code = `portal.${(count += 1)}`;
  const officeId = await a.registry.id("office", "OMA");
  const input = { code, name: "A portal", officeId, startsOn: TODAY, ...more };
  const { portal } = await done(a.registry, "first", "registerPortal { portal { id } }", input);
  await confirmed(a.registry, portal.id, "oma");
  return { portalId: portal.id, code };
}

const wish = (portalId: string, more: object = {}) => ({ portalId, url: URL, startsOn: TODAY, ...more });
const entered = async (portalId: string, more: object = {}): Promise<string> =>
  (await done(a.registry, "first", "enterWebhook { webhook { id } }", wish(portalId, more))).webhook.id;
async function standing(portalId: string, more: object = {}): Promise<string> {
  const id = await entered(portalId, more);
  await confirmed(a.registry, id, "oma");
  return id;
}
/** The addresses that are in force for a portal, now or at an instant. */
const inForce = async (code: string, at = "registry_now()"): Promise<string[]> =>
  (
    await a.registry.sql(
      `select url from webhook where portal_code = $1 and sight_from <= ${at} and ${at} < sight_until order by url`,
      [code],
    )
  ).map(({ url }) => url);

describe("§ 6.13, § 6.14: the address at which a portal is told of notices", () => {
  it("is in force when the head of its office has confirmed it, and not before; the Director, the USGs and the head are told", async () => {
    const { portalId, code } = await aPortal();
    const id = await entered(portalId);
    expect(await inForce(code)).toEqual([]);
    expect(await told(a.registry, id)).toEqual({
      ENTRY_AWAITS_CONFIRMATION: ["DIRECTOR_OPSP", "MILITARY_ADVISER", "USG_DPO"],
    });
    const query =
      "{ entriesAwaitingConfirmation { webhooks { id url viewerCanConfirm portal { code } enteredBy { id } } } }";
    const { data } = await a.registry.ask("oma", query);
    expect(data.entriesAwaitingConfirmation.webhooks).toEqual([
      { id, url: URL, viewerCanConfirm: true, portal: { code }, enteredBy: null },
    ]);
    const { webhook } = await done(a.registry, "oma", "confirmEntry { webhook { confirmedAt goneAt } }", {
      entryId: id,
    });
    expect(webhook).toEqual({ confirmedAt: expect.any(String), goneAt: null });
    expect(await inForce(code)).toEqual([URL]);
    expect(await told(a.registry, id)).toMatchObject({ ENTRY_CONFIRMED: ["DIRECTOR_OPSP", "USG_DPO"] });
    expect(await refused(a.registry, "oma", "confirmEntry", { entryId: id })).toEqual(["INVALID_STATE"]);
  });

  it.each(["first", "second", "director", "usg", "auditor"])("is confirmed by nobody else: %s", async (by) => {
    const { portalId } = await aPortal();
    const id = await entered(portalId);
    expect(await refused(a.registry, by, "confirmEntry", { entryId: id })).toEqual(["FORBIDDEN", "§ 6.14"]);
  });

  it.each(["director", "usg", "auditor", "oma"])(
    "is entered, ended and withdrawn by administrators alone, not by %s",
    async (by) => {
      const { portalId } = await aPortal();
      const id = await entered(portalId);
      expect(await refused(a.registry, by, "enterWebhook", wish(portalId))).toEqual(["FORBIDDEN", "§ 6.13"]);
      expect(await refused(a.registry, by, "withdrawEntry", { entryId: id })).toEqual(["FORBIDDEN", "§ 6.13"]);
      await confirmed(a.registry, id, "oma");
      expect(await refused(a.registry, by, "endWebhook", { webhookId: id })).toEqual(["FORBIDDEN", "§ 6.13"]);
    },
  );

  it.each(["officer", "staff", "mission"])("does not exist for %s", async (by) => {
    const { portalId } = await aPortal();
    const id = await standing(portalId);
    for (const [name, input] of [
      ["enterWebhook", wish(portalId)],
      ["endWebhook", { webhookId: id }],
      ["confirmEntry", { entryId: id }],
      ["withdrawEntry", { entryId: id }],
    ] as const)
      expect(await refused(a.registry, by, name, input)).toEqual(["NOT_FOUND"]);
    const { data } = await a.registry.ask(by, `{ node(id: "${id}") { id } }`);
    expect(data.node).toBeNull();
  });

  it("that nobody has confirmed is withdrawn", async () => {
    const { portalId } = await aPortal();
    const id = await entered(portalId);
    await done(a.registry, "second", "withdrawEntry", { entryId: id });
    expect(await refused(a.registry, "oma", "confirmEntry", { entryId: id })).toEqual(["INVALID_STATE"]);
  });

  it.each([
    "ftp://portal.un.example/",
    "https://user:secret@portal.un.example/",
    "https://user@portal.un.example/",
    "https://portal.un.example/#part",
    "https://portal.un.example/a b",
    "//portal.un.example/",
    "portal.un.example",
    `https://portal.un.example/${"a".repeat(1000)}`,
    "",
  ])("is not %s", async (url) => {
    const { portalId } = await aPortal();
    expect(await refused(a.registry, "first", "enterWebhook", wish(portalId, { url }))).toEqual(["BAD_USER_INPUT"]);
  });

  it("is of no portal that nobody has confirmed: it could be withdrawn, and one of the same code would inherit the address", async () => {
    const code = `portal.${(count += 1)}`;
    const officeId = await a.registry.id("office", "OMA");
    const input = { code, name: "A portal", officeId, startsOn: TODAY };
    const { portal } = await done(a.registry, "first", "registerPortal { portal { id } }", input);
    expect(await refused(a.registry, "first", "enterWebhook", wish(portal.id))).toEqual(["BAD_USER_INPUT"]);
    await confirmed(a.registry, portal.id, "oma");
    expect(await standing(portal.id)).toEqual(expect.any(String));
  });

  it("is of a portal that stands, on days on which it does", async () => {
    const { portalId } = await aPortal({ endsOn: "2026-12-31" });
    for (const more of [{}, { endsOn: "2027-01-01" }, { startsOn: YESTERDAY, endsOn: TODAY }])
      expect(await refused(a.registry, "first", "enterWebhook", wish(portalId, more))).toEqual(["BAD_USER_INPUT"]);
    expect(await refused(a.registry, "first", "enterWebhook", wish(absent("portal")))).toEqual(["NOT_FOUND"]);
    expect(await refused(a.registry, "first", "endWebhook", { webhookId: absent("webhook") })).toEqual(["NOT_FOUND"]);
    await done(a.registry, "first", "endPortal", { portalId });
    expect(await refused(a.registry, "first", "enterWebhook", wish(portalId))).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("§ 10.49: one address is in force for a portal at a time", () => {
  const LATER = "https://portal.un.example/later";

  it("of which a later one takes its place when it is confirmed, and the register says so", async () => {
    const { portalId, code } = await aPortal();
    const first = await standing(portalId);
    const second = await entered(portalId, { url: LATER });
    expect(await inForce(code)).toEqual([URL]);
    await confirmed(a.registry, second, "oma");
    expect(await inForce(code)).toEqual([LATER]);
    const [{ entry }] = await a.registry.sql(
      "select entry::json as entry from register_entry where kind = 'ACT' order by sequence desc limit 1",
    );
    expect(entry).toMatchObject({ operation: ["confirmEntry"], paragraphs: ["§ 10.49", "§ 6.14"] });
    const { data } = await a.registry.ask("first", `{ node(id: "${first}") { ... on Webhook { supersededAt } } }`);
    expect(data.node.supersededAt).toEqual(expect.any(String));
  });

  it("of which a later one takes its place from its first day on", async () => {
    const { portalId, code } = await aPortal();
    await standing(portalId);
    await standing(portalId, { url: LATER, startsOn: TOMORROW });
    expect(await inForce(code)).toEqual([URL]);
    expect(await inForce(code, `'${TOMORROW}T12:00:00Z'::timestamptz`)).toEqual([LATER]);
  });

  it("that ends at once, or on a day", async () => {
    const { portalId, code } = await aPortal();
    const { webhook } = await done(a.registry, "second", "endWebhook { webhook { id endsOn } }", {
      webhookId: await standing(portalId),
      endsOn: TOMORROW,
    });
    expect(webhook.endsOn).toBe(TOMORROW);
    expect(await inForce(code)).toEqual([URL]);
    expect(await inForce(code, "'2026-03-12T12:00:00Z'::timestamptz")).toEqual([]);
    await done(a.registry, "second", "endWebhook", { webhookId: webhook.id });
    expect(await inForce(code)).toEqual([]);
    expect(await refused(a.registry, "first", "endWebhook", { webhookId: webhook.id })).toEqual(["INVALID_STATE"]);
  });

  it("that ends with its portal, so that no later portal of the same code inherits it", async () => {
    const { portalId, code } = await aPortal();
    await standing(portalId);
    await entered(portalId, { url: LATER });
    await done(a.registry, "first", "endPortal", { portalId });
    expect(await inForce(code)).toEqual([]);
    expect(
      await a.registry.sql("select from webhook where portal_code = $1 and superseded_at is null", [code]),
    ).toEqual([]);
  });
});
