import { Client } from "pg";

import { type TestDatabase, testDatabase } from "../support/database";

const DAY = "2016-06-01T12:00:00Z";
const OFFICES = ["OMA", "MINUSCA", "UNMISS", "DPET", "DFS"];
const POSTS = ["USG_DPKO", "USG_DFS", "USG_DPO", "MILITARY_ADVISER", "HOM_MINUSCA", "HOMC_MINUSCA", "DIRECTOR_OPSP"];
const HOLDERS = {
  dpko: "USG_DPKO",
  dfs: "USG_DFS",
  dpo: "USG_DPO",
  adviser: "MILITARY_ADVISER",
  head: "HOM_MINUSCA",
  component: "HOMC_MINUSCA",
  director: "DIRECTOR_OPSP",
};

/** Writes what is recorded of a recommendation past every act, as the superuser: only the database itself can refuse it. */
export class Recording {
  /** The ids of offices, posts and persons by their names. */
  readonly known: Record<string, string> = {};
  part = "";

  private constructor(
    private readonly test: TestDatabase,
    readonly client: Client,
  ) {}

  static async open(): Promise<Recording> {
    const test = await testDatabase({ walls: "both" });
    const client = new Client({ connectionString: test.migratorUrl });
    await client.connect();
    const recording = new Recording(test, client);
    await client.query("update registry_clock set shift = $1::timestamptz - statement_timestamp()", [DAY]);
    for (const [table, codes] of [
      ["office", OFFICES],
      ["post", POSTS],
    ] as const)
      for (const code of codes)
        recording.known[code] = await recording.id(`select id from ${table} where code = $1`, [code]);
    for (const [name, post] of Object.entries(HOLDERS)) {
      recording.known[name] = await recording.id("insert into person (name) values ($1) returning id", [name]);
      await recording.appoint(name, post, true);
    }
    return recording;
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.test.close();
  }

  private async id(text: string, values: unknown[] = []): Promise<string> {
    return (await this.client.query<{ id: string }>(text, values)).rows[0]!.id;
  }

  appoint(name: string, post: string, acting = false) {
    return this.client.query(
      `insert into appointment (post_id, person_id, acting, starts_on, entered_at, confirmed_at)
         select id, $2, $3, starts_on, day_begins(starts_on), day_begins(starts_on) from post where id = $1`,
      [this.known[post], this.known[name], acting],
    );
  }

  later() {
    return this.client.query("update registry_clock set shift = shift + interval '24 hours'");
  }

  /** A recommendation to an office, of a report that is submitted unless said. */
  async recommend(office = "OMA", status = "SUBMITTED"): Promise<void> {
    const { client } = this;
    const report = await this.id(
      `with v as (insert into review (kind, direction_reference, directed_on) values ('TARGETED', 'MEMO', '2015-01-01') returning id)
       insert into report (symbol, review_id, review_kind, level) select 'OPSP/2016/R-7Q3K7Q', id, 'TARGETED', 'CONFIDENTIAL' from v returning id`,
    );
    this.part = await this.id(
      `insert into part (report_id, report_level, report_status, kind, label, level, position)
         values ($1, 'CONFIDENTIAL', 'DRAFT', 'RECOMMENDATION', 'R-7Q3K', 'CONFIDENTIAL', 1) returning id`,
      [report],
    );
    await client.query(
      "insert into part_content (part_id, text, sha256, mandate, office_id) values ($1, 'x', sha256('x'), 'PARTNERSHIP', $2)",
      [this.part, this.known[office]],
    );
    await client.query("insert into recommendation_state (part_id) values ($1)", [this.part]);
    if (status === "SUBMITTED")
      await client.query(
        "update report set status = 'SUBMITTED', submitted_at = registry_now(), submitted_on = '2016-06-01' where id = $1",
        [report],
      );
  }

  said(): Promise<string> {
    return this.id(
      "insert into recommendation_words (part_id, text, sha256) values ($1, 'Said', sha256('Said')) returning id",
      [this.part],
    );
  }

  /** By default an endorsement under the line of the day. */
  async sign(post: string, person: string, [matter, decision] = ["ENDORSEMENT", "ENDORSED"], line = "DUAL") {
    await this.client.query(
      `insert into recommendation_signature (part_id, matter, decision, post_id, person_id, reporting_line_code, words_id)
         values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[this.part, matter, decision, this.known[post], this.known[person], line],
        decision === "ENDORSED" ? null : await this.said(),
      ],
    );
  }

  async both([matter, decision] = ["ENDORSEMENT", "ENDORSED"]): Promise<void> {
    await this.sign("USG_DPKO", "dpko", [matter, decision]);
    await this.sign("USG_DFS", "dfs", [matter, decision]);
  }

  async endorsed(office = "OMA"): Promise<void> {
    await this.recommend(office);
    await this.both();
  }

  /** Reported by the Military Adviser unless said. */
  async report(status: string, [who, post, office] = ["adviser", "MILITARY_ADVISER", "OMA"]): Promise<void> {
    await this.step(["REPORTED", status], [who, post], this.known[office]!);
  }

  async implemented(): Promise<void> {
    await this.endorsed();
    for (const status of ["IN_PROGRESS", "IMPLEMENTED"]) await this.report(status);
  }

  /** What the Office makes of it: by the Director unless said. */
  judge(done: string, status: string, by = ["director", "DIRECTOR_OPSP"]): Promise<void> {
    return this.step([done, status], by, null);
  }

  private async step([done, status]: string[], [who, post]: string[], office: string | null): Promise<void> {
    await this.client.query(
      `insert into recommendation_progress (part_id, done, status, person_id, post_id, office_id, words_id) values ($1, $2, $3, $4, $5, $6, $7)`,
      [this.part, done, status, this.known[who!], this.known[post!], office, await this.said()],
    );
  }

  async consult(office: string, on: string): Promise<void> {
    await this.client.query(
      "insert into recommendation_consultation (part_id, office_id, held_on, words_id, recorded_by) values ($1, $2, $3, $4, $5)",
      [this.part, this.known[office], on, await this.said(), this.known.director],
    );
  }

  async name(office: string, task: string): Promise<void> {
    await this.client.query(
      "insert into recommendation_office (part_id, task, office_id, named_by) values ($1, $2, $3, $4)",
      [this.part, task, this.known[office], this.known.director],
    );
  }

  /** A statement about the recommendation, which is its first parameter. */
  write(text: string, ...more: unknown[]) {
    return this.client.query(text, [this.part, ...more]);
  }

  async state(): Promise<unknown> {
    const { rows } = await this.write("select decision, implementation from recommendation_state where part_id = $1");
    return rows[0];
  }
}
