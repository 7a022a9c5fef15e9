import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { EXAMPLES } from "../../src/demonstration/examples";
import { Asking } from "../../src/demonstration/tour/asking";
import { demonstrationAccounts } from "../../src/identity/demonstration-accounts";
import { Child } from "../support/child";
import { describeServed } from "../support/served";
import { temporaryFolder } from "../support/temporary-folder";

const DAY = "2016-06-01";
const folder = temporaryFolder("registry-life-");
const data = join(folder.path, DAY);
const env = { DATA_FOLDER: folder.path, PORT: "0", OIDC_PORT: "0" };

const start = () => Child.run(["--now", DAY], env);
const asking = () => {
  const { url, issuer } = JSON.parse(readFileSync(join(data, "running.json"), "utf8"));
  return new Asking(url, issuer);
};

afterAll(() => folder.remove());

describeServed("npm start", () => {
  let child: Child;
  let symbols: unknown;

  afterAll(() => child.signal("SIGKILL"));

  it("ends well when it is told to stop while it is making the demonstration", async () => {
    child = start();
    await child.printed("Making the demonstration");
    child.signal("SIGINT");
    expect(await child.ended()).toBe(0);
    expect(child.err).toBe("");
  });

  it("begins the demonstration anew when it was killed while making it, and says where and how to ask", async () => {
    child = start();
    await child.printed("Making the demonstration");
    await pause(1_500);
    child.signal("SIGKILL");
    expect(await child.ended()).toBe("SIGKILL");
    child = start();
    await child.printed("A first query:\n");
    expect(child.out).toMatch(
      /demonstration of 2016-06-01 answers at (http:\S+)\/graphql\. .*\n.*\1\/graphiql\n.*npm run -s token -- usg\.dpko --now 2016-06-01/,
    );
  });

  it("lives on the day that it was told, with everybody of that time", async () => {
    const ask = asking();
    for (const { account, kind } of demonstrationAccounts("DUAL")) {
      const viewer = await viewerOf(ask, account);
      expect(viewer.at).toMatch(/^2016-06-01T12:/);
      expect(viewer.reportingLine.code).toBe("DUAL");
      if (kind === "PORTAL") expect(viewer.portal).toEqual({ code: account });
      else expect([account, viewer.posts.length]).toEqual([account, account === "hom.minujusth" ? 0 : 1]);
    }
  });

  it("shows circulations in every state, and the reports and drafts of that day", async () => {
    expect(await statesOf(asking())).toEqual(EVERY_STATE);
    const { reports } = await asking().need<Reports>("opsp.director", REPORTS);
    symbols = reports.nodes.map(({ symbol }) => symbol).sort();
    expect(countBy(reports.nodes, ({ status }) => status)).toEqual({ SUBMITTED: 10, DRAFT: 2 });
  });

  it("has examples for GraphiQL that find something", async () => {
    const ask = asking();
    for (const { account, query } of EXAMPLES) expect(emptyIn(await ask.need(account, query))).toEqual([]);
  });

  it("prints tokens, and serves GraphiQL with nothing of the network", async () => {
    const token = Child.run(["oma.staff", "--now", DAY], env, "src/identity/print-token.ts");
    expect(await token.ended()).toBe(0);
    const { url } = JSON.parse(readFileSync(join(data, "running.json"), "utf8"));
    const body = JSON.stringify({ query: "{ viewer { posts { code } } }" });
    const headers = { authorization: `Bearer ${token.out.trim()}`, "content-type": "application/json" };
    const answer = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    expect(await answer.json()).toEqual({ data: { viewer: { posts: [{ code: "OMA_PLANNER_2" }] } } });
    const page = await (await fetch(`${url}/graphiql`)).text();
    for (const [, path] of page.matchAll(/(?:src|href)="([^"]+)"/g))
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200]);
    expect(page).not.toMatch(/OPSP\/\d{4}\/R-/);
  });

  it("refuses a second registry on its folder", async () => {
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.err).toBe(
      `The data folder ${data} is in use by another registry (process ${child.pid}): stop that one first, or name another folder with DATA_FOLDER.\n`,
    );
  });

  it("stops by Ctrl-C, which npm sends twice, and leaves nothing running", async () => {
    child.signal("SIGINT");
    child.signal("SIGINT");
    expect(await child.ended()).toBe(0);
    expect(child.err).toBe("");
    for (const left of ["lock", "running.json", "postgres/cluster/postmaster.pid"])
      expect([left, existsSync(join(data, left))]).toEqual([left, false]);
  });

  it("finds its data at the next start, on other ports too, where time has gone on", async () => {
    child = start();
    await child.printed("A first query:\n");
    expect(child.out).not.toContain("Making the demonstration");
    const ask = asking();
    const { reports } = await ask.need<Reports>("opsp.director", REPORTS);
    expect(reports.nodes.map(({ symbol }) => symbol).sort()).toEqual(symbols);
    for (const account of ["administrator", "administrator.second", "portal.oo", "oma.staff"])
      expect((await viewerOf(ask, account)).at).toMatch(/^2016-06-01T12:/);
    const { findings } = await ask.need<{ findings: { nodes: { text: string }[] } }>("usg.dfs", STRICT);
    expect(findings.nodes.every(({ text }) => text.length > 20)).toBe(true);
    expect(await child.stop()).toBe(0);
  });
});

const EVERY_STATE = [
  "DECLINED",
  "EXPIRED",
  "NOT_YET_VALID",
  "PARTLY_SIGNED",
  "PROPOSED",
  "REVOKED",
  "SIGNED",
  "SUSPENDED",
  "WITHDRAWN",
];

const VIEWER = "{ viewer { at reportingLine { code } posts { code } portal { code } } }";
const REPORTS = "{ reports(first: 100) { nodes { symbol status } } }";
const STRICT = "{ findings(first: 10, filter: { levels: [STRICTLY_CONFIDENTIAL] }) { nodes { text } } }";

interface Viewer {
  viewer: { at: string; reportingLine: { code: string }; posts: unknown[]; portal: unknown };
}
interface Reports {
  reports: { nodes: { symbol: string; status: string }[] };
}

async function viewerOf(ask: Asking, account: string): Promise<Viewer["viewer"]> {
  return (await ask.need<Viewer>(account, VIEWER)).viewer;
}

async function statesOf(ask: Asking): Promise<string[]> {
  const { circulations } = await ask.need<{ circulations: { nodes: { state: string }[] } }>(
    "administrator",
    "{ circulations(first: 100) { nodes { state } } }",
  );
  return [...new Set(circulations.nodes.map(({ state }) => state))].sort();
}

function countBy<Row>(rows: readonly Row[], key: (row: Row) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return counts;
}

/** The root fields whose list has nothing in it. */
function emptyIn(data: object): string[] {
  return Object.entries(data).flatMap(([name, found]) => {
    const rows = found.nodes ?? found.edges ?? found;
    return Array.isArray(rows) && rows.length === 0 ? [name] : [];
  });
}
