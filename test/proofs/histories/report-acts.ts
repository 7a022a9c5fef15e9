import { type Doer, actsOnReports } from "../../policies/may-do";
import { covers, isFull, isSubmitted, officesFor, stateAt } from "../../policies/oracle";
import type { Level, WorldCirculation, WorldPart, WorldReport } from "../../policies/world";
import { type Attempt, DONE, type History, idOf, nameOf, outcomeFor, uuidIn } from "./history";
import type { Luck } from "./luck";

/** What is done to submitted reports, and what should come of it. */

const LEVELS: Level[] = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"];
const STRICT: Level = "STRICTLY_CONFIDENTIAL";
const ENDED = ["WITHDRAWN", "DECLINED", "EXPIRED", "REVOKED"];
const isAbove = (one: Level, other: Level) => LEVELS.indexOf(one) > LEVELS.indexOf(other);
const groundsOf = (level: Level) => (level === "UNCLASSIFIED" ? [] : ["INTERNAL_DELIBERATION"]);

/** A report or a part of it, as acts name either. */
interface Target {
  report: WorldReport;
  part: WorldPart | null;
}

const idOfTarget = ({ report, part }: Target) => (part ? idOf("part", part.id) : idOf("report", report.id));

/** A report or a part, mostly of a report that is circulated. */
const targetFrom = ({ world, now }: History, luck: Luck): Target => {
  const effective = world.circulations.filter((one) => stateAt(world, one, now) === "SIGNED");
  const circulated = world.reports.filter(({ id }) => effective.some((one) => one.report === id));
  const report = luck.pick(luck.percent(70) && circulated.length > 0 ? circulated : world.reports);
  return { report, part: luck.percent(65) ? luck.pick(report.parts) : null };
};

const seesTarget = ({ oracle }: Doer, { report, part }: Target) =>
  (part === null || oracle.readsPart(report, part)) && oracle.report(report) !== null;

const standing = (doer: Doer, report: WorldReport) =>
  doer.world.circulations.filter((one) => one.report === report.id && !ENDED.includes(doer.stateOf(one)));

function outcomeOfLevel(history: History, doer: Doer, target: Target, level: Level): string {
  const { report, part } = target;
  if (!seesTarget(doer, target)) return "NOT_FOUND";
  if (!actsOnReports.reclassify.who(doer)) return "FORBIDDEN";
  if (!isSubmitted(report, history.now)) return "INVALID_STATE";
  const marked = part ?? report;
  if (marked.level === level) return "INVALID_STATE";
  if (isAbove(level, marked.level)) return DONE;
  if (!marked.consent) return "INVALID_STATE";
  if (part) {
    const toOffices = standing(doer, report)
      .filter((one) => covers(one, part, history.now))
      .flatMap((one) => officesFor(one, part, history.now));
    return toOffices.length > 0 ? "INVALID_STATE" : DONE;
  }
  if (report.parts.some((one) => isAbove(one.level, level))) return "BAD_USER_INPUT";
  return report.level === STRICT && standing(doer, report).length > 0 ? "INVALID_STATE" : DONE;
}

/** A full circulation counts from now on as one of the listed parts that it still gives, recipient by recipient. */
function narrow(one: WorldCirculation, report: WorldReport, at: string): void {
  if (!isFull(one, at)) return;
  one.narrowed = { at, without: [] };
  const strict = report.parts.filter(({ level }) => level === STRICT);
  for (const { id: part } of strict) for (const office of one.offices) (one.withheld ??= []).push({ part, office, at });
}

function changeLevel(doer: Doer, { report, part }: Target, level: Level): void {
  const { at } = doer;
  const affected = standing(doer, report);
  if (part && isAbove(level, report.level)) changeLevel(doer, { report, part: null }, level);
  if (part && level === STRICT)
    for (const one of affected) if (covers(one, part, at)) (one.withheld ??= []).push({ part: part.id, at });
  (part ?? report).level = level;
  if (level === STRICT) for (const one of affected) narrow(one, report, at);
}

