import { type World, type WorldCirculation, type WorldPart, type WorldReport, organisation } from "../policies/world";
import { enterWorld } from "../policies/world-rows";
import { uuidOf } from "../policies/rows";
import { idOf } from "../../src/access/ids";
import type { Limits } from "../../src/settings";
import { type TestRegistry, startRegistry } from "../support/registry";

/** One small world of 2016 that tests can speak of by name: who reads what in it is easily seen. */

const NOW = "2016-06-01T12:00:00.000Z";

const appointments = {
  director: "DIRECTOR_OPSP",
  officer: "OPSP_MISSION_SUPPORT",
  military: "OPSP_SENIOR_MILITARY",
  assistant: "OPSP_TEAM_ASSISTANT",
  "usg.dpko": "USG_DPKO",
  "usg.dfs": "USG_DFS",
  administrator: "ADMINISTRATOR_1",
  auditor: "AUDITOR",
  oios: "HEAD_OF_OIOS",
  adviser: "MILITARY_ADVISER",
  designated: "OMA_STAFF_1",
  staff: "OMA_STAFF_2",
  "asg.oo": "ASG_OO",
  hom: "HOM_MINUSCA",
} as const;

export type Name = keyof typeof appointments | "stranger";

type PartWish = Pick<WorldPart, "kind" | "level"> & Partial<WorldPart>;

const part = (report: string, key: string, wish: PartWish): WorldPart => {
  const id = uuidOf(`${report} ${key}`);
  const label = `${wish.kind.charAt(0)}-${id.slice(0, 6).toUpperCase()}`;
  return { id, label, text: `Text ${id} tells of ${report} ${key}, and of convoys.`, ...wish };
};

function report(
  name: string,
  level: WorldReport["level"],
  parts: Record<string, PartWish>,
  wish: Partial<WorldReport> = {},
): WorldReport {
  const id = uuidOf(name);
  return {
    id,
    symbol: `OPSP/2015/R-${id.slice(0, 8).toUpperCase()}`,
    level,
    title: `Title ${id} of ${name}`,
    createdAt: "2015-03-01T12:00:00.000Z",
    submittedAt: "2015-06-01T12:00:00.000Z",
    team: [],
    parts: Object.entries(parts).map(([key, one]) => part(name, key, one)),
    ...wish,
  };
}

const UNCLASSIFIED = "UNCLASSIFIED";
const CONFIDENTIAL = "CONFIDENTIAL";
const STRICT = "STRICTLY_CONFIDENTIAL";

const reports = {
  confidential: report(
    "confidential",
    CONFIDENTIAL,
    {
      section: { kind: "SECTION", level: UNCLASSIFIED },
      open: { kind: "FINDING", level: UNCLASSIFIED, area: "TRAINING" },
      closed: { kind: "FINDING", level: CONFIDENTIAL, area: "MEDICAL" },
      recommendation: { kind: "RECOMMENDATION", level: CONFIDENTIAL, area: "WELFARE" },
      annex: { kind: "ANNEX", level: UNCLASSIFIED },
      corrigendum: { kind: "CORRIGENDUM", level: CONFIDENTIAL, addedAt: "2015-07-01T12:00:00.000Z" },
    },
    { team: [{ post: "OPSP_MISSION_SUPPORT", from: "2015-01-01", until: null }] },
  ),
  strict: report(
    "strict",
    STRICT,
    {
      open: { kind: "FINDING", level: UNCLASSIFIED, area: "TRAINING" },
      closed: { kind: "FINDING", level: CONFIDENTIAL, area: "MEDICAL" },
      secret: { kind: "FINDING", level: STRICT, area: "STANDARDS" },
    },
    { submittedAt: "2015-09-01T12:00:00.000Z" },
  ),
  draft: report(
    "draft",
    CONFIDENTIAL,
    {
      open: { kind: "FINDING", level: UNCLASSIFIED, area: "TRAINING" },
      recommendation: { kind: "RECOMMENDATION", level: UNCLASSIFIED, area: "TRAINING" },
    },
    { submittedAt: null },
  ),
  kept: report(
    "kept",
    UNCLASSIFIED,
    { only: { kind: "FINDING", level: UNCLASSIFIED, area: "STANDARDS" } },
    { submittedAt: "2015-12-01T12:00:00.000Z" },
  ),
} as const;

