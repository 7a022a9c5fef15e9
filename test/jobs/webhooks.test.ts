import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, type Socket, createServer } from "node:net";
import { join } from "node:path";

import { idOf, uuidOf } from "../../src/access/ids";
import { publicWebhookKey, readWebhookKeys } from "../../src/jobs/webhook-key";
import type { Network } from "../../src/setting-jobs";
import type { World } from "../operations/world";
import type { LetterBox, Taken } from "./letter-box";
import { ToldPortal } from "./told-portal";

const PAGE = readFileSync(join(__dirname, "../../docs/operations.md"), "utf8");

let portal: ToldPortal;
let box: LetterBox;
let world: World;

beforeEach(async () => {
  portal = await ToldPortal.open();
  ({ box, world } = portal);
});
afterEach(() => portal.close());

const noticesTo = (post: string) =>
  world.registry.sql<{ id: string; kind: string }>(
    "select n.id, n.kind from notice n join post p on p.id = n.post_id where p.code = $1 order by n.kind",
    [post],
  );
const told = (taken: Taken) =>
  JSON.parse(taken.body) as { type: string; timestamp: string; data: Record<string, string> };

/** What the documentation has a portal do, really run. */
function isVerified({ headers, body }: Taken, key = publicWebhookKey(readWebhookKeys(portal.keyFile)[0]!)): boolean {
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
    await portal.addressed();
    const { canary, report, circulation } = await portal.circulated();
    const clock = await portal.clock();
    await clock.jobs.doDue();
    await clock.jobs.start();
    const [notice] = (await noticesTo("MILITARY_ADVISER")).filter(({ kind }) => kind === "CIRCULATION_GIVEN");
    await portal.until(() => box.taken.some(({ body }) => body.includes("CIRCULATION_GIVEN")));
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
    await portal.settled();
    const said = JSON.stringify([box.taken, await portal.queued(), clock.logged]);
    for (const word of [canary, report.symbol, report.id, circulation.id, "A title", "MINUSCA", "MILITARY"])
      expect(said).not.toContain(word);
    expect(JSON.stringify([await portal.queued(), clock.logged])).not.toMatch(/127\.0\.0\.1|\/hook/);
  });

  it("by ids alone in the queue, once for each notice, by however many servers", async () => {
    await portal.addressed();
    await portal.circulated();
    const [one, other] = [await portal.clock(), await portal.clock()];
    await Promise.all([one.jobs.doDue(), other.jobs.doDue()]);
    await one.jobs.doDue();
    const jobs = await portal.queued();
    expect(jobs).toHaveLength((await portal.marked()).length);
    for (const { data } of jobs) expect(Object.keys(data).toSorted()).toEqual(["notice", "webhook"]);
    await Promise.all([one.jobs.start(), other.jobs.start()]);
    await box.until(jobs.length);
    await portal.settled();
    expect(box.taken.map(({ headers }) => headers["webhook-id"]).toSorted()).toEqual(
      [...new Set(box.taken.map(({ headers }) => headers["webhook-id"]))].toSorted(),
    );
    expect(box.taken).toHaveLength(jobs.length);
    expect([...one.logged, ...other.logged].filter(({ event }) => event === "WEBHOOK_DELIVERED")).toHaveLength(
      jobs.length,
    );
  });

  it("with a signature of each key of the file, so that it can change from one to the next", async () => {
    const two = portal.file("two.key");
    const [first, second] = ["12".repeat(32), "34".repeat(32)];
    writeFileSync(two, `${first}\n${second}\n`, { mode: 0o600 });
    await portal.addressed();
    await portal.circulated();
    const clock = await portal.clock({ keyFile: two });
    await clock.jobs.doDue();
    await clock.jobs.start();
    await box.until(1);
    for (const key of readWebhookKeys(two)) expect(isVerified(box.taken[0]!, publicWebhookKey(key))).toBe(true);
    expect(isVerified(box.taken[0]!)).toBe(false);
  });
});

