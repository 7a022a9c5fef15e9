import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { idOf, uuidOf } from "../../src/access/ids";
import { type World, aWorld } from "../operations/world";
import { temporaryFolder } from "../support/temporary-folder";
import { newCanary } from "../attacks/scene";
import { TestClock } from "./clock";
import { PostBox } from "./post-box";

const folder = temporaryFolder("registry-mail-");
const FROM = "registry@opsp.example";

let world: World;
let box: PostBox;
let clocks: TestClock[];

beforeEach(async () => {
  [world, box] = await Promise.all([aWorld(), PostBox.open()]);
  clocks = [];
});
afterEach(async () => {
  for (const clock of clocks) await clock.close();
  await box.close();
  await world.registry.close();
});
afterAll(() => folder.remove());

async function aClock(more: object = {}): Promise<TestClock> {
  const clock = await TestClock.of(world, { mail: { server: box.url, from: FROM, ...more } });
  clocks.push(clock);
  return clock;
}

const addressed = (subject: string, address = `${subject}@un.example`) =>
  world.registry.sql("update person set email = $2 where id = (select person_id from login where subject = $1)", [
    subject,
    address,
  ]);

/** A circulation that ends soon, of a report whose every word is a canary. */
async function endingSoon() {
  const canary = newCanary();
  const report = await world.report({ parts: [{ key: "c", text: `Closed ${canary}` }] });
  await world.circulate({
    reportId: report.id,
    full: true,
    postIds: [world.post.MILITARY_ADVISER],
    purpose: `Purpose ${canary}`,
    validUntil: "2016-06-05T00:00:00Z",
  });
  return { canary, report };
}

/** The mails that are queued, and those that were given up, by their states. */
const queued = () =>
  world.registry.sql(
    "select name, state::text, data from jobs.job where name in ('mail', 'mail given up') order by name, created_on",
  );
const noticesTo = (post: string) =>
  world.registry.sql(
    "select n.id, n.kind from notice n join post p on p.id = n.post_id where p.code = $1 order by n.kind",
    [post],
  );

