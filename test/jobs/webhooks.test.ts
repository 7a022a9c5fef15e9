import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { idOf, uuidOf } from "../../src/access/ids";
import { publicWebhookKey, readWebhookKeys } from "../../src/jobs/webhook-key";
import { makeKeyFile } from "../../src/secret-file";
import { newCanary } from "../attacks/scene";
import { type World, aWorld } from "../operations/world";
import { temporaryFolder } from "../support/temporary-folder";
import { TestClock } from "./clock";
import { LetterBox, type Taken } from "./letter-box";

const folder = temporaryFolder("registry-webhooks-");
const KEY_FILE = join(folder.path, "webhook.key");
const LOOPBACK = [{ address: "127.0.0.0", prefix: 8 }];
const PAGE = readFileSync(join(__dirname, "../../docs/operations.md"), "utf8");
const PORTAL = "portal.oma";

let world: World;
let box: LetterBox;
let clocks: TestClock[];
/** Whether the test has ended: what it waited for then is waited for no more. */
let isOver = false;

beforeAll(() => makeKeyFile(KEY_FILE));
beforeEach(async () => {
  [world, box] = await Promise.all([aWorld(), LetterBox.open()]);
  clocks = [];
  isOver = false;
  await world.portal(PORTAL, "OMA");
});
afterEach(async () => {
  isOver = true;
  for (const clock of clocks) await clock.close();
  await box.close();
  await world.registry.close();
});
afterAll(() => folder.remove());

async function aClock(networks = LOOPBACK): Promise<TestClock> {
  const clock = await TestClock.of(world, { webhooks: { keyFile: KEY_FILE, networks } });
  clocks.push(clock);
  return clock;
}

const portalId = async (code = PORTAL) =>
  idOf("portal", (await world.registry.sql("select id from portal where code = $1", [code]))[0].id);

/** Enters an address for a portal, which the head of its office confirms. */
async function addressed(url = box.url(), more: object = {}): Promise<string> {
  const input = { portalId: await portalId(), url, startsOn: "2016-01-01", ...more };
  const { webhook } = await world.act("administrator", "enterWebhook", input, "webhook { id }");
  await world.act("oma.head", "confirmEntry", { entryId: webhook.id });
  return webhook.id;
}

/** A circulation to an office of a report whose every word is a canary. */
async function circulated(more: object = {}) {
  const canary = newCanary();
  const report = await world.report({ parts: [{ key: "u", text: `Open ${canary}`, level: "UNCLASSIFIED" }] });
  const purpose = `Purpose ${canary}`;
  const wish = {
    reportId: report.id,
    full: true,
    officeIds: [world.office.OMA],
    portalsAllowed: true,
    purpose,
    ...more,
  };
  return { canary, report, circulation: await world.circulate(wish) };
}

const queued = () =>
  world.registry.sql(
    "select name, state::text, data, output::text from jobs.job where name in ('webhook', 'webhook given up') order by name, created_on",
  );
