import { randomUUID } from "node:crypto";

import { idOf } from "../../src/access/ids";
import { type Name, house } from "../access/house";
import { MALFORMED, expectSame } from "../access/hearing";
import { uuidOf } from "../policies/rows";
import type { Free } from "../support/registry";
import { type Scene, openScene } from "./scene";

const confidential = house.symbol("confidential");

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("reading directly what is another's", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  const ids = (data: Free): string[] => data.report.parts.nodes.map(({ id }: Free) => id);

  it("A01: the Head of one mission reads nothing of another's report by any id, symbol or part, hidden or absent", async () => {
    const things = [
      house.report("kept"),
      house.report("draft"),
      house.part("kept", "only"),
      house.part("draft", "recommendation"),
      house.part("confidential", "recommendation"),
      house.circulation("toAdviser"),
      house.review("strict"),
    ];
    const absent = things.map((id) => idOf(id.split("_")[0]!, randomUUID()));
    const everywhere = `query ($id: ID!) { node(id: $id) { id ... on Part { text report { symbol } } ... on Report { title parts(first: 9) { nodes { text } } } }
      nodes(ids: [$id, $id]) { id } audience(partId: $id) { paragraphs } circulations(first: 5, filter: { reportId: $id }) { totalCount nodes { id } } }`;
    await expectSame(
      scene.registry,
      "hom",
      everywhere,
      [...things, ...absent, ...MALFORMED, "report_", "\u2028", "x".repeat(5_000)].map((id) => ({ id })),
    );
  });

  it("A02: an id under another type's prefix is as absent, for whoever sees the thing itself", async () => {
    const types = [
      "report",
      "part",
      "circulation",
      "review",
      "person",
      "office",
      "post",
      "login",
      "entry",
      "title",
      "viewer",
    ];
    for (const id of [
      house.report("confidential"),
      house.part("confidential", "closed"),
      house.circulation("toAdviser"),
    ]) {
      const [prefix, digits] = id.split("_") as [string, string];
      const wrong = types
        .filter((type) => type !== prefix && !(prefix === "report" && type === "review"))
        .map((type) => ({ id: `${type}_${digits}` }));
      const query = "query ($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }";
      expect(
        await expectSame(scene.registry, "director", query, [...wrong, { id: digits }, { id: ` ${id}` }]),
      ).toContain('\\"node\\":null');
      expect((await scene.ask("director", query, { id })).data.node.id).toBe(id);
    }
  });

  it("A02: 100 ids of everything that there is, asked at once, give each reader what single questions give", async () => {
    const all = [
      ...scene.world.reports.flatMap(({ id, parts }) => [
        idOf("report", id),
        ...parts.map((part) => idOf("part", part.id)),
      ]),
      ...scene.world.circulations.map(({ id }) => idOf("circulation", id)),
    ];
    for (const reader of ["adviser", "staff", "hom", "administrator", "stranger"] as const) {
      const one = "query ($id: ID!) { node(id: $id) { id } }";
      const many = await scene.ask(
        reader,
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Part { text } ... on Report { title } ... on Circulation { purpose } } }",
        { ids: all },
      );
      const found = await Promise.all(
        all.map(async (id) => (await scene.ask(reader, one, { id })).data.node?.id ?? null),
      );
      expect([reader, many.data.nodes.map((node: Free) => node?.id ?? null)]).toEqual([reader, found]);
    }
  });

  it("A03: from a part that is given, every way back and around is decided anew", async () => {
    const { data, body } = await scene.ask(
      "adviser",
      `query ($id: ID!) { node(id: $id) { ... on Finding { text
          recommendations { id text findings { text } }
          report { title outline { label } review { id team { post { code } } } circulations(first: 9) { nodes { id parts { id } recipients { ... on Post { code } ... on Office { code } } signatures { post { code } } digest report { parts(first: 9) { nodes { text } } } } }
            parts(first: 9) { totalCount nodes { id text access { because { circulation { id report { parts(first: 9) { totalCount } } } } } } } } } } }`,
      { id: house.part("confidential", "closed") },
    );
    expect(body.errors).toBeUndefined();
    const { report, recommendations } = data.node;
    expect(recommendations).toEqual([]);
    expect(report.outline).toBeNull();
    expect(report.review).toBeNull();
    expect(report.parts.nodes.map(({ id }: Free) => id).sort()).toEqual(
      ["open", "closed", "annex"].map((key) => house.part("confidential", key)).sort(),
    );
    expect(JSON.stringify(body)).not.toMatch(/ASG_OO|USG_DPKO|[0-9a-f]{64}/);
  });

  it("A04: who was given one finding gets that one: a count of one, no number, no gap, no outline", async () => {
    const { data } = await scene.ask(
      "asg.oo",
      `query ($symbol: String!) { report(symbol: $symbol) { outline { id } marking { isExtract }
        parts(first: 100) { totalCount totalCountAbove pageInfo { hasNextPage hasPreviousPage } nodes { id number } }
        findings(first: 100) { totalCount } recommendations(first: 100) { totalCount } sections: parts(first: 9, kind: SECTION) { totalCount } } }`,
      { symbol: confidential },
    );
    expect(data.report).toEqual({
      outline: null,
      marking: { isExtract: true },
      parts: {
        totalCount: 1,
        totalCountAbove: null,
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
        nodes: [{ id: house.part("confidential", "closed"), number: null }],
      },
      findings: { totalCount: 1 },
      recommendations: { totalCount: 0 },
      sections: { totalCount: 0 },
    });
  });

  it("A05: no alias, fragment, union, directive or variable makes a hidden text come, or a visible one stay away", async () => {
    const hidden = house.part("confidential", "recommendation");
    const given = house.part("confidential", "closed");
    const spellings = [
      "{ text: label label: text }",
      "{ __proto__: text constructor: text }",
      "{ ...A } fragment A on Part { ...B } fragment B on Node { ... on Recommendation { x: text } ... on Finding { x: text } }",
      "{ ... on Node { ... on Part { ... on Finding { y: text } ... on Recommendation { y: text } } } }",
      "{ ... @include(if: $yes) { text } ... @skip(if: $yes) { label } }",
      "{ text @include(if: $yes) @skip(if: $no) }",
      "{ ... on Finding @skip(if: $no) { text } ... on Recommendation @include(if: $yes) { text } }",
      "{ __typename report { parts(first: 9) { edges { node { ... on Part { text } } } } } }",
    ];
    for (const spelling of spellings) {
      const [selection, ...fragments] = spelling.split(/(?<=}) (?=fragment)/);
      const body = selection!.replace(
        /(\.\.\. on (Node|Finding|Recommendation)|\.\.\.A|__typename)/,
        "... on Part { id } $1",
      );
      const inPart = /^\{ (text|__proto__|\.\.\. @|__typename)/.test(selection!)
        ? `{ ... on Part ${selection} }`
        : body;
      const query = `query ($id: ID!, $yes: Boolean! = true, $no: Boolean! = false) { node(id: $id) ${inPart} u: __typename @include(if: $yes) n: __typename @skip(if: $no) } ${fragments.join(" ")}`;
      const shown = await scene.ask("asg.oo", query, { id: given });
      expect([query, shown.code, scene.toldIn(JSON.stringify(shown.data))]).toEqual([
        query,
        undefined,
        [uuidOf("confidential closed")],
      ]);
      const asked = await scene.ask("asg.oo", query, { id: hidden });
      expect([query, asked.data.node]).toEqual([query, null]);
    }
  });

  it("A05: a directive given as a variable decides nothing about sight", async () => {
    const query = `query ($id: ID!, $show: Boolean!) { node(id: $id) { id ... on Part @include(if: $show) { text } } }`;
    for (const show of [true, false])
      expect(
        (await scene.ask("asg.oo", query, { id: house.part("confidential", "annex"), show })).data.node,
      ).toBeNull();
  });

  it("A06: a hidden text comes by no excerpt, list, link, source, file, notice, preview or entry of the register", async () => {
    const everything = `{ search(text: "canary or convoys", first: 50) { totalCount edges { excerpt node { id text publicSource } } }
      findings(first: 50) { nodes { text publicSource recommendations { text } marking { thirdParty } } }
      recommendations(first: 50) { nodes { text findings { text } } }
      notices(first: 50) { nodes { kind object { id ... on Report { title } ... on Circulation { purpose } } } } }`;
    const further = `{ reports(first: 20) { nodes { title marking { thirdParty grounds } parts(first: 9) { nodes { text ... on Annex { fileName } ... on Corrigendum { corrects { text } } } } } }
      circulations(first: 20) { nodes { purpose } } register(first: 40) { nodes { operation code } } }`;
    let told = 0;
    for (const reader of [
      "adviser",
      "staff",
      "hom",
      "administrator",
      "auditor",
      "assistant",
      "military",
      "oios",
      "usg.dpko",
      "stranger",
    ] as const)
      for (const query of [everything, further]) {
        const { body, code } = await scene.ask(reader, query);
        expect([reader, query, code, JSON.stringify(body.errors)]).toEqual([reader, query, undefined, undefined]);
        told += scene.toldIn(JSON.stringify(body)).length;
      }
    expect(told).toBeGreaterThan(50);
  });

  it("A07: what an act answers shows an administrator no part and no text, whatever its payload is asked for", async () => {
    const answer = await scene.ask(
      "administrator",
      `mutation ($input: SuspendCirculationInput!) { suspendCirculation(input: $input) { circulation { id purpose parts { id label level }
         report { title parts(first: 9) { totalCount nodes { id text } } findings(first: 9) { nodes { text } } outline { label } }
         recipients { __typename } } } }`,
      { input: { circulationId: house.circulation("toOffice"), reason: "To see" } },
    );
    const { report, parts } = answer.data.suspendCirculation.circulation;
    expect(report.parts).toEqual({ totalCount: 0, nodes: [] });
    expect(report.findings.nodes).toEqual([]);
    expect(parts).toHaveLength(3);
    expect(
      scene
        .toldIn(JSON.stringify(answer.body))
        .filter((owner) => scene.world.reports.some(({ parts: all }) => all.some(({ id }) => id === owner))),
    ).toEqual([]);
    await scene.ask(
      "usg.dpko",
      "mutation ($input: LiftSuspensionInput!) { liftSuspension(input: $input) { circulation { id } } }",
      { input: { circulationId: house.circulation("toOffice"), reason: "Back" } },
    );
  });

  it("A08: drafts, withdrawn parts and earlier versions are there for nobody but the draft's writers", async () => {
    const drafts = ["usg.dpko", "administrator", "auditor", "military", "assistant", "adviser"] as const;
    for (const reader of drafts)
      expect([
        reader,
        (
          await scene.ask(
            reader,
            `{ report(symbol: "${house.symbol("draft")}") { id } reports(first: 9, filter: { statuses: [DRAFT] }) { totalCount } }`,
          )
        ).data,
      ]).toEqual([reader, { report: null, reports: { totalCount: 0 } }]);
    await scene.registry.sql("update part set withdrawn_at = created_at where id = $1", [uuidOf("draft open")]);
    const asked = [house.part("draft", "open"), idOf("part", randomUUID())].map((id) => ({ id }));
    expect(
      await expectSame(
        scene.registry,
        "director",
        "query ($id: ID!) { node(id: $id) { id } audience(partId: $id) { paragraphs } }",
        asked,
      ),
    ).toContain('\\"node\\":null');
    const { data } = await scene.ask(
      "director",
      `{ report(symbol: "${house.symbol("draft")}") { outline { id } parts(first: 9) { totalCount nodes { id } } } findings(first: 50, filter: { levels: [UNCLASSIFIED] }) { nodes { id } } }`,
    );
    expect(JSON.stringify(data)).not.toContain(house.part("draft", "open"));
    expect(ids(data)).toEqual([house.part("draft", "recommendation")]);
  });

  it("A09: a hidden edge is a null in its own place, and takes nothing around it away", async () => {
    const readers: Name[] = ["adviser", "staff", "hom"];
    for (const reader of readers) {
      const { data, code, body } = await scene.ask(
        reader,
        `query ($ids: [ID!]!) { before: viewer { id } nodes(ids: $ids) { id } reports(first: 9) { nodes { id review { id } outline { id } circulations(first: 9) { nodes { id digest awaiting { id } signatures { digest } } } } } after: viewer { id } }`,
        { ids: [house.part("strict", "secret"), house.part("confidential", "section"), house.report("draft")] },
      );
      expect([reader, code, body.errors, data?.nodes.length]).toEqual([reader, undefined, undefined, 3]);
      expect(data.before).toEqual(data.after);
    }
  });
});
