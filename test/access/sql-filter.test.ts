import { Abilities } from "../../src/access/ability";
import { filterSql, paragraphsSql, stateSql } from "../../src/access/sql-filter";
import { Statement } from "../../src/access/statement";
import { among, eq } from "../../src/policies/conditions";
import { type Viewer, instantOf, nobody } from "../../src/policies/viewer";

const NOW = instantOf(new Date("2016-06-01T12:00:00Z"));
const ID = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";

const knows = (facts: Partial<Viewer>): Viewer => ({ ...nobody(NOW), ...facts });

/** What the law says of a viewer, as SQL, with its parameters put in. */
function asSql(make: (statement: Statement) => string): string {
  const statement = new Statement();
  const { text, values } = statement.query(make(statement));
  return text.replaceAll(/\$(\d+)(::[a-z0-9]+(\[\])?)?/g, (_all, place: string) =>
    JSON.stringify(values[Number(place) - 1]),
  );
}

const filter = (
  viewer: Viewer,
  action: "read" | "submit" | "confirm",
  subject: "Report" | "ReportTitle" | "Login" | "Notice" | "Organisation",
) => asSql((statement) => filterSql(new Abilities(viewer), action, subject, { row: "x", statement }));

describe("the law as a WHERE clause", () => {
  it("is false where no rule speaks, and true where one gives every row", () => {
    expect(filter(knows({}), "submit", "Report")).toBe("(false)");
    expect(filter(knows({ isDirector: true }), "submit", "Report")).toBe("(true)");
    expect(filter(knows({ isDirector: true }), "read", "Report")).toBe("(true)");
  });

  it("gives the rows of any of its rules, each said once", () => {
    const headed = `office_of_portal(x.portal_code) = any(["${ID}"])`;
    expect(filter(knows({ headedOffices: [ID] }), "confirm", "Login")).toBe(`(((${headed})))`);
    expect(filter(knows({ headedOffices: [ID], isAdministrator: true }), "confirm", "Login")).toBe(
      `((((x.person_id is not null) = true) or (${headed})))`,
    );
    const professional = filter(knows({ isOpspProfessional: true }), "read", "ReportTitle");
    expect(filter(knows({ isOpspProfessional: true, isTeamAssistant: true }), "read", "ReportTitle")).toBe(
      professional,
    );
  });

  it("gives through a portal what both have", () => {
    const portal = knows({ portalId: ID });
    expect(filter(knows({ personId: ID, through: portal }), "read", "Organisation")).toBe("(true and true)");
    expect(filter(knows({ isDirector: true, through: portal }), "submit", "Report")).toBe("(true and false)");
    expect(filter(knows({ isAuditor: true, posts: [ID], through: knows({ posts: [OTHER] }) }), "read", "Notice")).toBe(
      `(((x.post_id = any(["${ID}"]))) and ((x.post_id = any(["${OTHER}"]))))`,
    );
  });

  it("asks nothing of the database that no row can fulfil for this viewer", () => {
    expect(filter(knows({ posts: [] }), "read", "Notice")).toBe("(false)");
    expect(filter(knows({}), "read", "Report")).toBe("(false)");
    const held = filter(knows({ posts: [ID] }), "read", "Report");
    expect(held.match(/exists/g)).toHaveLength(1);
    expect(held).toContain(`post_id = any(["${ID}"])`);
  });

  it("asks for no team and no oversight of whom the database has found in none", () => {
    const officer = { isOpsp: true, posts: [ID], confidentialOffices: [OTHER] };
    const asked = (lacks: Viewer["lacks"]) => filter(knows({ ...officer, lacks }), "read", "Report");
    expect(asked([])).toMatch(/team_member.*oversight_invocation/);
    expect(asked(["team"])).not.toContain("team_member");
    expect(asked(["team"])).toContain("oversight_invocation");
    expect(asked(["oversight"])).toContain("team_member");
    expect(asked(["team", "oversight"])).toMatch(/^(?!.*(team_member|oversight_invocation)).*circulated_part/);
  });

  it("asks in the past of the levels and the states that were", () => {
    const past = filter(knows({ isUnderSecretaryGeneral: true }), "read", "Report");
    expect(past).toContain(`s.submitted_at <= (timestamptz 'epoch' + ${NOW.at} * interval '1 microsecond')`);
    const live = filter({ ...knows({ isUnderSecretaryGeneral: true }), now: { ...NOW, live: true } }, "read", "Report");
    expect(live).toContain('(x.status = "SUBMITTED")');
  });

  it("asks for a state in the same words", () => {
    const state = { status: eq("DRAFT"), reportLevel: among(["UNCLASSIFIED"]) };
    const live = new Abilities({ ...knows({}), now: { ...NOW, live: true } });
    expect(asSql((statement) => stateSql(live, "Report", state, { row: "x", statement }))).toBe(
      '(x.status = "DRAFT" and x.level = any(["UNCLASSIFIED"]))',
    );
    expect(asSql((statement) => stateSql(live, "Report", {}, { row: "x", statement }))).toBe("true");
  });
});

