import { join } from "node:path";

import { Abilities } from "../../src/access/ability";
import type { Projection } from "../../src/access/operators";
import { filterSql } from "../../src/access/sql-filter";
import { Statement } from "../../src/access/statement";
import type { SubjectName } from "../../src/policies/subjects";
import { type Viewer, instantOf, nobody } from "../../src/policies/viewer";
import { type Situation, instantOfRegime, readSituations, sentenceOf, targets, windows } from "./situation";
import { TicketHolder } from "../support/ticket-holder";
import { viewerBehind } from "../support/viewer-behind";
import { ISSUER, type TableDatabase, idOf, tableDatabase } from "./table-database";

const TABLE = process.env.DECISION_TABLE ?? join(__dirname, "decisions.csv");
const situations = readSituations(TABLE);
const outcomeOf = ({ cover, title, partVisible }: Situation) => ({ cover, title, partVisible });

/** The first few situations whose outcome is not the table's, as sentences. */
function disagreements(decided: Map<string, { cover: boolean; title: boolean; partVisible: boolean }>): string[] {
  return situations
    .filter((situation) => JSON.stringify(decided.get(situation.id)) !== JSON.stringify(outcomeOf(situation)))
    .map(
      (s) => `${sentenceOf(s)}: expected ${JSON.stringify(outcomeOf(s))}, decided ${JSON.stringify(decided.get(s.id))}`,
    )
    .slice(0, 10);
}

describe("the decision table", () => {
  let database: TableDatabase;
  const viewers = new Map<string, Viewer>();
  const codes = new Map<string, string>();

  beforeAll(async () => {
    database = await tableDatabase(situations);
    const { rows } = await database.client.query<{ code: string; id: string }>(
      "select code, id from post union all select code, id from office where kind <> 'MISSION'",
    );
    for (const { code, id } of rows) codes.set(code, id);
    for (const regime of ["DUAL", "SINGLE"] as const) {
      await database.moveTo(regime);
      for (const subject of new Set(situations.map(({ reader }) => reader))) {
        const found = await viewerBehind(database.client, { issuer: ISSUER, subject });
        viewers.set(`${regime} ${subject}`, found ?? nobody(instantOf(new Date(instantOfRegime[regime]), true)));
      }
    }
  });

  afterAll(() => database.close());

  it("has a reader in the registry for every reader of the table but the anonymous one", () => {
    const unknown = new Set(situations.map(({ reader }) => reader).filter((reader) => reader !== "ANONYMOUS"));
    for (const [key, viewer] of viewers) if (viewer.personId ?? viewer.portalId) unknown.delete(key.split(" ")[1]!);
    expect([...unknown]).toEqual([]);
  });

  it(`is decided in memory as it says, in all its ${situations.length} situations`, () => {
    const decided = new Map(situations.map((situation) => [situation.id, inMemory(situation, codes, viewers)]));
    expect(disagreements(decided)).toEqual([]);
  });

  it(`is decided by the SQL filter as it says, in all its ${situations.length} situations`, async () => {
    const decided = await decidedBy(async (regime, reader) => {
      const viewer = viewers.get(`${regime} ${reader}`)!;
      return {
        covers: await visible(database, viewer, "Report", "report"),
        titles: await visible(database, viewer, "ReportTitle", "report"),
        parts: await visible(database, viewer, "Part", "part"),
      };
    });
    expect(disagreements(decided)).toEqual([]);
  });

  it(`is decided by row-level security alone as it says, in all its ${situations.length} situations`, async () => {
    const holder = await TicketHolder.open(database.url);
    const decided = await decidedBy((_regime, reader) =>
      holder.as(reader === "ANONYMOUS" ? [] : [{ issuer: ISSUER, subject: reader }], async (rows) => {
        const ids = async (column: string, table: string) =>
          new Set((await rows<{ id: string }>(`select ${column} as id from ${table}`)).map(({ id }) => id));
        return {
          covers: await ids("id", "report"),
          titles: await ids("report_id", "report_title"),
          parts: await ids("part_id", "part_content"),
        };
      }),
    );
    await holder.close();
    expect(disagreements(decided)).toEqual([]);
  });

  /** Every situation, by the rows that its reader sees under its regime. */
  async function decidedBy(see: (regime: Situation["regime"], reader: string) => Promise<Seen>) {
    const decided = new Map<string, ReturnType<typeof outcomeOf>>();
    for (const regime of ["DUAL", "SINGLE"] as const) {
      await database.moveTo(regime);
      for (const reader of new Set(situations.map((situation) => situation.reader))) {
        const { covers, titles, parts } = await see(regime, reader);
        for (const situation of situations.filter((one) => one.regime === regime && one.reader === reader))
          decided.set(situation.id, {
            cover: covers.has(idOf(situation, "report")),
            title: titles.has(idOf(situation, "report")),
            partVisible: parts.has(idOf(situation, "part")),
          });
      }
    }
    return decided;
  }
});

/** The ids of what a reader sees. */
type Seen = Readonly<Record<"covers" | "titles" | "parts", Set<string>>>;

async function visible(
  { client }: TableDatabase,
  viewer: Viewer,
  subject: SubjectName,
  table: string,
): Promise<Set<string>> {
  const statement = new Statement();
  const filter = filterSql(new Abilities(viewer), "read", subject, { row: "x", statement });
  const { rows } = await client.query<{ id: string }>(statement.query(`select x.id from ${table} x where ${filter}`));
  return new Set(rows.map(({ id }) => id));
}

/** The rows of a situation as the law sees them, with no database. */
function inMemory(situation: Situation, codes: Map<string, string>, viewers: Map<string, Viewer>) {
  const viewer = viewers.get(`${situation.regime} ${situation.reader}`)!;
  const now = instantOf(new Date(instantOfRegime[situation.regime]));
  const abilities = new Abilities({ ...viewer, now });
  const day = 86_400_000_000;
  const target = targets[situation.recipient];
  const window = target && situation.scope !== "-" ? windows[situation.circulation] : undefined;
  const circulated = window
    ? [
        {
          circulation: "c",
          post: target!.post ? codes.get(target!.post) : null,
          office: target!.office ? codes.get(target!.office) : null,
          level: situation.part,
          isFull: situation.scope === "FULL",
          portalsAllowed: target!.portals,
          copiesAllowed: false,
          startsAt: now.at + window[0] * day,
          endsAt: window[1] === null ? Infinity : now.at + window[1] * day,
        },
      ]
    : [];
  const always = { startsAt: 0, endsAt: Infinity };
  const report = {
    status: situation.status,
    reportLevel: situation.report,
    team: situation.reader === "OPSP_OFFICER_ON_TEAM" ? [{ post: codes.get("OPSP_MISSION_SUPPORT"), ...always }] : [],
    oversight: situation.reader === "OIOS_INVOKED" ? [{ office: codes.get("OIOS"), ...always }] : [],
    circulatedTo: circulated,
  };
  const part = { ...report, level: situation.part, circulatedTo: situation.scope === "OTHER_PART" ? [] : circulated };
  const may = (subject: SubjectName, row: Projection) => abilities.allows("read", subject, row);
  return { cover: may("Report", report), title: may("ReportTitle", report), partVisible: may("Part", part) };
}
