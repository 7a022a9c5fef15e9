import { deepStrictEqual } from "node:assert";

import { httpSheet, sightOverHttp, tokenOf } from "../../access/http-sheet";
import { oracleSheet } from "../../access/sheets";
import { Oracle } from "../../policies/oracle";
import { type Reader, type WorldCirculation, type WorldPart, type WorldReport, readerName } from "../../policies/world";
import type { Free, TestRegistry } from "../../support/registry";
import { type History, idOf } from "./history";
import type { Luck } from "./luck";

/** What readers ask between the acts, each compared with what the policy says of that instant. */

type Ask = (query: string, variables?: object) => Promise<Free>;

/** Asks as a reader whom the registry must know. */
const askAs =
  (registry: TestRegistry, reader: Reader): Ask =>
  async (query, variables = {}) => {
    const { data, body } = await registry.ask(tokenOf(reader), query, variables);
    if (!data)
      throw new Error(`${readerName(reader)}: ${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return data;
  };

/** All that a reader sees: reports, titles, outlines, parts, copies, circulations, papers, recipients, and their counts. */
export async function seesAll(registry: TestRegistry, { world }: History, reader: Reader): Promise<void> {
  const sight = await sightOverHttp(registry, reader);
  const expected = oracleSheet(world, reader);
  if (!sight) return deepStrictEqual(expected, httpSheet({ reports: [], circulations: [] }));
  deepStrictEqual(httpSheet(sight), expected);
  const { reports, circulations, counts } = sight;
  deepStrictEqual(counts, [reports.length, ...reports.map(({ parts }) => parts.nodes.length), circulations.length]);
}

const readableParts = (oracle: Oracle, reports: readonly WorldReport[]) =>
  reports.flatMap((report) => report.parts.filter((part) => oracle.readsPart(report, part)));

/** Parts, a report and a circulation by their ids: there for who sees them, and absent for everyone else. */
async function asksById(ask: Ask, oracle: Oracle, { world }: History, luck: Luck): Promise<void> {
  const report = luck.pick(world.reports);
  const circulation = luck.pick(world.circulations);
  const readable = readableParts(oracle, [report]);
  const there = (id: string, isThere: boolean) => (isThere ? { id } : null);
  const expected = [
    there(idOf("report", report.id), oracle.report(report) !== null),
    there(idOf("circulation", circulation.id), oracle.circulation(circulation) !== null),
    ...report.parts.map((part) => there(idOf("part", part.id), readable.includes(part))),
  ];
  const ids = [
    idOf("report", report.id),
    idOf("circulation", circulation.id),
    ...report.parts.map(({ id }) => idOf("part", id)),
  ];
  const { nodes, report: bySymbol } = await ask(
    "query ($ids: [ID!]!, $symbol: String!) { nodes(ids: $ids) { id } report(symbol: $symbol) { id } }",
    { ids, symbol: report.symbol },
  );
  deepStrictEqual(nodes, expected);
  deepStrictEqual(bySymbol, expected[0]);
}

async function searches(ask: Ask, oracle: Oracle, { world }: History): Promise<void> {
  const found = readableParts(oracle, world.reports)
    .filter(({ level, text }) => level !== "STRICTLY_CONFIDENTIAL" && text.includes("convoy"))
    .map(({ id }) => idOf("part", id));
  const { search } = await ask(`{ search(text: "convoys", first: 50) { totalCount edges { node { id } } } }`);
  deepStrictEqual(search.edges.map(({ node }: Free) => node.id).sort(), found.sort());
  deepStrictEqual(search.totalCount, found.length);
}

async function counts(ask: Ask, oracle: Oracle, { world }: History): Promise<void> {
  const readable = readableParts(oracle, world.reports);
  const ofKind = (kind: WorldPart["kind"]) => readable.filter((part) => part.kind === kind).length;
  const covers = world.reports.filter((report) => oracle.report(report) !== null);
  const { findings, recommendations, reports } = await ask(
    `{ findings(first: 1) { totalCount } recommendations(first: 1) { totalCount }
       reports(first: 1, filter: { levels: [CONFIDENTIAL] }) { totalCount } }`,
  );
  deepStrictEqual(
    [findings.totalCount, recommendations.totalCount, reports.totalCount],
    [ofKind("FINDING"), ofKind("RECOMMENDATION"), covers.filter(({ level }) => level === "CONFIDENTIAL").length],
  );
}

/** A question of a reader whom luck chooses; what a stranger asks is not answered. */
export async function asks(registry: TestRegistry, history: History, luck: Luck): Promise<void> {
  const reader = luck.pick(history.readers);
  const question = luck.pick([asksById, searches, counts]);
  history.tell(`${readerName(reader)}: ${question.name}`);
  if (!history.isKnown(reader)) return isStranger(registry, reader);
  await question(askAs(registry, reader), new Oracle(history.world, reader), history, luck);
}

async function isStranger(registry: TestRegistry, reader: Reader): Promise<void> {
  const { status, code } = await registry.ask(tokenOf(reader), "{ viewer { id } }");
  deepStrictEqual({ status, code }, { status: 401, code: "UNAUTHENTICATED" });
}

const PAGE = 2;
const CIRCULATIONS = `query ($after: String) {
  page: circulations(first: ${PAGE}, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
const PARTS = `query ($symbol: String!, $after: String) { report(symbol: $symbol) {
  page: parts(first: ${PAGE}, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }`;

/** What orders ids from the last to the first. */
const backwards = (id: string): string => id.replace(/[\da-f]/g, (digit) => (15 - parseInt(digit, 16)).toString(16));

/** By the proposal, the newest first, where the reader sees when it was; the others after them, by id. Both go backwards. */
const keyOf = ({ id, proposedAt }: WorldCirculation, papers: boolean): string =>
  papers ? `0 ${9e15 - Date.parse(proposedAt)} ${backwards(id)}` : `1 ${backwards(id)}`;

/** What a list holds for a reader, in its order: circulations by their age, parts by their place in a report. */
function contents({ world }: History, oracle: Oracle, list: string): { id: string; key: string }[] | null {
  if (list === "circulations")
    return world.circulations
      .flatMap((one) => {
        const sight = oracle.circulation(one);
        return sight ? [{ id: idOf("circulation", one.id), key: keyOf(one, sight.papers) }] : [];
      })
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  const report = world.reports.find(({ symbol }) => symbol === list)!;
  if (!oracle.report(report)) return null;
  const readable = readableParts(oracle, [report]);
  return report.parts
    .map((part, place) => ({ part, id: idOf("part", part.id), key: String(100 + place) }))
    .filter(({ part }) => readable.includes(part));
}

/** Turns a page that was begun before, whatever has happened since, or begins a list. */
export async function turnsPage(registry: TestRegistry, history: History, luck: Luck): Promise<void> {
  const known = history.readers.filter((reader) => history.isKnown(reader));
  const goesOn = luck.percent(60) && history.openLists.length > 0;
  const begun = goesOn ? luck.pick(history.openLists) : undefined;
  const reader = begun?.reader ?? luck.pick(known);
  if (!history.isKnown(reader)) return isStranger(registry, reader);
  const list = begun?.list ?? luck.pick(["circulations", ...history.world.reports.map(({ symbol }) => symbol)]);
  history.tell(`${readerName(reader)} ${begun ? "goes on with" : "begins"} ${list}`);
  const all = contents(history, new Oracle(history.world, reader), list);
  const asked = list === "circulations" ? CIRCULATIONS : PARTS;
  const data = await askAs(registry, reader)(asked, { symbol: list, after: begun?.cursor ?? null });
  const page = list === "circulations" ? data.page : (data.report?.page ?? null);
  if (all === null) return deepStrictEqual(page, null);
  // A cursor holds no place of a part: after one that is seen no more the list begins again.
  const isSeen = list === "circulations" || all.some(({ key }) => key === begun?.after);
  const left = begun && isSeen ? all.filter(({ key }) => key > begun.after) : all;
  deepStrictEqual(
    { ids: page.nodes.map(({ id }: Free) => id), more: page.pageInfo.hasNextPage, total: page.totalCount },
    { ids: left.slice(0, PAGE).map(({ id }) => id), more: left.length > PAGE, total: all.length },
  );
  const last = left.slice(0, PAGE).at(-1);
  if (last) history.openLists.push({ reader, list, cursor: page.pageInfo.endCursor, after: last.key });
}