export type ReportName = keyof typeof reports;

/** The uuids of parts of a report, by their keys. */
export const ids = (name: ReportName, ...keys: string[]) => keys.map((key) => uuidOf(`${name} ${key}`));

/** A circulation of the house: complete, of the report in full where no parts are listed. */
export function circulation(name: string, of: ReportName, wish: Partial<WorldCirculation>): WorldCirculation {
  const id = uuidOf(`circulation ${name}`);
  return {
    id,
    report: reports[of].id,
    full: !wish.parts,
    parts: [],
    posts: [],
    offices: [],
    portals: false,
    copies: false,
    purpose: `Purpose ${id}`,
    proposedAt: "2016-01-01T12:00:00.000Z",
    proposedBy: "ADMINISTRATOR_1",
    validFrom: null,
    validUntil: null,
    signatures: [
      { post: "USG_DPKO", at: "2016-01-02T12:00:00.000Z" },
      { post: "USG_DFS", at: "2016-01-03T12:00:00.000Z" },
    ],
    suspensions: [],
    ...wish,
  };
}

const circulations = {
  toAdviser: circulation("to adviser", "confidential", {
    parts: ids("confidential", "closed"),
    posts: ["MILITARY_ADVISER", "ASG_OO"],
    copies: true,
    validUntil: "2017-01-01T00:00:00.000Z",
  }),
  toOffice: circulation("to office", "confidential", {
    parts: ids("confidential", "open", "closed", "annex"),
    offices: ["OMA"],
    portals: true,
  }),
  toHead: circulation("to head", "strict", { posts: ["HOM_MINUSCA"] }),
  proposed: circulation("proposed", "kept", { posts: ["MILITARY_ADVISER"], signatures: [] }),
  revoked: circulation("revoked", "kept", { posts: ["HOM_MINUSCA"], revokedAt: "2016-03-01T12:00:00.000Z" }),
} as const;

export type CirculationName = keyof typeof circulations;

export const theHouse = (): World => ({
  now: NOW,
  ...organisation,
  persons: [...Object.keys(appointments), "stranger"],
  appointments: Object.entries(appointments).map(([person, post]) => ({
    person,
    post,
    acting: false,
    from: "2014-06-01",
    until: null,
    confirmed: true,
  })),
  designations: [
    { office: "OMA", person: "designated", from: "2014-06-01", until: null },
    { office: "OO", person: "asg.oo", from: "2014-06-01", until: null },
  ],
  officersInCharge: [],
  portals: [
    { code: "portal.oma", office: "OMA", confirmed: true },
    { code: "portal.oo", office: "OO", confirmed: true },
  ],
  reports: Object.values(reports),
  circulations: Object.values(circulations),
  invocations: [],
});

/** The ids by which clients know what is in the house. */
export const house = {
  report: (name: ReportName) => idOf("report", reports[name].id),
  symbol: (name: ReportName) => reports[name].symbol,
  part: (name: ReportName, key: string) => idOf("part", uuidOf(`${name} ${key}`)),
  review: (name: ReportName) => idOf("review", reports[name].id),
  circulation: (name: CirculationName) => idOf("circulation", circulations[name].id),
  person: (name: Name) => idOf("person", uuidOf(name)),
  portal: (code: string) => idOf("portal", uuidOf(code)),
};

/** A registry that holds the house, or the house as a test changes it, and nothing else. */
export async function startHouse(
  changed: (world: World) => World = (world) => world,
  limits?: Partial<Limits>,
): Promise<TestRegistry> {
  const registry = await startRegistry(undefined, undefined, limits);
  await enterWorld(registry.superuser, changed(theHouse()), {
    issuer: registry.issuer.issuer,
    seal: registry.app.stage.seal,
  });
  return registry;
}
