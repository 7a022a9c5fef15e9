import { randomBytes, randomUUID } from "node:crypto";

import { CursorSeal } from "../../src/access/cursor";
import { type Name } from "../access/house";
import { type Scene, openScene } from "./scene";

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("a cursor in an attacker's hands", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it("B06: a cursor holds nothing that can be read, is good for its holder and its list alone, and is as long for each row", async () => {
    const list =
      "query ($after: String) { findings(first: 1, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }";
    const first = (await scene.ask("adviser", list)).data.findings;
    const [{ cursor, node }] = first.edges;
    const bytes = Buffer.from(cursor, "base64url");
    for (const encoding of ["latin1", "utf8", "hex", "base64"] as const)
      expect(bytes.toString(encoding)).not.toMatch(
        new RegExp(`${node.id.slice(5, 13)}|2015|confidential|position|sequence`, "i"),
      );
    const { data } = await scene.ask(
      "director",
      "{ findings(first: 50) { edges { cursor } } register(first: 1) { edges { cursor } } }",
    );
    expect(new Set(data.findings.edges.map((edge: { cursor: string }) => edge.cursor.length)).size).toBe(1);
    const elsewhere: [Name, string][] = [
      ["designated", list],
      ["director", list],
      ["adviser", list.replaceAll("findings", "recommendations")],
      ["adviser", list.replaceAll("findings", "reports")],
      ["adviser", list.replaceAll("findings(", "findings(filter: { levels: [CONFIDENTIAL] }, ")],
      [
        "adviser",
        list.replaceAll("first", "last").replaceAll("after", "before").replaceAll("findings", "circulations"),
      ],
    ];
    for (const [reader, query] of elsewhere) {
      const variables = query.includes("before") ? { before: cursor } : { after: cursor };
      expect([reader, query, (await scene.ask(reader, query, variables)).code]).toEqual([
        reader,
        query,
        "BAD_USER_INPUT",
      ]);
    }
  });

  it("B06: a cursor is as long for the ninth entry of the register, or part of a report, as for the millionth", () => {
    const seal = new CursorSeal(randomBytes(32));
    const place = { holder: "one", list: "[]" };
    const keys = (key: string) => ["", key, randomUUID()];
    const lengths = ["9", "1000000", "2016-06-01 12:00:00+00", "infinity"].map(
      (key) => seal.seal(keys(key), place).length,
    );
    expect(new Set(lengths).size).toBe(1);
    expect(seal.open(seal.seal(keys("9"), place), place)[1]).toBe("9");
  });
});
