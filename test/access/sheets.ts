import { Abilities } from "../../src/access/ability";
import { viewerBehind } from "../support/viewer-behind";
import { Oracle } from "../policies/oracle";
import type { Reader, World } from "../policies/world";
import { uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";

/** What can be asked about reading reports and circulations. */
const questions = [
  "covers",
  "titles",
  "outlines",
  "wholes",
  "parts",
  "copies",
  "circulations",
  "papers",
  "recipients",
] as const;

type Question = (typeof questions)[number];

/** What one reader sees of a world, question by question, as sorted ids: the form in which answers are compared. */
export type Sheet = Record<Question, string[]>;

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
