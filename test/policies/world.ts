/** A world of the registry as plain facts: who holds what, which reports there are, and what happened to them. */

export type Level = "UNCLASSIFIED" | "CONFIDENTIAL" | "STRICTLY_CONFIDENTIAL";

/** UTC, as text that sorts by time: 2016-06-01T12:00:00.000Z; days are 2016-06-01. */
export type Instant = string;
export type Day = string;

export interface WorldPost {
  office: string;
  heads?: true;
  from: Day;
  until?: Day;
}

/** From a day to a day, both included. */
export interface WorldPeriod {
  from: Day;
  until: Day | null;
  /** It gives nothing before it was recorded; of what needs confirming, before that. */
  recorded?: Instant;
  /** Since when another entry stands in its place, or none. */
  replaced?: Instant;
}

export interface WorldAppointment extends WorldPeriod {
  person: string;
  post: string;
  acting: boolean;
  confirmed: boolean;
}

export interface WorldPart {
  id: string;
  kind: "SECTION" | "FINDING" | "RECOMMENDATION" | "ANNEX" | "CORRIGENDUM";
  level: Level;
  /** The level that it had before an instant. */
  before?: { level: Level; until: Instant };
  label: string;
  text: string;
  /** Of a finding or a recommendation. */
  area?: string;
  /** Of a corrigendum: when it was added. */
  addedAt?: Instant;
  /** Whether the third party that it came from has consented to a lower level. */
  consent?: true;
}

export interface WorldReport {
  id: string;
  symbol: string;
  level: Level;
  before?: { level: Level; until: Instant };
  title: string;
  createdAt: Instant;
  submittedAt: Instant | null;
  consent?: true;
  team: ({ post: string } & WorldPeriod)[];
  parts: WorldPart[];
}

export interface WorldCirculation {
  id: string;
  report: string;
  full: boolean;
  /** Of one that is not full: the ids of its parts. */
  parts: string[];
  posts: string[];
  offices: string[];
  portals: boolean;
  copies: boolean;
  purpose: string;
  proposedAt: Instant;
  proposedBy: string;
  validFrom: Instant | null;
  validUntil: Instant | null;
  signatures: { post: string; at: Instant; by?: string }[];
  withdrawnAt?: Instant;
  declinedAt?: Instant;
  revokedAt?: Instant;
  suspensions: { at: Instant; lifted: Instant | null }[];
  /** Of a full one: since when it counts as one of listed parts, and which are out of it for good. */
  narrowed?: { at: Instant; without: string[] };
  /** Parts taken out of it for good: for an office, or for every recipient. */
  withheld?: { part: string; office?: string; at: Instant }[];
}

export interface World {
  /** The instant at which it is read. */
  now: Instant;
  /** Missions are offices too. */
  offices: Readonly<Record<string, { from: Day; until?: Day }>>;
  posts: Readonly<Record<string, WorldPost>>;
  lines: readonly { posts: readonly string[]; from: Day; until?: Day }[];
  persons: string[];
  appointments: WorldAppointment[];
  designations: ({ office: string; person: string } & WorldPeriod)[];
  officersInCharge: ({ post: string } & WorldPeriod)[];
  portals: { code: string; office: string; confirmed: boolean }[];
  reports: WorldReport[];
  circulations: WorldCirculation[];
  invocations: { report: string; at: Instant; until: Instant }[];
}

/** Who asks: a person, a portal, or a portal on behalf of a person. */
export interface Reader {
  person?: string;
  portal?: string;
}

export const readerName = ({ person, portal }: Reader) => [person, portal].filter(Boolean).join(" through ");

const long = (office: string, heads?: true): WorldPost => ({ office, from: "2010-01-01", ...(heads ? { heads } : {}) });
const until2018 = (office: string, heads?: true): WorldPost => ({ ...long(office, heads), until: "2018-12-31" });
const since2019 = (office: string, heads?: true): WorldPost => ({ ...long(office, heads), from: "2019-01-01" });

/** The offices, posts and reporting lines of the policy that these worlds speak of, and staff posts made for them. */
export const organisation = {
  offices: {
    DPKO: { from: "1992-01-01", until: "2018-12-31" },
    DFS: { from: "2007-07-01", until: "2018-12-31" },
    DPO: { from: "2019-01-01" },
    OPSP: { from: "2013-08-15" },
    OO: { from: "1992-01-01", until: "2018-12-31" },
    OMA: { from: "2007-01-01" },
    AFRICA: { from: "2019-01-01" },
    OIOS: { from: "1994-01-01" },
    REGISTRY: { from: "2013-08-15" },
    MINUSCA: { from: "2014-04-01" },
    MINUSTAH: { from: "2004-06-01", until: "2017-10-15" },
  },
  posts: {
    DIRECTOR_OPSP: { ...long("OPSP", true), from: "2013-08-15" },
    OPSP_SENIOR_MILITARY: { ...long("OPSP"), from: "2013-08-15" },
    OPSP_SENIOR_POLICE: { ...long("OPSP"), from: "2013-08-15" },
    OPSP_MISSION_SUPPORT: { ...long("OPSP"), from: "2013-08-15" },
    OPSP_TEAM_ASSISTANT: { ...long("OPSP"), from: "2013-08-15" },
    USG_DPKO: until2018("DPKO", true),
    USG_DFS: until2018("DFS", true),
    USG_DPO: since2019("DPO", true),
    ASG_OO: until2018("OO", true),
    ASG_AFRICA: since2019("AFRICA", true),
    MILITARY_ADVISER: long("OMA", true),
    HOM_MINUSCA: { ...long("MINUSCA", true), from: "2014-04-01" },
    HOM_MINUSTAH: long("MINUSTAH", true),
    HEAD_OF_OIOS: long("OIOS", true),
    ADMINISTRATOR_1: { ...long("REGISTRY"), from: "2013-08-15" },
    ADMINISTRATOR_2: { ...long("REGISTRY"), from: "2013-08-15" },
    AUDITOR: { ...long("REGISTRY"), from: "2013-08-15" },
    OMA_STAFF_1: long("OMA"),
    OMA_STAFF_2: long("OMA"),
    OO_STAFF_1: long("OO"),
    AFRICA_STAFF_1: since2019("AFRICA"),
    OIOS_STAFF_1: long("OIOS"),
  },
  lines: [
    { posts: ["USG_DPKO", "USG_DFS"], from: "2013-08-15", until: "2018-12-31" },
    { posts: ["USG_DPO"], from: "2019-01-01" },
  ],
} as const satisfies Pick<World, "offices" | "posts" | "lines">;