describe("a mail", () => {
  it("tells holder and acting holder that there is a notice, by its kind and its id, and nothing else", async () => {
    await addressed("oma.head");
    await world.registry.person("oma.acting", "MILITARY_ADVISER", { acting: true, from: "2016-01-01" });
    await addressed("oma.acting");
    const { canary, report } = await endingSoon();
    const clock = await aClock();
    await clock.jobs.doDue();
    await clock.jobs.start();
    const notices = await noticesTo("MILITARY_ADVISER");
    await box.until(2 * notices.length);
    expect(notices.map(({ kind }) => kind)).toContain("CIRCULATION_EXPIRES");
    expect(box.mails.map(({ to }) => to).toSorted()).toEqual(
      notices.flatMap(() => [["oma.acting@un.example"], ["oma.head@un.example"]]).toSorted(),
    );
    for (const { id, kind } of notices) {
      const about = box.mails.filter(({ text }) => text.includes(idOf("notice", id)));
      expect(about).toHaveLength(2);
      for (const { text } of about) expect(text).toContain(`Kind: ${kind}`);
    }
    const said = box.mails.map(({ text }) => text).join("\n");
    for (const word of [canary, report.symbol, report.id, "A title", "MINUSCA", "MILITARY"])
      expect(said).not.toContain(word);
    expect(JSON.stringify([await queued(), clock.logged])).not.toMatch(/CANARY|@un\.example|A title|OPSP\/20/);
  });

  it("is queued by ids alone, once for a notice and a person, by however many servers", async () => {
    await addressed("oma.head");
    await endingSoon();
    const [one, other] = [await aClock(), await aClock()];
    await Promise.all([one.jobs.doDue(), other.jobs.doDue()]);
    await one.jobs.doDue();
    const notices = await noticesTo("MILITARY_ADVISER");
    const jobs = await queued();
    expect(jobs).toHaveLength(notices.length);
    for (const { data } of jobs) expect(Object.keys(data).toSorted()).toEqual(["notice", "person"]);
    await Promise.all([one.jobs.start(), other.jobs.start()]);
    await box.until(notices.length);
    expect(box.mails).toHaveLength(notices.length);
  });

  it("goes to nobody without an address, nor to who holds the post no more, nor of a notice of more than seven days", async () => {
    await endingSoon();
    const clock = await aClock();
    await clock.jobs.doDue();
    expect(await queued()).toEqual([]);
    await addressed("oma.head");
    await world.registry.clock("2016-06-09T00:00:00Z");
    await clock.jobs.doDue();
    expect(await queued()).toEqual([]);
    await world.registry.clock("2016-06-02T00:00:00Z");
    await clock.jobs.doDue();
    expect(await queued()).not.toEqual([]);
    await world.registry.sql(
      "update appointment set superseded_at = registry_now() where person_id = (select person_id from login where subject = 'oma.head')",
    );
    await clock.jobs.start();
    await settled();
    expect(box.offered).toBe(0);
  });

  it("that the server refuses is tried again, later and later; one that it never takes is given up, and the log knows its ids alone", async () => {
    await addressed("oma.head");
    const clock = await aClock();
    const person = (await world.registry.sql("select person_id from login where subject = 'oma.head'"))[0].person_id;
    const [{ id }] = await world.registry.sql(
      "insert into notice (post_id, kind, object_id) select id, 'SIGNATURE_AWAITED', id from post where code = 'MILITARY_ADVISER' returning id",
    );
    box.refusing = 1;
    await clock.jobs.doDue();
    await clock.jobs.start();
    await box.until(1);
    await settled("retry");
    const [waiting] = await world.registry.sql(
      "select retry_limit, retry_backoff, start_after > now() as later, output::text from jobs.job where name = 'mail'",
    );
    expect(waiting).toMatchObject({ retry_limit: 8, retry_backoff: true, later: true });
    expect(waiting.output).not.toContain("@");
    await world.registry.sql(
      "update jobs.job set start_after = now() - interval '1 second', retry_count = retry_limit where name = 'mail'",
    );
    box.refusing = 1;
    await box.until(2);
    await until(() => clock.logged.some(({ event }) => event === "MAIL_GIVEN_UP"));
    const given = clock.logged.filter(({ event }) => event === "MAIL_GIVEN_UP");
    expect(given).toEqual([{ at: expect.any(String), event: "MAIL_GIVEN_UP", notice: id, person }]);
    expect(box.mails).toEqual([]);
  });

  it("is sent by the login that the settings name, its password from a file", async () => {
    await box.close();
    box = await PostBox.open({ login: { user: "registry", pass: "secret of a test" } });
    const passwordFile = join(folder.path, "password");
    writeFileSync(passwordFile, "secret of a test\n", { mode: 0o600 });
    await addressed("oma.head");
    await endingSoon();
    const clock = await aClock({ login: "registry", passwordFile });
    await clock.jobs.doDue();
    await clock.jobs.start();
    await box.until(1);
    expect(box.mails[0]!.to).toEqual(["oma.head@un.example"]);
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

/** Until no mail waits to be sent or is being sent, or all are in a state. */
const settled = (state = "completed") => until(async () => (await queued()).every((job) => job.state === state));

describe("an address", () => {
  const emailOf = async (person: string) =>
    (await world.registry.sql("select email from person where id = $1", [uuidOf("person", person)]))[0].email;

  it("is changed by an administrator, and taken away; by nobody else, nor for a person who is hidden", async () => {
    const { person } = await world.registry.person("oma.head");
    for (const email of ["head@oma.example", null]) {
      await world.act("administrator", "changeEmail", { personId: person, email }, "person { id }");
      expect(await emailOf(person)).toBe(email);
    }
    const input = { personId: person, email: "other@oma.example" };
    for (const as of ["director", "oma.head", "auditor"])
      expect(await world.refusal(as, "changeEmail", input)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 6.7" });
    expect(await world.refusal("asg.oo", "changeEmail", input)).toMatchObject({ code: "NOT_FOUND" });
    expect(await world.refusal("administrator", "changeEmail", { ...input, email: "other" })).toMatchObject({
      code: "BAD_USER_INPUT",
    });
  });

  it("is entered with the person by an administrator, and read by nobody", async () => {
    const { person } = await world.act(
      "administrator",
      "registerPerson",
      { name: "Somebody", email: "some.body@un.example" },
      "person { id name }",
    );
    expect(person.name).toBe("Somebody");
    expect(await world.registry.sql("select email from person where email is not null")).toEqual([
      { email: "some.body@un.example" },
    ]);
    for (const email of ["somebody", "Some <some@un.example>", "a b@un.example", "a@b\r\nBcc: c@d.example"])
      expect(await world.refusal("administrator", "registerPerson", { name: "Another", email })).toMatchObject({
        code: "BAD_USER_INPUT",
      });
  });
});
