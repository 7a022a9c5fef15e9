import { greeting } from "../../src/starting/greeting";
import { readSettings } from "../../src/settings";

const URL = "http://127.0.0.1:4000";
const greeted = (env: NodeJS.ProcessEnv, ...argv: string[]) => greeting(readSettings(argv, env), URL);

describe("the greeting of a demonstration", () => {
  it("tells how to get a token, and a first query with one", () => {
    expect(greeted({})).toContain("To get a token:    npm run -s token -- usg.dpo   (");
    expect(greeted({}, "--now", "2016-06-01")).toContain(
      '"Authorization: Bearer $(npm run -s token -- usg.dpko --now 2016-06-01)"',
    );
  });

  it("tells the data folder to the command, where it is another", () => {
    expect(greeted({ DATA_FOLDER: "/srv/registry" })).toContain(
      "$(DATA_FOLDER=/srv/registry npm run -s token -- usg.dpo)",
    );
    expect(greeted({ DATA_FOLDER: "/srv/our registry's" })).toContain(
      "To get a token:    DATA_FOLDER='/srv/our registry'\\''s' npm run -s token -- usg.dpo ",
    );
  });
});

it("a registry on a database of its own is greeted with its address alone", () => {
  const env = { DATABASE_URL: "postgres://app:secret@db.example/registry", OIDC_ISSUER: "https://id.example" };
  expect(greeted(env)).toBe(`The registry answers at ${URL}/graphql.`);
});
