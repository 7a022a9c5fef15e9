import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

import { denials } from "../../src/policies/acts";
import { Level } from "../../src/entities/terms";
import { type AnyConditions, eq } from "../../src/policies/conditions";
import { law } from "../../src/policies/law";
import { citing, paragraph, paragraphsIn } from "../../src/policies/paragraphs";
import { type Policy, type Rule, rowsRead, rulesFor } from "../../src/policies/policy";
import { conditionsFor, statesFor } from "../../src/policies/states";
import { type Viewer, instantOf, nobody } from "../../src/policies/viewer";

/** A line of the table: who, by that fact alone, may do what, of which rows, and by which paragraph. */
interface Right {
  paragraph: string;
  who: string;
  may: string;
  of: string;
}

const NOW = { at: Date.parse("2016-06-01T12:00:00Z") * 1000, live: false };
const RIGHTS = parse<Right>(readFileSync(join(__dirname, "rights.csv"), "utf8"), { columns: true });

/** Somebody with posts and offices, each list named by what it is, and nothing else. */
const holder: Viewer = {
  personId: null,
  portalId: null,
  now: NOW,
  posts: ["own posts"],
  offices: ["own offices"],
  confidentialOffices: ["offices headed or designated in"],
  headedOffices: ["offices headed"],
  linePosts: ["posts of the line"],
  portalOffices: ["offices of the portal"],
  isDirector: false,
  isDirectorByPost: false,
  isOpsp: false,
  isOpspProfessional: false,
  isSeniorOfficer: false,
  isTeamAssistant: false,
  isUnderSecretaryGeneral: false,
  isAdministrator: false,
  isAuditor: false,
  isHeadOfOversight: false,
  lacks: [],
  through: null,
};

/** Every fact that a viewer may be given alone. */
const FACTS: Readonly<Record<string, Partial<Viewer>>> = {
  personId: { personId: "oneself" },
  portalId: { portalId: "oneself" },
  ...Object.fromEntries(
    Object.entries(holder).flatMap(([fact, value]) => (value === false ? [[fact, { [fact]: true }]] : [])),
  ),
};

/** Conditions as the table spells them. */
const spelt = (conditions: AnyConditions | undefined): string =>
  Object.entries(conditions ?? {})
    .map(([column, operator]) => {
      switch (operator.operator) {
        case "equals":
          return `${column} = ${operator.value}`;
        case "among":
          return `${column} in [${operator.values.map(String).join(" ")}]`;
        case "some":
          return `${column} has (${spelt(operator.conditions)})`;
        default:
          return operator.now === NOW ? `${column} ${operator.operator}` : `${column} at another instant`;
      }
    })
    .sort()
    .join(" & ");

const lineOf = (who: string, { reason, action, subject, conditions }: Rule): Right => ({
  paragraph: reason,
  who,
  may: `${action} ${subject}`,
  of: spelt(conditions as AnyConditions | undefined),
});

const told = ({ paragraph, who, may, of }: Right) => [paragraph, who, may, of].join(" | ");

const ofAnybody = () => rulesFor(holder, law).map((rule) => lineOf("anybody", rule));
const byFact = (fact: string) => {
  const known = new Set(ofAnybody().map((line) => told({ ...line, who: fact })));
  return rulesFor({ ...holder, ...FACTS[fact] }, law)
    .map((rule) => lineOf(fact, rule))
    .filter((line) => !known.has(told(line)));
};

describe("the rights that the law gives", () => {
  it("to anybody are those of the table, each by its paragraph and under its conditions", () => {
    expect(ofAnybody().map(told)).toEqual(RIGHTS.filter(({ who }) => who === "anybody").map(told));
  });

  it.each(Object.keys(FACTS))("by %s alone are those of the table", (fact) => {
    expect(byFact(fact).map(told)).toEqual(RIGHTS.filter(({ who }) => who === fact).map(told));
  });

  it("give no history through a portal on behalf of a person", () => {
    const through = { ...holder, personId: null, portalId: "the portal" };
    const subjects = rulesFor({ ...holder, isDirector: true, through }, law).map(({ subject }) => subject);
    expect(subjects).toContain("Part");
    expect(subjects.filter((subject) => subject === "PartEvent" || subject === "ReportEvent")).toEqual([]);
  });

  it("to read what is read as something else is are those to read that, and no others of it", () => {
    const chapter: Policy = (_viewer, { can }) => {
      can("read", "Part", { level: eq(Level.UNCLASSIFIED) }).because("§ 2.1");
      can("copy", "Part", { level: eq(Level.CONFIDENTIAL) }).because("§ 2.1");
      can("read", "PartReference").because("§ 2.1");
    };
    expect(rowsRead(holder, chapter, "Part").map((conditions) => spelt(conditions as AnyConditions))).toEqual([
      "level = UNCLASSIFIED",
    ]);
  });

  it("stand in the table for nobody else", () => {
    expect([...new Set(RIGHTS.map(({ who }) => who))].filter((who) => who !== "anybody" && !(who in FACTS))).toEqual(
      [],
    );
  });
});