describe("rules that ask by one relation", () => {
  it("look its rows up once, and ask of them together what is asked by each", () => {
    const sql = filter(knows({ posts: [ID], offices: [OTHER] }), "read", "Report");
    expect(sql.match(/circulated_part/g)).toHaveLength(1);
    expect(sql).toMatch(
      /exists \(select from circulated_part (r\d) where \1\.report_id = x\.id and .* and \(.*post_id.* or .*office_id.*\)\)/,
    );
  });

  it("are left out where another gives what they give, whatever is related", () => {
    expect(filter(knows({ isUnderSecretaryGeneral: true, posts: [ID] }), "read", "Report")).not.toContain("circulated");
  });
});

describe("the paragraphs of a row, as an SQL array", () => {
  const cited = (viewer: Viewer, subject: "Report" | "TeamMember" | "Portal") =>
    asSql((statement) => paragraphsSql(new Abilities(viewer), subject, "x", statement));

  it("is empty where no rule speaks", () => {
    expect(cited(knows({}), "TeamMember")).toBe("array[]::text[]");
  });

  it("cites the first rule that gives the row for what it is, and asks of none that gives no more", () => {
    expect(cited(knows({ headedOffices: [ID] }), "Portal")).toBe(
      `case when (x.office_id = any(["${ID}"])) then array["§ 6.6"] else array[]::text[] end`,
    );
    expect(cited(knows({ isAuditor: true, headedOffices: [ID] }), "Portal")).toBe(
      'case when true then array["§ 6.5"] else array[]::text[] end',
    );
    expect(cited(knows({ isUnderSecretaryGeneral: true, posts: [ID] }), "Report")).not.toContain("§ 3.7");
  });

  it("cites every rule that gives it for what is related to it, where none gives it for what it is", () => {
    const related =
      /array\(select distinct c\.paragraph from circulated_part (r\d) cross join lateral \(values \("§ 3\.7", .*\), \("§ 3\.8", .*\)\) c \(paragraph, holds\) where \1\.report_id = x\.id and .* and c\.holds\)/;
    const given = { posts: [ID], offices: [ID] };
    expect(cited(knows(given), "Report")).toMatch(new RegExp(`^${related.source}$`));
    expect(cited(knows({ ...given, isOpspProfessional: true }), "Report")).toMatch(
      new RegExp(`^case when .* then array\\["§ 3\\.4"\\] else ${related.source} end$`),
    );
  });

  it("cites of both where a portal acts for a person", () => {
    const through = knows({ isUnderSecretaryGeneral: true });
    const one = 'case when true then array["§ 5.1"] else array[]::text[] end';
    expect(cited(knows({ isDirector: true, through }), "TeamMember")).toBe(`${one} || ${one}`);
  });
});

describe("what a viewer may do", () => {
  const login = { isOfPerson: true, office: ID, person: null };

  it("is given by the rules of that act on that subject, in the order of the law", () => {
    const [ability] = new Abilities(knows({ isAdministrator: true, headedOffices: [ID] })).all;
    expect(ability!.rules("confirm", "Login").map(({ paragraph }) => paragraph)).toEqual(["§ 6.8", "§ 6.9"]);
    expect(ability!.rules("confirm", "Login").map((rule) => rule.holds(login))).toEqual([true, true]);
    expect(ability!.rules("confirm", "Login").map((rule) => rule.holds({ ...login, isOfPerson: false }))).toEqual([
      false,
      true,
    ]);
    expect(ability!.rules("submit", "Report")).toEqual([]);
  });

  it("is given because of each paragraph once, and because of none where it is not given", () => {
    const both = new Abilities(knows({ isAdministrator: true, headedOffices: [ID] }));
    expect(both.because("confirm", "Login", login)).toEqual(["§ 6.8", "§ 6.9"]);
    expect(both.because("confirm", "Login", { ...login, office: null })).toEqual(["§ 6.8"]);
    expect(both.because("confirm", "Login", { ...login, isOfPerson: false, office: null })).toEqual([]);
    expect(both.because("submit", "Report", {})).toEqual([]);
  });

  it("is, through a portal, what both may do, because of what either has", () => {
    const through = knows({ headedOffices: [ID] });
    const pair = new Abilities(knows({ isAdministrator: true, headedOffices: [ID], through }));
    expect(pair.all.map(({ viewer }) => viewer)).toEqual([pair.viewer, through]);
    expect(pair.allows("confirm", "Login", login)).toBe(true);
    expect(pair.because("confirm", "Login", login)).toEqual(["§ 6.8", "§ 6.9"]);
    expect(pair.allows("confirm", "Login", { ...login, office: null })).toBe(false);
    expect(pair.because("confirm", "Login", { ...login, office: null })).toEqual([]);
    expect(new Abilities(through).all).toHaveLength(1);
  });
});
