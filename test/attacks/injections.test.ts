import { house } from "../access/house";
import { mutation } from "../operations/life";
import { type Scene, openScene } from "./scene";

/** What automatic tools send, by the way in which they would notice that it works. */
const TRUE_AND_FALSE = [
  ["' OR '1'='1", "' OR '1'='2"],
  ["' AND 1=1--", "' AND 1=2--"],
  ["') OR ('a'='a", "') OR ('a'='b"],
  ["1 OR 1=1", "1 OR 1=2"],
  ["%' AND '%'='", "%' AND '%'='x"],
  ["\\' OR 1=1 -- ", "\\' OR 1=2 -- "],
  ["$$ OR 1=1", "$$ OR 1=2"],
  ["'||(select '')||'", "'||(select null)||'"],
  ["' AND EXISTS(SELECT FROM report)--", "' AND NOT EXISTS(SELECT FROM report)--"],
] as const;
const LOUD = [
  "'",
  "''",
  '"',
  "`",
  "\\",
  "';",
  "'; SELECT pg_sleep(5)--",
  "' || pg_sleep(5) || '",
  "1; SELECT CASE WHEN (1=1) THEN pg_sleep(5) END",
  "' UNION SELECT null, text, null FROM part_content--",
  "' UNION ALL SELECT version()--",
  "' AND 1=CAST((SELECT text FROM part_content LIMIT 1) AS int)--",
  "'; COPY part_content TO PROGRAM 'id'--",
  "'; DROP TABLE report; --",
  "$1",
  ":name",
  "{{7*7}}",
  "${7*7}",
  "%27%20OR%201=1",
  "ʼ OR 1=1",
  "＇ OR 1=1",
];

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("every text that a question takes, as an automatic tool tries it", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  const places: [string, (text: string) => object][] = [
    ["query ($t: String!) { report(symbol: $t) { id title } }", (t) => ({ t })],
    ["query ($t: ID!) { node(id: $t) { id } nodes(ids: [$t]) { id } }", (t) => ({ t })],
    ["query ($t: String!) { search(text: $t, first: 5) { totalCount edges { excerpt } } }", (t) => ({ t })],
    ["query ($t: String!) { findings(first: 5, after: $t) { nodes { text } } }", (t) => ({ t })],
    [
      "query ($f: ReportFilter) { reports(first: 5, filter: $f) { totalCount nodes { title } } }",
      (t) => ({ f: { text: t } }),
    ],
    [
      "query ($f: ReportFilter) { reports(first: 5, filter: $f) { totalCount nodes { title } } }",
      (t) => ({ f: { missions: [t] } }),
    ],
    [
      "query ($f: RecommendationFilter) { recommendations(first: 5, filter: $f) { totalCount } }",
      (t) => ({ f: { officeIds: [t], text: "convoys" } }),
    ],
    [
      "query ($f: CirculationFilter) { circulations(first: 5, filter: $f) { totalCount } }",
      (t) => ({ f: { reportId: t, postId: t, officeId: t } }),
    ],
    [
      "query ($f: PostFilter) { posts(first: 5, filter: $f) { totalCount } }",
      (t) => ({ f: { codes: [t], officeId: t } }),
    ],
    [
      "query ($f: RegisterFilter) { register(first: 5, filter: $f) { totalCount } }",
      (t) => ({ f: { partId: t, personId: t } }),
    ],
    [
      "query ($t: ID!) { audience(partId: $t) { paragraphs } explainAccess(partId: $t, postId: $t) { allowed } }",
      (t) => ({ t }),
    ],
    [mutation("revokeCirculation", "__typename"), (t) => ({ input: { circulationId: t, reason: t } })],
    [mutation("invokeOversight", "__typename"), (t) => ({ input: { symbol: t, reason: t } })],
    [mutation("editPart", "__typename"), (t) => ({ input: { partId: t, expectedVersion: 1, text: t } })],
  ];

  it("F10: no text makes an answer loud, slow, longer or another than its opposite, in a query or an act", async () => {
    const before = await scene.registry.contents();
    scene.registry.logged.length = 0;
    for (const [query, variables] of places)
      for (const [yes, no] of TRUE_AND_FALSE) {
        const said = await Promise.all([yes, no].map((text) => scene.ask("adviser", query, variables(text))));
        const [one, other] = said.map(({ status, body }) =>
          JSON.stringify([status, body]).replaceAll(/"(endCursor|cursor)":"[^"]*"/g, ""),
        );
        expect([query, yes, one]).toEqual([query, yes, other]);
      }
    for (const [query, variables] of places)
      for (const text of LOUD) {
        const { status, body } = await scene.ask("adviser", query, variables(text));
        expect([query, text, status < 500]).toEqual([query, text, true]);
        expect(JSON.stringify(body)).not.toMatch(/PostgreSQL|syntax error|relation "|unterminated|pg_|49(?=")/);
      }
    expect(scene.registry.logged.filter(({ cause }) => cause)).toEqual([]);
    expect(await scene.registry.contents()).toEqual(before);
  });

  it("F10: no name of an operation, header or path reaches SQL", async () => {
    for (const text of ["' OR 1=1--", "'; DROP TABLE report; --", "\\", "%00"]) {
      const { status } = await scene.send(
        "adviser",
        JSON.stringify({ query: "query A { viewer { id } }", operationName: text }),
      );
      expect([text, status]).toEqual([text, 400]);
      const keyed = await scene.send("administrator", JSON.stringify({ query: "{ viewer { id } }" }), {
        "idempotency-key": text.replaceAll(" ", ""),
      });
      expect([text, keyed.status]).toEqual([text, 200]);
    }
    const subjects = ["' OR '1'='1", "director'--", "%", "direct_r", "DIRECTOR", "director ", "director\u0000"];
    for (const subject of subjects)
      expect([subject, (await scene.registry.ask({ subject }, "{ viewer { id } }")).status]).toEqual([subject, 401]);
    expect(
      (await scene.ask("director", "query ($s: String!) { report(symbol: $s) { id } }", { s: house.symbol("kept") }))
        .data.report.id,
    ).toBe(house.report("kept"));
  });
});