describe("a refusal of an act", () => {
  const READING = ["read", "readOutline", "holdInFull", "copy"];
  const acts = [...new Set(RIGHTS.map(({ may }) => may.split(" ")[0]!))].filter((action) => !READING.includes(action));

  it("is spelt for every act, and for no reading", () => {
    expect(Object.keys(denials).sort()).toEqual(acts.sort());
  });

  it.each(acts)("of %s cites a paragraph that gives the act, in a sentence", (action) => {
    const giving = RIGHTS.filter(({ may }) => may.startsWith(`${action} `)).map((right) => right.paragraph);
    const denial = denials[action as keyof typeof denials]!;
    expect(giving).toContain(denial.paragraph);
    expect(denial.sentence).toMatch(/^Only .+\.$/);
  });
});

const ENDORSED = "decision = ENDORSED";
const OPEN = "implementation in [NOT_STARTED IN_PROGRESS IMPLEMENTED]";

describe("the state that an act asks for", () => {
  const states = () => statesFor({ ...holder, personId: "oneself" });

  it.each([
    ["write", "Report", "status = DRAFT"],
    ["submit", "Report", "hasParts = true & isReviewCompleted = true & status = DRAFT"],
    ["correct", "Report", "status = SUBMITTED"],
    ["reclassify", "Report", "status = SUBMITTED"],
    ["recordConsent", "Report", "awaitsConsent = true & status = SUBMITTED"],
    ["propose", "Report", "status = SUBMITTED"],
    ["sign", "Circulation", "mayStillSign has (person in [oneself]) & state in [PROPOSED PARTLY_SIGNED]"],
    ["decline", "Circulation", "state in [PROPOSED PARTLY_SIGNED]"],
    ["withdraw", "Circulation", "state = PROPOSED"],
    ["recordPaper", "Circulation", "awaitsPaper has () & state in [PROPOSED PARTLY_SIGNED]"],
    ["confirmPaper", "Circulation", "mayConfirmPaper has (person in [oneself]) & state in [PROPOSED PARTLY_SIGNED]"],
    ["suspend", "Circulation", "state in [SIGNED NOT_YET_VALID]"],
    ["lift", "Circulation", "state = SUSPENDED"],
    ["revoke", "Circulation", "state in [SIGNED NOT_YET_VALID SUSPENDED]"],
    ["direct", "ReviewRequest", "mayStillDirect has (person in [oneself]) & state = SUBMITTED"],
    ["declineRequest", "ReviewRequest", "state = SUBMITTED"],
    ["withdrawRequest", "ReviewRequest", "state = SUBMITTED"],
    ["openRequested", "ReviewRequest", "isOpened = false & state = DIRECTED"],
    ["draft", "Review", "progress in [PLANNED UNDERWAY COMPLETED]"],
    ["announce", "Review", "isAnnounced = false & progress in [PLANNED UNDERWAY COMPLETED]"],
    ["start", "Review", "progress = PLANNED"],
    ["complete", "Review", "progress = UNDERWAY"],
    ["debrief", "Review", "isDebriefed = false & progress = COMPLETED"],
    ["recordContact", "Review", "progress in [PLANNED UNDERWAY COMPLETED]"],
    ["cancel", "Review", "mayStillCancel has (person in [oneself]) & progress in [PLANNED UNDERWAY]"],
    ["endorse", "Recommendation", "decision = PENDING & mayEndorse has (person in [oneself]) & status = SUBMITTED"],
    ["notEndorse", "Recommendation", "decision = PENDING & mayEndorse has (person in [oneself]) & status = SUBMITTED"],
    ["nameImplementer", "Recommendation", `decision in [PENDING ENDORSED] & ${OPEN} & status = SUBMITTED`],
    ["consultMission", "Recommendation", `${ENDORSED} & ${OPEN} & isForMission = true & status = SUBMITTED`],
    [
      "reportProgress",
      "Recommendation",
      `${ENDORSED} & implementation in [NOT_STARTED IN_PROGRESS] & mayReport has (person in [oneself]) & status = SUBMITTED`,
    ],
    [
      "verifyImplementation",
      "Recommendation",
      `${ENDORSED} & implementation = IMPLEMENTED & mayVerify has (person in [oneself]) & status = SUBMITTED`,
    ],
    ["sendBack", "Recommendation", `${ENDORSED} & implementation = IMPLEMENTED & status = SUBMITTED`],
    [
      "closeImplementation",
      "Recommendation",
      `${ENDORSED} & ${OPEN} & mayClose has (person in [oneself]) & status = SUBMITTED`,
    ],
    [
      "transferImplementation",
      "Recommendation",
      `${ENDORSED} & ${OPEN} & implementerHasEnded = true & status = SUBMITTED`,
    ],
    ["draftPlan", "WorkPlan", "status = DRAFT"],
    ["adopt", "WorkPlan", "hasItems = true & status = DRAFT"],
    ["revise", "WorkPlan", "status = ADOPTED"],
    ["link", "WorkPlanItem", "isInForce = true & status = ADOPTED"],
    ["share", "WorkPlan", "status = ADOPTED"],
    ["draftLesson", "Lesson", "status = DRAFT"],
    ["testLesson", "Lesson", "status = DRAFT"],
    ["disseminate", "Lesson", "level in [UNCLASSIFIED CONFIDENTIAL] & status in [TESTED DISSEMINATED]"],
  ])("%s asks of a %s that %s, and says so otherwise", (act, subject, when) => {
    expect([states()[act]!.subject, spelt(conditionsFor(states()[act]!))]).toEqual([subject, when]);
    expect(states()[act]!.otherwise).toMatch(/^[A-Z].+\.$/);
  });

  it("stands for these acts alone", () => {
    expect(Object.keys(states())).toHaveLength(42);
  });

  it("names no person where a portal asks", () => {
    const { sign, endorse } = statesFor({ ...holder, portalId: "oneself" });
    expect(spelt(conditionsFor(sign!))).toBe("mayStillSign has (person in []) & state in [PROPOSED PARTLY_SIGNED]");
    expect(spelt(conditionsFor(endorse!))).toContain("mayEndorse has (person in [])");
  });
});