const marked = () => world.registry.sql("select notice_id, portal_code from notice_webhook order by notice_id");
const noticesTo = (post: string) =>
  world.registry.sql<{ id: string; kind: string }>(
    "select n.id, n.kind from notice n join post p on p.id = n.post_id where p.code = $1 order by n.kind",
    [post],
  );
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!isOver && !(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
/** Until no delivery waits or is under way, or all are in a state. */
const settled = (state = "completed") => until(async () => (await queued()).every((job) => job.state === state));
const told = (taken: Taken) =>
  JSON.parse(taken.body) as { type: string; timestamp: string; data: Record<string, string> };

/** What the documentation has a portal do, really run. */
function isVerified({ headers, body }: Taken, key = publicWebhookKey(readWebhookKeys(KEY_FILE)[0]!)): boolean {
  const code = /^```js\n([\s\S]+?)^```$/m.exec(PAGE)![1]!;
  const asked = `process.stdout.write(String(isFromRegistry(...JSON.parse(process.env.ASKED))));`;
  const ran = execFileSync(process.execPath, ["--input-type=module", "-e", `${code}\n${asked}`], {
    encoding: "utf8",
    env: { ASKED: JSON.stringify([key, headers, body]) },
  });
  return ran === "true";
}

describe("a portal is told", () => {
  it("of a notice to the head of its office, by its kind and its id and nothing else, under a signature that it can verify", async () => {
    await addressed();
    const { canary, report, circulation } = await circulated();
    const clock = await aClock();
    await clock.jobs.doDue();
    await clock.jobs.start();
    const [notice] = (await noticesTo("MILITARY_ADVISER")).filter(({ kind }) => kind === "CIRCULATION_GIVEN");
    await until(() => box.taken.some(({ body }) => body.includes("CIRCULATION_GIVEN")));
    const [taken, ...others] = box.taken.filter(({ body }) => body.includes("CIRCULATION_GIVEN"));
    expect(others).toEqual([]);
    expect(told(taken!)).toEqual({
      type: "notice.made",
      timestamp: expect.stringMatching(/^2016-06-01T\d\d:\d\d:\d\d/),
      data: { id: idOf("notice", notice!.id), kind: "CIRCULATION_GIVEN" },
    });
    expect(taken!.url).toBe("/hook");
    expect(taken!.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": expect.stringMatching(/^msg_[0-9a-f]{32}$/),
      "webhook-timestamp": expect.stringMatching(/^\d+$/),
      "webhook-signature": expect.stringMatching(/^v1a,[A-Za-z0-9+/]{86}==$/),
    });
    expect(isVerified(taken!)).toBe(true);
    const { headers, body } = taken!;
    for (const forged of [
      { ...taken!, body: body.replace("GIVEN", "TAKEN") },
      { ...taken!, headers: { ...headers, "webhook-id": "msg_0" } },
      { ...taken!, headers: { ...headers, "webhook-timestamp": String(Math.floor(Date.now() / 1000) - 400) } },
    ])
      expect(isVerified(forged)).toBe(false);
    await settled();
    const said = JSON.stringify([box.taken, await queued(), clock.logged]);
    for (const word of [canary, report.symbol, report.id, circulation.id, "A title", "MINUSCA", "MILITARY"])
      expect(said).not.toContain(word);
    expect(JSON.stringify([await queued(), clock.logged])).not.toMatch(/127\.0\.0\.1|\/hook/);
  });

  it("by ids alone in the queue, once for each notice, by however many servers", async () => {
    await addressed();
    await circulated();
    const [one, other] = [await aClock(), await aClock()];
    await Promise.all([one.jobs.doDue(), other.jobs.doDue()]);
    await one.jobs.doDue();
    const jobs = await queued();
    expect(jobs).toHaveLength((await marked()).length);
    for (const { data } of jobs) expect(Object.keys(data).toSorted()).toEqual(["notice", "webhook"]);
    await Promise.all([one.jobs.start(), other.jobs.start()]);
    await box.until(jobs.length);
    await settled();
    expect(box.taken.map(({ headers }) => headers["webhook-id"]).toSorted()).toEqual(
      [...new Set(box.taken.map(({ headers }) => headers["webhook-id"]))].toSorted(),
    );
    expect(box.taken).toHaveLength(jobs.length);
    expect([...one.logged, ...other.logged].filter(({ event }) => event === "WEBHOOK_DELIVERED")).toHaveLength(
      jobs.length,
    );
  });

  it("with a signature of each key of the file, so that it can change from one to the next", async () => {
    const two = join(folder.path, "two.key");
    const [first, second] = ["12".repeat(32), "34".repeat(32)];
    writeFileSync(two, `${first}\n${second}\n`, { mode: 0o600 });
    await addressed();
    await circulated();
    const clock = await TestClock.of(world, { webhooks: { keyFile: two, networks: LOOPBACK } });
    clocks.push(clock);
    await clock.jobs.doDue();
    await clock.jobs.start();
    await box.until(1);
    for (const key of readWebhookKeys(two)) expect(isVerified(box.taken[0]!, publicWebhookKey(key))).toBe(true);
    expect(isVerified(box.taken[0]!)).toBe(false);
  });
});

describe("§ 10.48: a portal is told of what it may see, and of nothing else", () => {
  const CASES: [what: string, more: () => object][] = [
    ["a circulation without portals", () => ({ portalsAllowed: false })],
    ["one to another office", () => ({ officeIds: [world.office.POLICE_DIVISION] })],
    ["one to the head of its office, by name", () => ({ officeIds: [], postIds: [world.post.MILITARY_ADVISER] })],
    ["one that is not valid yet", () => ({ validFrom: "2016-07-01T00:00:00Z" })],
  ];
  it.each(CASES)("not of %s, of which no trace is left", async (_what, more) => {
    await addressed();
    await circulated(more());
    const clock = await aClock();
    const before = await marked();
    await clock.jobs.doDue();
    expect([await marked(), await queued()]).toEqual([before, []]);
  });

  it("not once its right is gone between the notice and the delivery", async () => {
    await addressed();
    const { circulation } = await circulated();
    const clock = await aClock();
    await clock.jobs.doDue();
    expect(await queued()).not.toEqual([]);
    await world.on(circulation, "usg.dpko", "revokeCirculation");
    await clock.jobs.start();
    await settled();
    expect(box.taken).toEqual([]);
  });

  it("not of signatures, nor of oversight", async () => {
    await addressed();
    const { circulation } = await circulated();
    const clock = await aClock();
    await clock.jobs.doDue();
    const before = await marked();
    for (const kind of [
      "SIGNATURE_AWAITED",
      "PAPER_SIGNATURE_RECORDED",
      "PAPER_SIGNATURE_CONFIRMED",
      "OVERSIGHT_INVOKED",
    ])
      await world.registry.sql(
        "insert into notice (post_id, kind, object_id) select id, $1, $2 from post where code = 'MILITARY_ADVISER'",
        [kind, uuidOf("circulation", circulation.id)],
      );
    await clock.jobs.doDue();
    expect(await marked()).toEqual(before);
  });

  it("of nothing before its address is confirmed, nor after it or the portal has ended", async () => {
    const clock = await aClock();
    const input = { portalId: await portalId(), url: box.url(), startsOn: "2016-01-01" };
    const { webhook } = await world.act("administrator", "enterWebhook", input, "webhook { id }");
    await circulated();
    await clock.jobs.doDue();
    expect(await queued()).toEqual([]);
    await world.act("oma.head", "confirmEntry", { entryId: webhook.id });
    await clock.jobs.doDue();
    expect(await queued()).toEqual([]);
    await circulated();
    await clock.jobs.doDue();
    expect(await queued()).toHaveLength(1);
    await world.act("administrator", "endPortal", { portalId: await portalId() });
    await circulated();
    await clock.jobs.doDue();
    expect(await queued()).toHaveLength(1);
    await clock.jobs.start();
    await settled();
    expect(box.taken).toEqual([]);
  });
});

