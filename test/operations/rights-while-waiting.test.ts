import { Client } from "pg";

import { type TestRegistry, startRegistry } from "../support/registry";
import { aReport, cast, mutation } from "./life";

describe("an act that has waited for another", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry("2016-06-01T12:00:00Z");
    await cast(registry);
  });

  afterAll(() => registry.close());

  it("is not done by who has lost the post meanwhile", async () => {
    const report = await aReport(registry, { submitted: false });
    const holder = new Client({ connectionString: registry.migratorUrl });
    await holder.connect();
    await holder.query("begin");
    await holder.query("select from report for update");
    const submitting = registry.ask("director", mutation("submitReport", "report { status }"), {
      input: { reportId: report.id },
    });
    await untilSomebodyWaits(registry);
    await registry.sql(
      "update appointment set superseded_at = registry_now() where superseded_at is null and post_id in (select id from post where code = 'DIRECTOR_OPSP')",
    );
    await holder.query("rollback");
    await holder.end();
    expect(await submitting).toMatchObject({ code: "CONFLICT", data: null });
    expect(await registry.sql("select distinct status from report")).toEqual([{ status: "DRAFT" }]);
  });
});

/** Until a statement of the server waits for a lock. */
async function untilSomebodyWaits(registry: TestRegistry): Promise<void> {
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await registry.sql(waiting)).length === 0) await new Promise((resolve) => setImmediate(resolve));
}