describe("a viewer of whom nothing is known", () => {
  it("holds nothing, is nobody, and asks at the instant that was given", () => {
    const { now, ...facts } = nobody(NOW);
    expect(now).toBe(NOW);
    expect(Object.keys(facts).sort()).toEqual(
      Object.keys(holder)
        .filter((fact) => fact !== "now")
        .sort(),
    );
    const told = Object.values(facts).filter((fact) => (Array.isArray(fact) ? fact.length > 0 : Boolean(fact)));
    expect(told).toEqual([]);
  });

  it("asks in microseconds, and of the past unless it is said", () => {
    expect(instantOf(new Date(1_500))).toEqual({ at: 1_500_000, live: false });
    expect(instantOf(new Date(0), true)).toEqual({ at: 0, live: true });
  });
});

describe("the numbered sentences", () => {
  it("begin their line with their number, and end it with their source", () => {
    const page = [
      "**§ 1.2** A sentence. *(a source)*",
      "See **§ 1.3** another. *(a source)*",
      "**§ 1.4** A third. *(a source)* and more",
      "**§ 12.34a** A fourth. *(its source)*",
      "**§ 1.ab** A fifth. *(a source)*",
    ].join("\n");
    expect([...paragraphsIn(page).values()]).toEqual([
      { number: "§ 1.2", sentence: "A sentence.", source: "a source" },
      { number: "§ 12.34a", sentence: "A fourth.", source: "its source" },
    ]);
  });

  it("are cited with their source, and a number that is none is a fault", () => {
    expect(citing("§ 2.2")).toEqual({ paragraph: "§ 2.2", source: paragraph("§ 2.2").source });
    expect(() => paragraph("§ 99.1")).toThrow("§ 99.1 is not in the access policy.");
  });
});
