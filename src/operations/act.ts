import type { EntityManager } from "typeorm";

import { Abilities } from "../access/ability";
import { UnknownLogin } from "../access/door";
import { rowOf } from "../access/ids";
import type { Projection } from "../access/operators";
import { projectionSql } from "../access/projection";
import { instantSql, rows } from "../access/rows";
import type { Seal } from "../access/sealing";
import { filterSql } from "../access/sql-filter";
import { Statement } from "../access/statement";
import {
  Conflict,
  Forbidden,
  InvalidState,
  NotASignatory,
  NotFound,
  ReauthenticationRequired,
} from "../entities/errors";
import { matches } from "../access/operators";
import { denials } from "../policies/acts";
import { citing } from "../policies/paragraphs";
import { statesFor } from "../policies/states";
import type { Action, SubjectName } from "../policies/subjects";
import type { Viewer } from "../policies/viewer";

/** A row that the viewer sees, locked for the act: its id, and the row as the law sees it. */
export interface Seen {
  readonly subject: SubjectName;
  readonly id: string;
  readonly row: Projection;
}

/**
 * What an act locks before it looks at a row, by the row's table: all acts on a report, its parts and its circulations come one after
 * the other, each upon what the one before has left; and so do all acts on a work plan.
 */
const HELD: Readonly<Record<string, { table: string; column: string }>> = {
  report: { table: "report", column: "id" },
  part: { table: "report", column: "report_id" },
  circulation: { table: "report", column: "report_id" },
  review_request: { table: "review_request", column: "id" },
  review: { table: "review", column: "id" },
  lesson: { table: "lesson", column: "id" },
  work_plan: { table: "work_plan", column: "id" },
  work_plan_item: { table: "work_plan", column: "work_plan_id" },
  work_plan_sharing: { table: "work_plan", column: "work_plan_id" },
};

/** The objects whose history is kept, each with what its ids are known by. */
const RECORDED = {
  REQUEST: "review_request",
  REVIEW: "review",
  REPORT: "report",
  PART: "part",
  WORK_PLAN: "work_plan",
  LESSON: "lesson",
} as const;

/** Something that was done to an object of the process. */
export interface Recorded {
  readonly kind: keyof typeof RECORDED;
  readonly id: string;
  readonly done: string;
  /** In which post it was done. */
  readonly post: string | null;
}

type Condition = (row: string, statement: Statement) => string;

const LISTED = ["posts", "offices", "confidentialOffices", "headedOffices", "linePosts"] as const;
const TOLD = [
  "isDirector",
  "isDirectorByPost",
  "isOpsp",
  "isUnderSecretaryGeneral",
  "isAdministrator",
  "isOpspProfessional",
  "isSeniorOfficer",
  "isTeamAssistant",
  "isHeadOfOversight",
] as const;

/** Whether a viewer still has all that gave a right before; what has come to it since does no harm. */
const keepsRights = (before: Viewer, now: Viewer): boolean =>
  LISTED.every((name) => before[name].every((id) => now[name].includes(id))) &&
  TOLD.every((name) => now[name] || !before[name]);

/** How long ago an authentication may be for the acts that ask for a recent one, in milliseconds. */
const RECENT = 5 * 60 * 1000;

/** What an act changed, for its entry in the register. */
export interface Changes {
  readonly reports: Set<string>;
  readonly parts: Set<string>;
  readonly others: { kind: string; id: string }[];
  readonly paragraphs: Set<string>;
}

/** What an act works with: its transaction, and who performs it under which line. */
export interface ActParts {
  readonly manager: EntityManager;
  readonly abilities: Abilities;
  readonly line: string | null;
  readonly seal: Seal;
  readonly authenticatedAt?: Date | undefined;
  /** The viewer's facts as they are now; null where the login is known no more. */
  readonly factsNow: () => Promise<Viewer | null>;
}

/** One act under way: one transaction, for one viewer, at one instant. */
export class Act {
  readonly changes: Changes = { reports: new Set(), parts: new Set(), others: [], paragraphs: new Set() };

  readonly manager: EntityManager;
  readonly abilities: Abilities;
  /** The code of the reporting line in force. */
  readonly line: string | null;
  readonly seal: Seal;
  /** Whether it is done by the officer-in-charge: by a right, or on what is seen by one, that only the Director's powers give. */
  inCharge = false;
  private readonly authenticatedAt: Date | undefined;
  private readonly factsNow: () => Promise<Viewer | null>;

  constructor({ manager, abilities, line, seal, authenticatedAt, factsNow }: ActParts) {
    this.manager = manager;
    this.abilities = abilities;
    this.line = line;
    this.seal = seal;
    this.authenticatedAt = authenticatedAt;
    this.factsNow = factsNow;
  }

  /** Notes whether the viewer may do this by the Director's powers alone, as officer-in-charge. */
  private notePowers(action: Action, subject: SubjectName, row: Projection): void {
    if (this.inCharge || !this.viewer.isDirector || this.viewer.isDirectorByPost) return;
    this.inCharge = !new Abilities({ ...this.viewer, isDirector: false }).allows(action, subject, row);
  }

  get viewer(): Viewer {
    return this.abilities.viewer;
  }

  /** The person who acts; portals do no acts. */
  get person(): string {
    return this.viewer.personId!;
  }

  /** A row of a subject that the viewer sees, locked; NOT_FOUND for what is hidden, absent, or no id. */
  async see(subject: SubjectName, prefix: string, id: string): Promise<Seen> {
    const named = rowOf(id);
    if (named?.prefix !== prefix) throw new NotFound();
    return this.seeRow(subject, named.uuid);
  }

