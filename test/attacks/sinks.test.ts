import { randomUUID } from "node:crypto";
import request from "supertest";

import { house } from "../access/house";
import { mutation } from "../operations/life";
import { uuidOf } from "../policies/rows";
import { canariesIn, postgresLog } from "../support/sinks";
import { CANARY, type Scene, newCanary, openScene } from "./scene";

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("where a hidden text could end beside an answer", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  /** Until PostgreSQL has written a line that holds a word. */
  async function logged(word: string): Promise<string> {
    for (let turn = 0; turn < 400; turn += 1) {
      const line = postgresLog()
        .split("\n")
        .find((one) => one.includes(word));
      if (line) return line;
      await scene.registry.sql("select pg_sleep(0.01)");
    }
    throw new Error(`PostgreSQL has not logged ${word}.`);
  }

  it("L01: PostgreSQL logs that a statement failed, and nothing of the statement, its values or the row", async () => {
    const canary = newCanary();
    const failing = [
      [`select 1 / 0 as ${canary.replace("-", "_").toLowerCase()}`, [], "division by zero"],
      [
        "update part_content set text = $1, area = 'UNHEARD' where part_id = $2",
        [canary, uuidOf("draft open")],
        "part_content_area_check",
      ],
      [
        `insert into part_content (part_id, level, text, sha256) values ($1, 'UNCLASSIFIED', $2, '\\x00')`,
        [uuidOf("confidential open"), canary],
        "duplicate key",
      ],
      [
        "insert into part_content (part_id, level, text, sha256) values ($1, 'UNHEARD', $2, '\\x00')",
        [randomUUID(), canary],
        "violates",
      ],
    ] as const;
    for (const [text, values, message] of failing) {
      await expect(scene.registry.sql(text, [...values])).rejects.toThrow();
      expect([text, canariesIn(await logged(message))]).toEqual([text, []]);
    }
    expect(postgresLog()).not.toContain(canary);
    expect(postgresLog()).not.toMatch(/DETAIL|STATEMENT|CONTEXT|Failing row|parameters:/);
  });

  it("L01: the server's log names who, hashed, and what was asked for, and never a text, a variable or an id", async () => {
    scene.registry.logged.length = 0;
    const canary = newCanary();
    await scene.ask(
      "director",
      `{ report(symbol: "${house.symbol("strict")}") { title parts(first: 9) { nodes { text } } } }`,
    );
    await scene.ask("director", "query ($t: String!) { search(text: $t, first: 5) { totalCount } }", { t: canary });
    await scene.ask("director", mutation("editPart", "part { text }"), {
      input: { partId: house.part("draft", "open"), expectedVersion: 99, text: canary },
    });
    await scene.ask("adviser", mutation("proposeCirculation", "__typename"), {
      input: { reportId: house.report("confidential"), full: true, purpose: canary },
    });
    await scene.send("director", `{"query":"{ viewer { id } } # ${canary}","operationName":"${canary}"}`);
    await scene.send("director", canary);
    expect(scene.registry.logged.length).toBeGreaterThan(5);
    const lines = JSON.stringify(scene.registry.logged);
    expect(lines).not.toContain(CANARY);
    expect(lines).not.toMatch(/director|adviser|report_|part_[0-9a-f]|OPSP\/|Bearer|eyJ/);
  });

  it("L01: metrics, health and the register hold no text, title, purpose or reason", async () => {
    const metrics = (await request(scene.registry.url).get("/metrics")).text;
    expect(metrics).toContain("registry_requests_total");
    expect(canariesIn(metrics)).toEqual([]);
    const entries = JSON.stringify(await scene.registry.sql("select entry from register_entry"));
    expect(entries.length).toBeGreaterThan(1_000);
    expect(canariesIn(entries)).toEqual([]);
  });

  it("L03: no answer, good or bad, names a program, a version, a path or a line of code", async () => {
    const answers = [
      await scene.send("director", '{"query":"{ viewer { id } }"}'),
      await scene.send("director", '{"query":"{ nothing }"}'),
      await scene.send("director", '{"query":"{"}'),
      await scene.send("director", "nothing"),
      await scene.send(
        "stranger",
        JSON.stringify({
          query: mutation("revokeCirculation", "__typename"),
          variables: { input: { circulationId: "x", reason: "x" } },
        }),
      ),
    ];
    for (const { text } of answers)
      expect(text).not.toMatch(
        /stack|node_modules|\.[jt]s\b|Apollo|Express|graphql-js|PostgreSQL|TypeORM|at Object\.|v\d+\.\d+/i,
      );
    const { headers } = await request(scene.registry.url).get("/healthz");
    for (const name of ["server", "x-powered-by", "via", "x-runtime", "server-timing"])
      expect([name, headers[name]]).toEqual([name, undefined]);
  });
});
