import { randomUUID } from "node:crypto";

import { idOf } from "../../src/access/ids";
import { uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";
import { MALFORMED, expectSame } from "./hearing";
import { type Name, house, startHouse } from "./house";
import { enterLessons } from "./lessons";
import { enterWorkPlans } from "./work-plans";

describe("what is hidden", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
    await enterWorkPlans(registry);
    await enterLessons(registry);
    await registry.sql(
      `insert into paper_signature (id, circulation_id, post_id, memorandum_reference, memorandum_on, scan_sha256, recorded_at)
         select $1, $2, id, 'MEMO', '2016-02-01', repeat('a', 64), '2016-02-02' from post where code = 'USG_DPKO'`,
      [uuidOf("paper"), house.circulation("proposed").replace("circulation_", "")],
    );
    await registry.ask(
      "director",
      `{ report(symbol: "${house.symbol("strict")}") { parts(first: 5) { nodes { text } } } }`,
    );
  });

  afterAll(() => registry.close());

  /** A thing of each kind that some readers do not see, and who they are. */
  const things: [id: string, readers: Name[]][] = [
    [house.report("draft"), ["stranger", "adviser", "administrator", "usg.dpko", "military"]],
    [house.report("strict"), ["stranger", "adviser", "military"]],
    [house.report("kept"), ["stranger", "adviser", "hom", "oios"]],
    [house.part("confidential", "closed"), ["stranger", "staff", "administrator", "auditor"]],
    [house.part("confidential", "section"), ["stranger", "adviser", "administrator"]],
    [house.part("confidential", "recommendation"), ["adviser", "administrator"]],
    [house.part("confidential", "corrigendum"), ["adviser", "auditor"]],
    [house.part("strict", "secret"), ["assistant", "administrator", "adviser"]],
    [house.part("draft", "open"), ["usg.dfs", "administrator", "auditor"]],
    [house.circulation("proposed"), ["adviser", "stranger", "military"]],
    [house.circulation("revoked"), ["hom", "adviser"]],
    [house.circulation("toHead"), ["adviser", "asg.oo"]],
    [house.review("confidential"), ["adviser", "stranger", "hom"]],
    [idOf("member", uuidOf(`${uuidOf("confidential")} OPSP_MISSION_SUPPORT`)), ["adviser", "stranger"]],
    [idOf("paper", uuidOf("paper")), ["adviser", "military", "stranger"]],
    [house.person("director"), ["adviser", "stranger"]],
    [house.person("stranger"), ["adviser", "hom"]],
    [idOf("appointment", uuidOf("appointment 0")), ["adviser", "stranger"]],
    [idOf("designation", uuidOf("designation OMA designated")), ["stranger", "hom"]],
    [house.portal("portal.oo"), ["adviser", "stranger", "military"]],
    [idOf("login", uuidOf("login director")), ["adviser", "military"]],
    [idOf("plan", uuidOf("work plan 2017")), ["usg.dpko", "military", "administrator", "adviser"]],
    [idOf("plan", uuidOf("work plan 2016")), ["administrator", "asg.oo", "hom", "stranger"]],
    [idOf("planned", uuidOf("planned 2017 REVIEW")), ["usg.dpko", "adviser"]],
    [idOf("planned", uuidOf("planned 2016 REVIEW")), ["auditor", "asg.oo"]],
    [idOf("lesson", uuidOf("lesson draft")), ["usg.dpko", "assistant", "adviser", "stranger"]],
    [idOf("lesson", uuidOf("lesson strict")), ["military", "officer", "adviser", "auditor"]],
    [idOf("lesson", uuidOf("lesson closed")), ["staff", "asg.oo", "stranger"]],
    [idOf("lesson", uuidOf("lesson raised")), ["adviser", "designated", "staff"]],
    [idOf("lesson", uuidOf("lesson of a strict report")), ["military", "staff", "asg.oo"]],
  ];

  it.each(things)(
    "A01, A02: %s is for node and nodes as what never was, for those who do not see it",
    async (id, readers) => {
      const [prefix] = id.split("_");
      const never = [idOf(prefix!, randomUUID())];
      const ids = [
        id,
        ...never,
        ...MALFORMED,
        id.toUpperCase(),
        id.replace(prefix!, prefix === "part" ? "report" : "part"),
      ];
      for (const reader of readers) {
        const query = "query ($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { __typename id } }";
        const asked = ids.map((one) => ({ id: one }));
        expect(await expectSame(registry, reader, query, asked)).toContain(
          '{\\"data\\":{\\"node\\":null,\\"nodes\\":[null]}}',
        );
      }
    },
  );

  it("is there for those who see it: the test would notice", async () => {
    for (const [id] of things) {
      const answers = await Promise.all(
        (["director", "usg.dpko", "administrator"] as const).map((reader) =>
          registry.ask(reader, "query ($id: ID!) { node(id: $id) { id } }", { id }),
        ),
      );
      expect([id, answers.some(({ data }) => data?.node?.id === id)]).toEqual([id, true]);
    }
  });

  it("is not found by its symbol", async () => {
    const symbols = ["draft", "strict", "kept"].map((name) => house.symbol(name as never));
    const query = "query ($symbol: String!) { report(symbol: $symbol) { id } }";
    const asked = [
      ...symbols,
      "OPSP/2015/R-00000000",
      symbols[0]!.toLowerCase(),
      `${symbols[0]} `,
      "%",
      "OPSP/2015/R-________",
      "",
    ];
    await expectSame(
      registry,
      "adviser",
      query,
      asked.map((symbol) => ({ symbol })),
    );
  });

  const listQuery = (field: string, filter: string) =>
    `query ($filter: ${filter}) { ${field}(first: 5, filter: $filter) { totalCount totalCountAbove nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const CIRCULATIONS = listQuery("circulations", "CirculationFilter");
  const REGISTER = listQuery("register", "RegisterFilter");

  it("B02: is no answer to a filter by its id, be it a report, a recipient, a part or a person", async () => {
    const post = async (code: string) => registry.id("post", code);
    for (const reader of ["adviser", "stranger", "hom", "staff"] as const) {
      const hidden = [house.report("draft"), house.report("kept"), idOf("report", randomUUID()), ...MALFORMED];
      await expectSame(
        registry,
        reader,
        CIRCULATIONS,
        hidden.map((reportId) => ({ filter: { reportId } })),
      );
      const others = [
        await post("USG_DPKO"),
        await post("OPSP_TEAM_ASSISTANT"),
        idOf("post", randomUUID()),
        ...MALFORMED,
      ];
      await expectSame(
        registry,
        reader,
        CIRCULATIONS,
        others.map((postId) => ({ filter: { postId } })),
      );
    }
    // The adviser's own circulation goes to another post too, of which the adviser knows nothing.
    const recipients = [await post("ASG_OO"), await post("HOM_MINUSCA"), idOf("post", randomUUID())];
    expect(
      await expectSame(
        registry,
        "adviser",
        CIRCULATIONS,
        recipients.map((postId) => ({ filter: { postId } })),
      ),
    ).toContain('\\"totalCount\\":0');
    const parts = [
      house.part("strict", "secret"),
      house.part("confidential", "open"),
      idOf("part", randomUUID()),
      ...MALFORMED,
    ];
    await expectSame(
      registry,
      "hom",
      REGISTER,
      parts.map((partId) => ({ filter: { partId } })),
    );
    const persons = [house.person("director"), house.person("auditor"), idOf("person", randomUUID()), ...MALFORMED];
    await expectSame(
      registry,
      "staff",
      REGISTER,
      persons.map((personId) => ({ filter: { personId } })),
    );
  });

  it("has no audience and no explanation", async () => {
    const audience = "query ($part: ID!) { audience(partId: $part) { paragraphs } }";
    const explained = "query ($part: ID!, $post: ID!) { explainAccess(partId: $part, postId: $post) { allowed } }";
    const post = await registry.id("post", "MILITARY_ADVISER");
    const parts: Partial<Record<Name, string[]>> = {
      administrator: [house.part("draft", "open")],
      auditor: [house.part("draft", "recommendation")],
      "usg.dpko": [house.part("draft", "open")],
      adviser: [
        house.part("confidential", "open"),
        house.part("strict", "secret"),
        house.part("confidential", "closed"),
      ],
      military: [house.part("strict", "open"), house.part("confidential", "open")],
    };
    for (const [reader, hidden] of Object.entries(parts)) {
      const asked = [...hidden, idOf("part", randomUUID()), ...MALFORMED];
      await expectSame(
        registry,
        reader as Name,
        audience,
        asked.map((one) => ({ part: one })),
      );
      await expectSame(
        registry,
        reader as Name,
        explained,
        asked.map((one) => ({ part: one, post })),
      );
    }
  });
});
