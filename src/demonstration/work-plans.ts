import { PlannedKind } from "../entities/terms";
import { adoptWorkPlan } from "../operations/adopt-work-plan";
import { createWorkPlan } from "../operations/create-work-plan";
import { linkWorkPlanItem } from "../operations/link-work-plan-item";
import { reviseWorkPlan } from "../operations/revise-work-plan";
import { shareWorkPlan } from "../operations/share-work-plan";
import { after, at, stepsIn } from "./lines";
import type { Play } from "./play";
import { listed, readTable } from "./tables";
import type { DatedAct } from "./timeline";

/** The first year in which the Office can plan before its 30 June. */
const FIRST = 2014;
/** A year whose plan is adopted after 30 June, and one that has none. */
const LATE = 2018;
const NONE = 2020;
/** With whom a plan is shared: those who evaluate. */
const EVALUATORS = ["DPET", "OIOS"];

const director = "opsp.director";

/** What is planned, and what comes of it on which day. */
interface Planned {
  readonly kind: PlannedKind;
  readonly title: string;
  readonly mission?: string | undefined;
  readonly quarter: number;
  readonly outcome?: { readonly kind: "review" | "report"; readonly name: string; readonly day: string };
}

const quarterOf = (day: string): number => Math.ceil(Number(day.slice(5, 7)) / 3);

/** A plan names missions, and nothing of what reports say. */
const about = (missions: string): string => listed(missions).join(" and ") || "Headquarters";

/** Every review and report of the demonstration as it stands in the plan of its year. */
function foreseen(): Planned[] {
  const missionOf = (missions: string) => listed(missions)[0];
  const reports = readTable<"key" | "missions" | "directed_on" | "submitted_on">("reports").flatMap(
    ({ key, missions, directed_on, submitted_on }): Planned[] => [
      planned("review", { key, missions, day: directed_on }),
      ...(submitted_on === "" ? [] : [planned("report", { key, missions, day: submitted_on })]),
    ],
  );
  const requested = readTable<"key" | "missions" | "steps">("requests").flatMap(({ key, missions, steps }): Planned[] =>
    stepsIn(steps)
      .filter(({ name }) => name === "OPENED")
      .map(({ day }) => planned("review", { key, missions, day })),
  );
  function planned(kind: "review" | "report", { key, missions, day }: { key: string; missions: string; day: string }) {
    return {
      kind: kind === "review" ? PlannedKind.REVIEW : PlannedKind.REPORT,
      title: `Demonstration. A ${kind} on ${about(missions)}`,
      mission: missionOf(missions),
      quarter: quarterOf(day),
      outcome: { kind, name: key, day },
    };
  }
  return [...reports, ...requested];
}

const ADVICE: Planned = { kind: PlannedKind.ADVICE, title: "Demonstration. Advice on training", quarter: 4 };
const MONITORING: Planned = { kind: PlannedKind.MONITORING, title: "Demonstration. What is implemented", quarter: 3 };

const itemOf = ({ kind, title, mission, quarter }: Planned) => ({ kind, title, mission, quarter });

/** The plan of each year up to the present; those of this year and of the year before are revised, shared and linked to what came of them. */
export function workPlanActs(present: Date): DatedAct[] {
  const all = foreseen();
  const last = present.getUTCFullYear();
  const years = Array.from({ length: last - FIRST + 1 }, (_, place) => FIRST + place).filter((year) => year !== NONE);
  return years.flatMap((year) => {
    const items = [...all.filter(({ outcome }) => outcome!.day.startsWith(String(year))), ADVICE];
    return [...adopted(year, items), ...(year < last - 1 ? [] : followed(year, items))];
  });
}

const adoptedOn = (year: number): string => (year === LATE ? `${year}-07-16` : `${year}-03-14`);

function adopted(year: number, items: readonly Planned[]): DatedAct[] {
  const planOf = (play: Play) => play.id("plan", String(year));
  const many = (kind: PlannedKind) => items.filter((item) => item.kind === kind).length;
  return [
    {
      at: at(`${year}-01-11`, "09:00"),
      what: `the work plan of ${year} is drafted`,
      act: async (play) => {
        const reviews = many(PlannedKind.REVIEW);
        const anticipated = { reviews, visits: reviews, reports: many(PlannedKind.REPORT) };
        const input = { year, anticipated, items: items.map(itemOf) };
        const { work_plan_id } = await play.as(director, createWorkPlan, input);
        play.remember("plan", String(year), work_plan_id);
      },
    },
    {
      at: at(adoptedOn(year), "09:00"),
      what: `the work plan of ${year} is adopted`,
      act: (play) => play.as(director, adoptWorkPlan, { workPlanId: planOf(play), expectedVersion: 1 }),
    },
  ];
}

/** What is done with a plan once it is adopted. */
function followed(year: number, items: readonly Planned[]): DatedAct[] {
  const planOf = (play: Play) => play.id("plan", String(year));
  const shared = EVALUATORS.map((office): DatedAct => ({
    at: at(after(adoptedOn(year), 7), "09:00"),
    what: `the work plan of ${year} is shared with ${office}`,
    act: (play) => play.as(director, shareWorkPlan, { workPlanId: planOf(play), officeId: play.id("office", office) }),
  }));
  const revised: DatedAct = {
    at: at(`${year}-05-16`, "09:00"),
    what: `the work plan of ${year} is revised`,
    act: async (play) =>
      play.as(director, reviseWorkPlan, {
        workPlanId: planOf(play),
        expectedRevision: 0,
        reason: "Demonstration. What is implemented is to be looked at on the spot.",
        keepItemIds: await play.plannedItems(String(year)),
        newItems: [itemOf(MONITORING)],
      }),
  };
  return [...shared, revised, ...items.flatMap((item, place) => linked(year, item, place))];
}

/** An item is linked on the day after what came of it, and not before the plan is adopted. */
function linked(year: number, { outcome }: Planned, place: number): DatedAct[] {
  if (!outcome) return [];
  const { kind, name, day } = outcome;
  const begins = day < adoptedOn(year) ? adoptedOn(year) : day;
  return [
    {
      at: at(after(begins, 1), "09:30"),
      what: `what is planned for ${year} is linked to the ${kind} ${name}`,
      act: async (play) => {
        const itemId = (await play.plannedItems(String(year)))[place]!;
        await play.as(director, linkWorkPlanItem, { itemId, outcomeId: play.id(kind, name) });
      },
    },
  ];
}