describe("a delivery", () => {
  async function oneQueued(url?: string, networks?: readonly Network[]) {
    const webhook = uuidOf("webhook", await portal.addressed(url))!;
    await portal.circulated();
    const clock = await portal.clock({ networks });
    await clock.jobs.doDue();
    const [{ data }, ...more] = await portal.queued();
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
    await portal.settled("retry");
    const [waiting] = await world.registry.sql(
      "select retry_limit, retry_backoff, start_after > now() as later, output::text from jobs.job where name = 'webhook'",
    );
    expect(waiting).toMatchObject({ retry_limit: 10, retry_backoff: true, later: true });
    expect(waiting.output).toContain("The webhook was not taken: 500");
    await hurry(", retry_count = retry_limit");
    await box.until(2);
    await portal.until(() => clock.logged.some(({ event }) => event === "WEBHOOK_GIVEN_UP"));
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
    await portal.until(() => clock.logged.some(({ event }) => event === "WEBHOOK_GONE"));
    expect(clock.logged.filter(({ event }) => String(event).startsWith("WEBHOOK"))).toEqual([
      { at: expect.any(String), event: "WEBHOOK_GONE", notice, webhook },
    ]);
    await portal.settled();
    await portal.circulated();
    await clock.jobs.doDue();
    expect(await portal.queued()).toHaveLength(1);
    const seen = await world.registry.ask(
      "oma.head",
      `{ node(id: "${idOf("webhook", webhook)}") { ... on Webhook { url goneAt } } }`,
    );
    expect(seen.data.node).toEqual({ url: box.url(), goneAt: expect.any(String) });
    await portal.addressed(box.url("127.0.0.1", "/new"));
    await clock.jobs.doDue();
    await portal.until(
      async () => box.taken.length >= 2 && (await portal.queued()).every(({ state }) => state === "completed"),
    );
    expect(box.taken.slice(1).map(({ url }) => url)).toEqual(["/new"]);
  });

  it("does not begin again where what is gone is ended on a day, nor where another is to take its place later", async () => {
    const { clock, webhook } = await oneQueued();
    box.answers = [410];
    await clock.jobs.start();
    await portal.until(() => clock.logged.some(({ event }) => event === "WEBHOOK_GONE"));
    await portal.settled();
    const ending = { webhookId: idOf("webhook", webhook), endsOn: "2016-12-31" };
    const { webhook: ended } = await world.act("administrator", "endWebhook", ending, "webhook { id endsOn goneAt }");
    expect(ended).toEqual({ id: expect.any(String), endsOn: "2016-12-31", goneAt: expect.any(String) });
    const later = { portalId: await portal.portalId(), url: box.url("127.0.0.1", "/later"), startsOn: "2016-07-01" };
    const { webhook: next } = await world.act("administrator", "enterWebhook", later, "webhook { id goneAt }");
    await world.act("oma.head", "confirmEntry", { entryId: next.id });
    expect(next.goneAt).toBeNull();
    await portal.circulated();
    await clock.jobs.doDue();
    expect(await portal.queued()).toHaveLength(1);
    expect(box.taken).toHaveLength(1);
  });

  it("is the same though its address was given a last day in between", async () => {
    const { clock, webhook } = await oneQueued();
    box.answers = [500];
    await clock.jobs.start();
    await box.until(1);
    await portal.settled("retry");
    await world.act("administrator", "endWebhook", { webhookId: idOf("webhook", webhook), endsOn: "2016-12-31" });
    await hurry();
    await box.until(2);
    const [first, second] = box.taken;
    expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);
  });

  it("to a portal that never answers keeps those of other portals waiting once, and not once for each", async () => {
    const offered: Socket[] = [];
    const silent = createServer((socket) => offered.push(socket.on("error", () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    try {
      await portal.addressed(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/`);
      await world.portal("portal.oo", "OO");
      await world.registry.sql(
        `insert into webhook (portal_code, url, starts_on, entered_at, confirmed_at) values ('portal.oo', $1, '2016-01-01', '2016-01-01', '2016-01-01')`,
        [box.url()],
      );
      const clock = await portal.clock();
      for (let notice = 0; notice < 3; notice += 1) await portal.circulated();
      await clock.jobs.doDue();
      await portal.circulated({ officeIds: [world.office.OO] });
      await clock.jobs.doDue();
      await clock.jobs.start();
      await box.until(1);
      expect(offered).toHaveLength(1);
    } finally {
      for (const socket of offered) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    }
  });

  it.each(["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"])(
    "goes to no address that is not public, as %s, unless its network is named",
    async (host) => {
      const { clock } = await oneQueued(box.url(host), []);
      await clock.jobs.start();
      await portal.until(async () => (await portal.queued()).every(({ state }) => state === "retry"));
      expect((await portal.queued())[0]!.output).toContain("The webhook was not taken: NOT_REACHABLE");
      expect(box.taken).toEqual([]);
    },
  );
});
