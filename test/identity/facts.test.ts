import { type FactRow, viewerOf } from "../../src/identity/facts";
import { instantOf, nobody } from "../../src/policies/viewer";

const NOW = instantOf(new Date("2016-06-01T12:00:00Z"));

/** A row of a login of which the database knows nothing more. */
const unknown: FactRow = {
  person_id: null,
  portal_id: null,
  posts: null,
  offices: null,
  confidential_offices: null,
  headed_offices: null,
  line_posts: null,
  roles: null,
  is_director: null,
  is_opsp: null,
  is_opsp_professional: null,
  is_head_of_oversight: null,
  portal_office_id: null,
};

describe("the facts of a viewer", () => {
  it("are those of nobody where the database says nothing", () => {
    expect(viewerOf(unknown, NOW)).toEqual(nobody(NOW));
  });

  it.each<[Partial<FactRow>, object]>([
    [{ person_id: "p" }, { personId: "p" }],
    [{ portal_id: "p" }, { portalId: "p" }],
    [{ posts: ["a"] }, { posts: ["a"] }],
    [{ offices: ["a"] }, { offices: ["a"] }],
    [{ confidential_offices: ["a"] }, { confidentialOffices: ["a"] }],
    [{ headed_offices: ["a"] }, { headedOffices: ["a"] }],
    [{ line_posts: ["a"] }, { linePosts: ["a"], isUnderSecretaryGeneral: true }],
    [{ line_posts: [] }, {}],
    [{ portal_office_id: "o" }, { portalOffices: ["o"] }],
    [{ is_director: true }, { isDirector: true }],
    [{ is_opsp: true }, { isOpsp: true }],
    [{ is_opsp_professional: true }, { isOpspProfessional: true }],
    [{ is_head_of_oversight: true }, { isHeadOfOversight: true }],
    [{ is_director: false, is_opsp: false, is_opsp_professional: false, is_head_of_oversight: false }, {}],
    [{ roles: [] }, {}],
    [{ roles: ["ANOTHER"] }, {}],
    [{ roles: ["DIRECTOR_OPSP"] }, { isDirectorByPost: true }],
    [{ roles: ["TEAM_ASSISTANT"] }, { isTeamAssistant: true }],
    [{ roles: ["ADMINISTRATOR", "ANOTHER"] }, { isAdministrator: true }],
    [{ roles: ["AUDITOR"] }, { isAuditor: true }],
  ])("of %j are %j, and no others", (row, facts) => {
    expect(viewerOf({ ...unknown, ...row }, NOW)).toEqual({ ...nobody(NOW), ...facts });
  });
});