export function reclassify(history: History, luck: Luck): [Doer, Attempt] {
  const doer = history.doer(luck, actsOnReports.reclassify.who);
  const target = targetFrom(history, luck);
  const level = luck.pick(LEVELS);
  return [
    doer,
    {
      told: `${nameOf(doer)} sets ${idOfTarget(target)} to ${level}`,
      name: "reclassify",
      input: { id: idOfTarget(target), level, grounds: groundsOf(level), reason: "A reason" },
      payload: "__typename",
      expected: outcomeFor(history, doer, () => outcomeOfLevel(history, doer, target, level)),
      done: () => changeLevel(doer, target, level),
    },
  ];
}

export function consent(history: History, luck: Luck): [Doer, Attempt] {
  const { who, when } = actsOnReports.recordThirdPartyConsent;
  const doer = history.doer(luck, who);
  const target = targetFrom(history, luck);
  const marked = target.part ?? target.report;
  return [
    doer,
    {
      told: `${nameOf(doer)} records the consent for ${idOfTarget(target)}`,
      name: "recordThirdPartyConsent",
      input: { id: idOfTarget(target), reference: "Note verbale" },
      payload: "__typename",
      expected: outcomeFor(history, doer, () => {
        if (!seesTarget(doer, target)) return "NOT_FOUND";
        if (!who(doer)) return "FORBIDDEN";
        return when(doer, target.report) && !marked.consent ? DONE : "INVALID_STATE";
      }),
      done: () => void (marked.consent = true),
    },
  ];
}

export function correct(history: History, luck: Luck): [Doer, Attempt] {
  const doer = history.doer(luck, actsOnReports.addCorrigendum.who);
  const report = luck.pick(history.world.reports);
  const part = luck.pick(report.parts);
  const level = luck.percent(70) ? part.level : luck.pick(LEVELS);
  const text = `Corrigendum ${report.parts.length} tells of a convoy.`;
  const isFitting = !isAbove(part.level, level) && !isAbove(level, report.level);
  return [
    doer,
    {
      told: `${nameOf(doer)} corrects ${part.id} at the level ${level}`,
      name: "addCorrigendum",
      input: { partId: idOf("part", part.id), text, sensitivity: { level, grounds: groundsOf(level) } },
      payload: "part { id label }",
      expected: outcomeFor(history, doer, () => {
        if (!seesTarget(doer, { report, part })) return "NOT_FOUND";
        if (!actsOnReports.addCorrigendum.who(doer)) return "FORBIDDEN";
        if (!isSubmitted(report, history.now)) return "INVALID_STATE";
        return isFitting ? DONE : "BAD_USER_INPUT";
      }),
      done({ part: { id, label } }: { part: { id: string; label: string } }) {
        const kind = "CORRIGENDUM" as const;
        report.parts.push({ id: uuidIn(id), kind, level, label, text, addedAt: history.now });
      },
    },
  ];
}

export function invoke(history: History, luck: Luck): [Doer, Attempt] {
  const heads = ({ sight }: Doer) => sight.holds("HEAD_OF_OIOS");
  const doer = history.doer(luck, heads);
  const report = luck.pick(history.world.reports);
  const days = luck.pick([1, 2, 30, 31]);
  return [
    doer,
    {
      told: `${nameOf(doer)} invokes the right to know of ${report.symbol} for ${days} days`,
      name: "invokeOversight",
      input: { symbol: report.symbol, reason: "A reason", days },
      payload: "__typename",
      expected: outcomeFor(history, doer, () => {
        if (!heads(doer)) return "FORBIDDEN";
        if (days > 30) return "BAD_USER_INPUT";
        return isSubmitted(report, history.now) ? DONE : "NOT_FOUND";
      }),
      done: () =>
        void history.world.invocations.push({
          report: report.id,
          at: history.now,
          until: history.after(days * 86_400),
        }),
    },
  ];
}
