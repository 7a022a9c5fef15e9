import fc from "fast-check";

import { Abilities } from "../../src/access/ability";
import type { Projection } from "../../src/access/operators";
import { law } from "../../src/policies/law";
import { rulesFor } from "../../src/policies/policy";
import type { Action, Circulated, SubjectName } from "../../src/policies/subjects";
import { type Viewer, instantOf, nobody } from "../../src/policies/viewer";

/** What holds of the law whatever it says: found out by trying, on viewers and rows of every kind. */

const NOW = instantOf(new Date("2016-06-01T12:00:00Z"));
const LEVELS = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"] as const;
type Level = (typeof LEVELS)[number];

const posts = ["post-1", "post-2"];
const offices = ["office-1", "office-2"];
const someOf = (from: string[]) => fc.subarray(from);

const viewers: fc.Arbitrary<Viewer> = fc
  .record({
    posts: someOf(posts),
    offices: someOf(offices),
    portalOffices: someOf(offices),
    isHead: fc.boolean(),
    facts: fc.record({
      isDirector: fc.boolean(),
      isOpspProfessional: fc.boolean(),
      isTeamAssistant: fc.boolean(),
      isUnderSecretaryGeneral: fc.boolean(),
      isAdministrator: fc.boolean(),
      isAuditor: fc.boolean(),
    }),
    few: fc.boolean(),
  })
  .map(({ posts, offices, portalOffices, isHead, facts, few }) => ({
    ...nobody(NOW),
    posts,
    offices,
    portalOffices,
    confidentialOffices: isHead ? offices : [],
    ...(few ? {} : { ...facts, isOpsp: facts.isOpspProfessional || facts.isTeamAssistant }),
  }));

const windows: fc.Arbitrary<Circulated> = fc
  .record({
    toPost: fc.boolean(),
    post: fc.constantFrom(...posts),
    office: fc.constantFrom(...offices),
    level: fc.constantFrom(...LEVELS),
    isFull: fc.boolean(),
    portalsAllowed: fc.boolean(),
    copiesAllowed: fc.boolean(),
    from: fc.constantFrom(-20, -10, 0, 10),
    until: fc.constantFrom(-5, 0, 5, Infinity),
  })
  .map(({ toPost, post, office, from, until, ...rest }) => ({
    circulation: "circulation-1",
    post: toPost ? post : null,
    office: toPost ? null : office,
    ...rest,
    startsAt: NOW.at + from,
    endsAt: NOW.at + until,
  }));

const rows = fc.record({
  status: fc.constantFrom("DRAFT", "SUBMITTED", "SUBMITTED"),
  reportLevel: fc.constantFrom(...LEVELS),
  level: fc.constantFrom(...LEVELS),
  team: fc.constantFrom([], [{ post: "post-1", startsAt: 0, endsAt: Infinity }]),
  oversight: fc.constantFrom([], [{ office: "office-1", startsAt: 0, endsAt: Infinity }]),
  circulatedTo: fc.array(windows, { maxLength: 3 }),
});
type Row = typeof rows extends fc.Arbitrary<infer T> ? T : never;

const READING: [Action, SubjectName][] = [
  ["read", "Report"],
  ["readOutline", "Report"],
  ["holdInFull", "Report"],
  ["read", "ReportTitle"],
  ["read", "Part"],
  ["read", "PartReference"],
  ["copy", "Part"],
];

const given = (viewer: Viewer, row: Projection) => {
  const abilities = new Abilities(viewer);
  return READING.filter(([action, subject]) => abilities.allows(action, subject, row)).map((one) => one.join(" "));
};

/** Whatever is given after was given before. */
const givesNoMore = (viewer: Viewer, before: Row, after: Row) =>
  expect(given(viewer, before)).toEqual(expect.arrayContaining(given(viewer, after)));

const TRIES = { numRuns: 120, seed: 2015 };

const raised = (level: Level): Level => LEVELS[Math.min(2, LEVELS.indexOf(level) + 1)]!;

