import type { Abilities } from "../../../src/access/ability";
import { matches } from "../../../src/access/operators";
import { filterSql } from "../../../src/access/sql-filter";
import { Statement } from "../../../src/access/statement";
import { conditionsFor, statesFor } from "../../../src/policies/states";
import type { Action, SubjectName } from "../../../src/policies/subjects";
import { type Answers, QUESTIONS, type Question, questions, sorted } from "./questions";
import type { Scene } from "./scene";

/** What is seen, and nothing of what is done. */
type Seen = Pick<Answers, Question>;

/** Seeing comes before copying. */
const readable = ({ copies, parts, ...others }: Seen): Seen => ({
  ...others,
  parts,
  copies: copies.filter((id) => parts.includes(id)),
});

/** The law's own names of acts, by those of the API. */
const ACTS: Readonly<Partial<Record<SubjectName, Readonly<Record<string, Action>>>>> = {
  Report: {
    write: "write",
    submit: "submit",
    addCorrigendum: "correct",
    reclassify: "reclassify",
    recordThirdPartyConsent: "recordConsent",
    proposeCirculation: "propose",
    explainAccess: "audit",
  },
  Circulation: {
    sign: "sign",
    decline: "decline",
    withdraw: "withdraw",
    recordPaperSignature: "recordPaper",
    confirmPaperSignature: "confirmPaper",
    suspend: "suspend",
    liftSuspension: "lift",
    revoke: "revoke",
  },
};

/** By the decision in memory, row by row; of acts the state too. */
export function inMemory(abilities: Abilities, { projections }: Scene): Partial<Answers> {
  const ids = (question: Question) => {
    const [action, subject] = QUESTIONS[question];
    return [...projections[question]].filter(([, row]) => abilities.allows(action, subject, row)).map(([id]) => id);
  };
  const answers = Object.fromEntries(questions.map((question) => [question, ids(question)])) as unknown as Seen;
  const acts =
    abilities.viewer.personId === null || abilities.viewer.through ? [] : actsInMemory(abilities, projections);
  return sorted({ ...readable(answers), acts });
}

function actsInMemory(abilities: Abilities, projections: Scene["projections"]): string[] {
  const states = statesFor(abilities.viewer);
  return (["covers", "circulations"] as const).flatMap((question) => {
    const [, subject] = QUESTIONS[question];
    const seen = [...projections[question]].filter(([, row]) => abilities.allows("read", subject, row));
    return seen.flatMap(([id, row]) =>
      Object.entries(ACTS[subject]!)
        .filter(([, action]) => abilities.allows(action, subject, row))
        .filter(([, action]) => !states[action] || matches(conditionsFor(states[action]), row))
        .map(([name]) => `${name} ${id}`),
    );
  });
}

/** By the law as a WHERE clause; of acts it says nothing. */
export async function inSql(abilities: Abilities, { registry }: Scene): Promise<Partial<Answers>> {
  const statement = new Statement();
  const selects = questions.map((question) => {
    const [action, subject, table] = QUESTIONS[question];
    const filter = filterSql(abilities, action, subject, { row: "x", statement });
    return `(select coalesce(json_agg(x.id), '[]') from ${table} x where ${filter}) as ${question}`;
  });
  const { rows } = await registry.superuser.query<Seen>(statement.query(`select ${selects.join(", ")}`));
  return sorted(readable(rows[0]!));
}