describe("a delivery", () => {
  async function oneQueued(url?: string, networks?: typeof LOOPBACK) {
    const webhook = uuidOf("webhook", await addressed(url))!;
    await circulated();
    const clock = await aClock(networks);
    await clock.jobs.doDue();
    const [{ data }, ...more] = await queued();
    expect(more).toEqual([]);
    return { clock, webhook, notice: data.notice as string };
  }
  const hurry = (more = "") =>
    world.registry.sql(`update jobs.job set start_after = now() - interval '1 second' ${more} where name = 'webhook'`);

  it("that is answered by 500 is tried again, later and later, as the same; one that is never taken is given up, and the log knows its ids alone", async () => {
    const { clock, webhook, notice } = await oneQueued();
    box.answers = [500, 302];
    await clock.jobs.start();
    await box.until(1);
    await settled("retry");
    const [waiting] = await world.registry.sql(
      "select retry_limit, retry_backoff, start_after > now() as later, output::text from jobs.job where name = 'webhook'",
    );
    expect(waiting).toMatchObject({ retry_limit: 10, retry_backoff: true, later: true });
    expect(waiting.output).toContain("The webhook was not taken: 500");
    await hurry(", retry_count = retry_limit");
    await box.until(2);
    await until(() => clock.logged.some(({ event }) => event === "WEBHOOK_GIVEN_UP"));
    expect(clock.logged.filter(({ event }) => String(event).startsWith("WEBHOOK"))).toEqual([
      { at: expect.any(String), event: "WEBHOOK_GIVEN_UP", notice, webhook },
    ]);
    const [first, second] = box.taken;
    expect([second!.headers["webhook-id"], second!.body]).toEqual([first!.headers["webhook-id"], first!.body]);
    expect(isVerified(second!)).toBe(true);
  });

  it("that is answered by 410 ends the deliveries to this address, until another is entered", async () => {
    const { clock, webhook, notice } = await oneQueued();
    box.answers = [410];
    await clock.jobs.start();
    await until(() => clock.logged.some(({ event }) => event === "WEBHOOK_GONE"));
    expect(clock.logged.filter(({ event }) => String(event).startsWith("WEBHOOK"))).toEqual([
      { at: expect.any(String), event: "WEBHOOK_GONE", notice, webhook },
    ]);
    await settled();
    await circulated();
    await clock.jobs.doDue();
    expect(await queued()).toHaveLength(1);
    const seen = await world.registry.ask(
      "oma.head",
      `{ node(id: "${idOf("webhook", webhook)}") { ... on Webhook { url goneAt } } }`,
    );
    expect(seen.data.node).toEqual({ url: box.url(), goneAt: expect.any(String) });
    await addressed(box.url("127.0.0.1", "/new"));
    await clock.jobs.doDue();
    await until(async () => box.taken.length >= 2 && (await queued()).every(({ state }) => state === "completed"));
    expect(box.taken.slice(1).map(({ url }) => url)).toEqual(["/new"]);
  });

  it.each(["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"])(
    "goes to no address that is not public, as %s, unless its network is named",
    async (host) => {
      const { clock } = await oneQueued(box.url(host), []);
      await clock.jobs.start();
      await until(async () => (await queued()).every(({ state }) => state === "retry"));
      expect((await queued())[0]!.output).toContain("The webhook was not taken: NOT_REACHABLE");
      expect(box.taken).toEqual([]);
    },
  );
});
