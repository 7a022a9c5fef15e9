import { join } from "node:path";

import { idOf } from "../../src/access/ids";
import { makeKeyFile } from "../../src/secret-file";
import type { Network } from "../../src/setting-jobs";
import { newCanary } from "../attacks/scene";
import { type World, aWorld } from "../operations/world";
import { temporaryFolder } from "../support/temporary-folder";
import { TestClock } from "./clock";
import { LetterBox } from "./letter-box";

export const LOOPBACK: readonly Network[] = [{ address: "127.0.0.0", prefix: 8 }];
const PORTAL = "portal.oma";

/** A world with a portal of OMA, the server that the portal listens on, and clocks that tell it. */
export class ToldPortal {
  private readonly folder = temporaryFolder("registry-webhooks-");
  readonly keyFile = join(this.folder.path, "webhook.key");
  private readonly clocks: TestClock[] = [];
  private isOver = false;

  private constructor(
    readonly world: World,
    readonly box: LetterBox,
  ) {
    makeKeyFile(this.keyFile);
  }

  static async open(): Promise<ToldPortal> {
    const [world, box] = await Promise.all([aWorld(), LetterBox.open()]);
    await world.portal(PORTAL, "OMA");
    return new ToldPortal(world, box);
  }

  /** A file of that name beside the key. */
  file(name: string): string {
    return join(this.folder.path, name);
  }

  async clock({ networks = LOOPBACK, keyFile = this.keyFile } = {}): Promise<TestClock> {
    const clock = await TestClock.of(this.world, { webhooks: { keyFile, networks } });
    this.clocks.push(clock);
    return clock;
  }

  async portalId(): Promise<string> {
    const [row] = await this.world.registry.sql("select id from portal where code = $1 and superseded_at is null", [
      PORTAL,
    ]);
    return idOf("portal", row.id);
  }

  /** Enters an address for the portal. */
  async entered(url = this.box.url()): Promise<string> {
    const input = { portalId: await this.portalId(), url, startsOn: "2016-01-01" };
    return (await this.world.act("administrator", "enterWebhook", input, "webhook { id }")).webhook.id;
  }

  /** Enters an address for the portal, which the head of its office confirms. */
  async addressed(url?: string): Promise<string> {
    const entryId = await this.entered(url);
    await this.world.act("oma.head", "confirmEntry", { entryId });
    return entryId;
  }

  /** A circulation, to OMA with portals unless said, of a report whose every word is a canary. */
  async circulated(more: object = {}) {
    const { world } = this;
    const canary = newCanary();
    const report = await world.report({ parts: [{ key: "u", text: `Open ${canary}`, level: "UNCLASSIFIED" }] });
    const purpose = `Purpose ${canary}`;
    const wish = { reportId: report.id, full: true, officeIds: [world.office.OMA], portalsAllowed: true, purpose };
    return { canary, report, circulation: await world.circulate({ ...wish, ...more }) };
  }

  /** A notice to the head of OMA, made by hand. */
  async noticed(kind: string, object: string): Promise<string> {
    const [row] = await this.world.registry.sql(
      "insert into notice (post_id, kind, object_id) select id, $1, $2 from post where code = 'MILITARY_ADVISER' returning id",
      [kind, object],
    );
    return row.id;
  }

  /** The deliveries that are queued, and those that were given up, by their states. */
  queued() {
    return this.world.registry.sql(
      "select name, state::text, data, output::text from jobs.job where name in ('webhook', 'webhook given up') order by name, created_on",
    );
  }

  /** The notices that were given to the job runner. */
  async marked(): Promise<string[]> {
    const rows = await this.world.registry.sql("select notice_id from notice_webhook order by notice_id");
    return rows.map(({ notice_id: id }) => id);
  }

  /** Waits until something holds, or the test has ended. */
  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!this.isOver && !(await holds())) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Until no delivery waits or is under way, or all are in a state. */
  settled(state = "completed"): Promise<void> {
    return this.until(async () => (await this.queued()).every((job) => job.state === state));
  }

  async close(): Promise<void> {
    this.isOver = true;
    for (const clock of this.clocks) await clock.close();
    await this.box.close();
    await this.world.registry.close();
    this.folder.remove();
  }
}
