import type { LoginName, Tickets } from "../database/tickets";
import { type Instant, type Viewer, nobody } from "../policies/viewer";

/** Facts about a person or a portal, as `person_facts` and `portal_facts` give them. */
export interface FactRow {
  person_id: string | null;
  portal_id: string | null;
  posts: string[] | null;
  offices: string[] | null;
  confidential_offices: string[] | null;
  headed_offices: string[] | null;
  line_posts: string[] | null;
  roles: string[] | null;
  is_director: boolean | null;
  is_opsp: boolean | null;
  is_opsp_professional: boolean | null;
  is_head_of_oversight: boolean | null;
  portal_office_id: string | null;
  /** Known of who has entered to read, alone. */
  is_in_team?: boolean | null;
  has_oversight?: boolean | null;
}

/** The facts of a row, as the law speaks of them. */
export function viewerOf(row: FactRow, now: Instant): Viewer {
  const holds = (role: string) => row.roles?.includes(role) ?? false;
  return {
    ...nobody(now),
    personId: row.person_id,
    portalId: row.portal_id,
    posts: row.posts ?? [],
    offices: row.offices ?? [],
    confidentialOffices: row.confidential_offices ?? [],
    headedOffices: row.headed_offices ?? [],
    linePosts: row.line_posts ?? [],
    portalOffices: row.portal_office_id ? [row.portal_office_id] : [],
    isDirector: row.is_director ?? false,
    isDirectorByPost: holds("DIRECTOR_OPSP"),
    isOpsp: row.is_opsp ?? false,
    isOpspProfessional: row.is_opsp_professional ?? false,
    isSeniorOfficer: holds("SENIOR_MILITARY_OFFICER") || holds("SENIOR_POLICE_OFFICER"),
    isTeamAssistant: holds("TEAM_ASSISTANT"),
    isUnderSecretaryGeneral: (row.line_posts ?? []).length > 0,
    isAdministrator: holds("ADMINISTRATOR"),
    isAuditor: holds("AUDITOR"),
    isHeadOfOversight: row.is_head_of_oversight ?? false,
    lacks: [
      ...(row.is_in_team === false ? (["team"] as const) : []),
      ...(row.has_oversight === false ? (["oversight"] as const) : []),
    ],
  };
}

const FACT_COLUMNS = `f.posts, f.offices, f.confidential_offices, f.headed_offices, f.line_posts, f.roles, f.is_director, f.is_opsp,
  f.is_opsp_professional, f.is_head_of_oversight`;

/** A connection in a transaction: it sends statements, and is one process of PostgreSQL. */
export interface FactSender {
  readonly backend: number;
  query<Row>(statement: { text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

/** Who enters the registry, and with which act; none for a read. */
export interface Entering {
  readonly login: LoginName;
  /** The portal that acts on behalf of the login. */
  readonly actor?: LoginName | undefined;
  readonly act?: string | undefined;
  /** What an earlier read of the same logins has found. */
  readonly known?: Entered | undefined;
}

/** Who has entered. */
export interface Entered {
  readonly viewer: Viewer;
  /** The reporting line in force. */
  readonly line: string | null;
  /** What the database gives to carry: it believes it as long as nothing has changed. None for an act. */
  readonly carried: string | null;
}

type Found = FactRow & { place: string; now: number; line: string | null; carried: string | null };

/** The place of what is not said again. */
const AS_KNOWN = "0";

/**
 * Enters the transaction as the viewer behind a login, and the portal behind which it acts: from then on row-level security gives
 * what they may see. Null, and nobody has entered, where the registry knows no such login now. Facts that are known and still hold are given as
 * they are, but for the instant.
 */
export async function enter(
  sender: FactSender,
  tickets: Tickets,
  { login, actor, act, known }: Entering,
): Promise<Entered | null> {
  const logins = actor ? [login, actor] : [login];
  const { ticket, seal } = tickets.issue({ logins, act, backend: sender.backend });
  const { rows } = await sender.query<Found>({
    text: "select * from enter($1, $2, $3)",
    values: [ticket, seal, known?.carried ?? null],
  });
  if (known && rows[0]?.place === AS_KNOWN) return at(known, rows[0].now);
  const viewers = rows.map((row) => viewerOf(row, { at: row.now, live: true }));
  if (viewers.length !== logins.length) return null;
  const [viewer, through] = viewers as [Viewer, Viewer?];
  if (through && (through.portalId === null || viewer.personId === null)) return null;
  return { viewer: { ...viewer, through: through ?? null }, line: rows[0]!.line, carried: rows.at(-1)!.carried };
}

/** Enters the transaction as a post and nobody in it: what who held just this post would see. Null where it does not exist now. */
export async function enterPost(sender: FactSender, tickets: Tickets, post: string): Promise<Viewer | null> {
  const { ticket, seal } = tickets.forPost(post, sender.backend);
  const { rows } = await sender.query<Found>({ text: "select * from enter_post($1, $2)", values: [ticket, seal] });
  return rows[0] ? viewerOf(rows[0], { at: rows[0].now, live: true }) : null;
}

/** Enters the transaction as a portal, by its code: what it may see by itself. Null where there is none now. */
export async function enterPortal(sender: FactSender, tickets: Tickets, code: string): Promise<Viewer | null> {
  const { ticket, seal } = tickets.forPortal(code, sender.backend);
  const { rows } = await sender.query<Found>({ text: "select * from enter_portal($1, $2)", values: [ticket, seal] });
  return rows[0] ? viewerOf(rows[0], { at: rows[0].now, live: true }) : null;
}

/** The same facts at another instant. */
function at(known: Entered, microseconds: number): Entered {
  const now = { at: microseconds, live: true };
  const { viewer } = known;
  return { ...known, viewer: { ...viewer, now, through: viewer.through && { ...viewer.through, now } } };
}

const OF_EVERYONE = `
  select f.person_id, null::uuid as portal_id, null::uuid as portal_office_id, ${FACT_COLUMNS}
  from person_facts(timestamptz 'epoch' + $1::float8 * interval '1 microsecond') f
  union all
  select null, p.portal_id, p.office_id, null, null, null, null, null, null, null, null, null, null
  from portal_facts(timestamptz 'epoch' + $1::float8 * interval '1 microsecond') p`;

/** Everyone who held a post, and every portal, at an instant. */
export async function loadEveryone(
  sender: { query<Row>(text: string, values: unknown[]): Promise<Row[]> },
  now: Instant,
): Promise<Viewer[]> {
  return (await sender.query<FactRow>(OF_EVERYONE, [now.at])).map((row) => viewerOf(row, now));
}