describe("the law", () => {
  it("gives nothing to somebody of whom nothing is known", () => {
    fc.assert(
      fc.property(rows, (row) => expect(given(nobody(NOW), row)).toEqual([])),
      TRIES,
    );
  });

  it("only gives: a thing is given when one rule holds, in whatever order they are asked", () => {
    fc.assert(
      fc.property(viewers, rows, (viewer, row) => {
        const [ability] = new Abilities(viewer).all;
        for (const [action, subject] of READING) {
          const holding = ability!.rules(action, subject).map((rule) => rule.holds(row));
          expect(ability!.allows(action, subject, row)).toBe(holding.some(Boolean));
        }
      }),
      TRIES,
    );
  });

  it("says the same with its chapters in any order", () => {
    fc.assert(
      fc.property(viewers, fc.shuffledSubarray([...law], { minLength: law.length }), (viewer, shuffled) => {
        const lines = (chapters: typeof law) =>
          rulesFor(viewer, chapters)
            .map((rule) => JSON.stringify(rule))
            .sort();
        expect(lines(shuffled)).toEqual(lines(law));
      }),
      TRIES,
    );
  });

  it("takes nothing away by one more circulation", () => {
    fc.assert(
      fc.property(viewers, rows, windows, (viewer, row, more) =>
        givesNoMore(viewer, { ...row, circulatedTo: [...row.circulatedTo, more] }, row),
      ),
      TRIES,
    );
  });

  it("gives no more when the level of a part is raised, or that of its report", () => {
    fc.assert(
      fc.property(viewers, rows, (viewer, row) => {
        const level = raised(row.level);
        const circulatedTo = row.circulatedTo.map((one) => (one.level === row.level ? { ...one, level } : one));
        givesNoMore(viewer, row, { ...row, level, circulatedTo });
        givesNoMore(viewer, row, { ...row, reportLevel: raised(row.reportLevel) });
      }),
      TRIES,
    );
  });

  it("gives no more when a circulation ends, has not begun, is narrowed, or loses its portals or copies", () => {
    const changes: ((one: Circulated) => Circulated)[] = [
      (one) => ({ ...one, endsAt: NOW.at }),
      (one) => ({ ...one, startsAt: NOW.at + 1 }),
      (one) => ({ ...one, isFull: false }),
      (one) => ({ ...one, portalsAllowed: false }),
      (one) => ({ ...one, copiesAllowed: false }),
    ];
    fc.assert(
      fc.property(viewers, rows, fc.constantFrom(...changes), (viewer, row, change) =>
        givesNoMore(viewer, row, { ...row, circulatedTo: row.circulatedTo.map(change) }),
      ),
      TRIES,
    );
  });

  it("gives no more of a draft than of a submitted report", () => {
    fc.assert(
      fc.property(viewers, rows, (viewer, row) =>
        givesNoMore(viewer, { ...row, status: "SUBMITTED" }, { ...row, status: "DRAFT" }),
      ),
      TRIES,
    );
  });

  it("gives no part, no copy and no strictly confidential title to an administrator or an auditor by that post", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("isAdministrator", "isAuditor"), (row, duty) => {
        const told = given({ ...nobody(NOW), [duty]: true }, row);
        expect(told).not.toEqual(expect.arrayContaining([expect.stringMatching(/Part$|holdInFull/)]) as never);
        if (row.reportLevel === "STRICTLY_CONFIDENTIAL") expect(told).not.toContain("read ReportTitle");
      }),
      TRIES,
    );
  });

  it("gives through a portal what both have, and never more than the person has alone", () => {
    fc.assert(
      fc.property(viewers, viewers, rows, (person, portal, row) => {
        const both = given({ ...person, through: portal }, row);
        expect(both).toEqual(given(person, row).filter((one) => given(portal, row).includes(one)));
      }),
      TRIES,
    );
  });

  it("holds a window half-open: from its first instant to just before its last", () => {
    const to = {
      circulation: "c",
      post: "post-1",
      office: null,
      level: "UNCLASSIFIED",
      isFull: false,
      portalsAllowed: false,
      copiesAllowed: false,
    };
    const row = (startsAt: number, endsAt: number) => ({
      status: "SUBMITTED",
      reportLevel: "UNCLASSIFIED",
      level: "UNCLASSIFIED",
      team: [],
      oversight: [],
      circulatedTo: [{ ...to, startsAt, endsAt }],
    });
    const reads = (startsAt: number, endsAt: number) =>
      new Abilities({ ...nobody(NOW), posts: ["post-1"] }).allows("read", "Part", row(startsAt, endsAt));
    expect(reads(NOW.at, NOW.at + 1)).toBe(true);
    expect(reads(NOW.at + 1, Infinity)).toBe(false);
    expect(reads(0, NOW.at)).toBe(false);
    expect(reads(-Infinity, Infinity)).toBe(true);
  });
});