  async seeRow(subject: SubjectName, uuid: string): Promise<Seen> {
    const { table } = rows[subject];
    const lawful: Condition = (row, statement) =>
      [
        `${row}.id = ${statement.parameter(uuid, "uuid")}`,
        table === "part" ? `${row}.withdrawn_at is null` : "true",
        filterSql(this.abilities, "read", subject, { row, statement }),
      ].join(" and ");
    await this.hold(table, lawful);
    const statement = new Statement();
    const row = statement.row();
    const projection = projectionSql(subject, row, instantSql(this.viewer.now, statement));
    const { text, values } = statement.query(
      `select ${row}.id, ${projection} as projection from ${table} ${row} where ${lawful(row, statement)}`,
    );
    const [found] = await this.manager.query<{ id: string; projection: Projection }[]>(text, values);
    if (!found) throw new NotFound();
    this.notePowers("read", subject, found.projection);
    return { subject, id: found.id, row: found.projection };
  }

  /** Locks what an act on the rows of a condition has to lock: a statement of its own, so that the next one sees what is so then. */
  private async hold(table: string, where: Condition): Promise<void> {
    const held = HELD[table];
    if (!held) return;
    const statement = new Statement();
    const row = statement.row();
    const { text, values } = statement.query(
      `select from ${held.table} held where held.id in (select ${row}.${held.column} from ${table} ${row} where ${where(row, statement)}) for no key update`,
    );
    await this.manager.query(text, values);
    await this.refuseChangedRights();
  }

  /** After a lock, for which the act may have waited: who acts has the rights that the act began with. */
  async refuseChangedRights(): Promise<void> {
    const now = await this.factsNow();
    if (!now) throw new UnknownLogin();
    if (!keepsRights(this.viewer, now))
      throw new Conflict("Your posts have changed while this was waiting. Nothing was done: see what you may do now.");
  }

  /** Asks the rule for the act: FORBIDDEN, with its paragraph, where none gives it. */
  require(action: Action, { subject, row }: { subject: SubjectName; row: Projection }): void {
    const paragraphs = this.abilities.because(action, subject, row);
    if (paragraphs.length > 0) {
      this.notePowers(action, subject, row);
      for (const paragraph of paragraphs) this.changes.paragraphs.add(paragraph);
      return;
    }
    const denial = denials[action];
    if (!denial) throw new Error(`There is no sentence for who may not ${action}.`);
    const Refusal = action === "sign" ? NotASignatory : Forbidden;
    throw new Refusal(denial.sentence, citing(denial.paragraph));
  }

  /** Checks the state that an act asks for. */
  requireState(act: string, { row }: Seen): void {
    const state = statesFor(this.viewer)[act]!;
    if (!matches(state.when, row)) throw new InvalidState(state.otherwise);
  }

  /** Asks for an authentication of the last five minutes. */
  requireRecentAuthentication(): void {
    if (!this.authenticatedAt || Date.now() - this.authenticatedAt.getTime() > RECENT)
      throw new ReauthenticationRequired();
  }

  /** The post in which the viewer acts by a right: one of the reporting line, else the first of those held that carries it. */
  async postWith(...roles: string[]): Promise<string | null> {
    const [found] = await this.manager.query<{ id: string }[]>(
      `select id from post where id = any($1::uuid[])
       order by 'UNDER_SECRETARY_GENERAL' = any($2::text[]) and id = any($3::uuid[]) desc, array_position($2::text[], role) nulls last, code limit 1`,
      [this.viewer.posts, roles, this.viewer.linePosts],
    );
    return found?.id ?? null;
  }

  /** Keeps in the history of an object what was done to it, by whom and in which post, under which line; and for the register, what was changed. */
  async record({ kind, id, done, post }: Recorded): Promise<void> {
    await this.manager.query(
      `insert into process_event (object_kind, object_id, done, person_id, post_id, acting, as_officer_in_charge, reporting_line_code)
       values ($1, $2, $3, $4, $5, coalesce((select h.acting from posts_held(registry_now(), $4) h where h.post_id = $5 order by h.acting limit 1), false), $6, line_in_force(registry_now()))`,
      [kind, id, done, this.person, post, this.inCharge],
    );
    this.noteChanged(kind, id);
  }

  /** Notes for the register what was changed: reports and parts as such, anything else with its kind. */
  private noteChanged(kind: Recorded["kind"], id: string): void {
    if (kind === "REPORT") this.changes.reports.add(id);
    else if (kind === "PART") this.changes.parts.add(id);
    else if (!this.changes.others.some((one) => one.id === id)) this.changes.others.push({ kind: RECORDED[kind], id });
  }

  /** The registry's clock, as the database has it now. */
  async now(): Promise<Date> {
    const [row] = await this.manager.query<{ now: Date }[]>("select registry_now() as now");
    return row!.now;
  }

  /** A notice to posts: that something awaits them or has happened, by id alone. */
  async notify(kind: string, object: string, posts: readonly string[]): Promise<void> {
    await this.manager.query(
      "insert into notice (post_id, kind, object_id) select distinct p, $1, $2::uuid from unnest($3::uuid[]) p",
      [kind, object, posts],
    );
  }

  /** The posts that are told of what gives sight: the Director's, and those of the reporting line. */
  async watchers(): Promise<string[]> {
    const found = await this.manager.query<{ id: string }[]>(
      `select p.id from post p where p.role = 'DIRECTOR_OPSP' and post_exists(p.id, registry_now())
       union select l.post_id from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now())`,
    );
    return found.map(({ id }) => id);
  }
}
