import { Abilities } from "../../src/access/ability";
import type { Projection } from "../../src/access/operators";
import { projectionSql } from "../../src/access/projection";
import { filterSql } from "../../src/access/sql-filter";
import { Statement } from "../../src/access/statement";
import { viewerBehind } from "../support/viewer-behind";
import type { Action, SubjectName } from "../../src/policies/subjects";
import { Oracle } from "../policies/oracle";
import type { Reader, World } from "../policies/world";
import { uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";

/** What one reader sees of a world, question by question, as sorted ids: the form in which the four answers are compared. */
export type Sheet = Record<keyof typeof QUESTIONS, string[]>;

/** Each question of reading: the action and the subject by which the law answers it, and the table that it is asked of. */
export const QUESTIONS = {
  covers: ["read", "Report", "report"],
  titles: ["read", "ReportTitle", "report"],
  outlines: ["readOutline", "Report", "report"],
  wholes: ["holdInFull", "Report", "report"],
  parts: ["read", "Part", "part"],
  copies: ["copy", "Part", "part"],
  circulations: ["read", "Circulation", "circulation"],
  papers: ["read", "CirculationPaper", "circulation"],
  recipients: ["read", "CirculationRecipient", "circulation_recipient"],
} as const satisfies Record<string, [Action, SubjectName, string]>;

type Question = keyof typeof QUESTIONS;
const questions = Object.keys(QUESTIONS) as Question[];

const sheet = (answer: (question: Question) => string[]): Sheet =>
  Object.fromEntries(questions.map((question) => [question, answer(question).sort()])) as Sheet;

/** By the one-page policy. */
export function oracleSheet(world: World, reader: Reader): Sheet {
  const oracle = new Oracle(world, reader);
  const reports = world.reports.flatMap((report) => {
    const sight = oracle.report(report);
    return sight ? [{ id: report.id, sight }] : [];
  });
  const circulations = world.circulations.flatMap((one) => {
    const sight = oracle.circulation(one);
    return sight ? [{ id: one.id, sight }] : [];
  });
  const reportsWhere = (test: (sight: (typeof reports)[number]["sight"]) => boolean) =>
    reports.filter(({ sight }) => test(sight)).map(({ id }) => id);
  const parts = reports.flatMap(({ sight }) => sight.parts);
  return sheet(
    (question) =>
      ({
        covers: reports.map(({ id }) => id),
        titles: reportsWhere(({ title }) => title),
        outlines: reportsWhere(({ outline }) => outline !== null),
        wholes: reportsWhere(({ isExtract }) => !isExtract),
        parts: parts.map(({ id }) => id),
        copies: parts.filter(({ copies }) => copies).map(({ id }) => id),
        circulations: circulations.map(({ id }) => id),
        papers: circulations.filter(({ sight }) => sight.papers).map(({ id }) => id),
        recipients: circulations.flatMap(({ id, sight }) => sight.recipients.map((one) => uuidOf(`${id} ${one}`))),
      })[question],
  );
}

const login = (registry: TestRegistry, subject: string) => ({ issuer: registry.issuer.issuer, subject });

/** The abilities of a reader at the registry's own instant; null for whom the registry does not know. */
export async function abilitiesOf(registry: TestRegistry, { person, portal }: Reader): Promise<Abilities | null> {
  const actor = person && portal ? login(registry, portal) : undefined;
  const found = await viewerBehind(registry.superuser, login(registry, (person ?? portal)!), actor);
  return found && new Abilities(found);
}

/** The paragraphs by which anything at all is given to somebody: what a run of worlds has tried. */
export const paragraphsTried = (abilities: Abilities, projections: Projections): string[] =>
  questions.flatMap((question) => {
    const [action, subject] = QUESTIONS[question];
    return [...projections[question].values()].flatMap((row) => abilities.because(action, subject, row));
  });

/** Every row of every question as the law sees it in memory. */
export type Projections = Record<Question, Map<string, Projection>>;

export async function projectionsOf(registry: TestRegistry): Promise<Projections> {
  const now = { isPast: false, sql: "(select registry_now())" };
  const found: Partial<Projections> = {};
  for (const question of questions) {
    const [, subject, table] = QUESTIONS[question];
    const rows = await registry.sql<{ id: string; row: Projection }>(
      `select x.id, ${projectionSql(subject, "x", now)} as row from ${table} x`,
    );
    found[question] = new Map(rows.map(({ id, row }) => [id, row]));
  }
  return found as Projections;
}

/** Seeing comes before copying. */
const readableParts = (answer: (question: Question) => string[]) => (question: Question) =>
  question === "copies" ? answer("copies").filter((id) => answer("parts").includes(id)) : answer(question);

/** By the decision in memory, row by row. */
export function memorySheet(abilities: Abilities, projections: Projections): Sheet {
  const answer = (question: Question) => {
    const [action, subject] = QUESTIONS[question];
    return [...projections[question]].filter(([, row]) => abilities.allows(action, subject, row)).map(([id]) => id);
  };
  return sheet(readableParts(answer));
}

/** By the law as a WHERE clause. */
export async function sqlSheet(registry: TestRegistry, abilities: Abilities): Promise<Sheet> {
  const statement = new Statement();
  const selects = questions.map((question) => {
    const [action, subject, table] = QUESTIONS[question];
    return `(select coalesce(json_agg(x.id), '[]') from ${table} x where ${filterSql(abilities, action, subject, { row: "x", statement })}) as ${question}`;
  });
  const { rows } = await registry.superuser.query<Record<Question, string[]>>(
    statement.query(`select ${selects.join(", ")}`),
  );
  return sheet(readableParts((question) => rows[0]![question]));
}
