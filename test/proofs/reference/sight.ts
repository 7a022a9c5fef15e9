import type { Abilities } from "../../../src/access/ability";
import type { Projection } from "../../../src/access/operators";
import type { Action, SubjectName } from "../../../src/policies/subjects";
import { type Row, type Rows, microseconds } from "./rows";

/** What one reader may read, row by row, by the law in memory. */
export class Sight {
  private readonly decided = new Map<string, boolean>();

  constructor(
    readonly rows: Rows,
    private readonly abilities: Abilities,
  ) {}

  /** For whom cursors are sealed. */
  get holder(): string {
    const { personId, portalId, through } = this.abilities.viewer;
    return JSON.stringify([personId, portalId, through?.portalId ?? null]);
  }

  /** The day on which it is asked, in UTC. */
  get today(): string {
    return new Date(this.abilities.viewer.now.at / 1000).toISOString().slice(0, 10);
  }

  /** Whether a window, a day's first instant or its end in microseconds, is open. */
  isOpen(from: number, until: number): boolean {
    const { at } = this.abilities.viewer.now;
    return from <= at && at < until;
  }

  may(action: Action, subject: SubjectName, row: Row): boolean {
    const question = `${action} ${subject} ${row.id}`;
    let decision = this.decided.get(question);
    if (decision === undefined) {
      decision = this.abilities.allows(action, subject, this.projected(subject, row));
      this.decided.set(question, decision);
    }
    return decision;
  }

  private projected(subject: SubjectName, row: Row): Projection {
    switch (subject) {
      case "Report":
      case "ReportTitle":
        return this.ofReport(row, "report_id", row.id as string);
      case "Part":
      case "PartReference":
        return {
          ...this.ofReport(this.rows.one("report", row.report_id)!, "part_id", row.id as string),
          level: row.level,
        };
      case "Review":
        // Nothing is announced in these worlds.
        return { team: this.team(row.id as string), announcedTo: [] };
      case "Circulation":
        return { team: this.teamOf(row), gives: this.circulated("circulation_id", row.id as string) };
      case "CirculationPaper":
        return { team: this.teamOf(row) };
      case "Signature":
        return { team: this.teamOf(this.rows.one("circulation", row.circulation_id)!) };
      case "CirculationRecipient":
        return {
          post: row.post_id,
          office: row.office_id,
          team: this.teamOf(this.rows.one("circulation", row.circulation_id)!),
          gives: this.circulated("circulation_id", row.circulation_id as string),
        };
      default:
        return {};
    }
  }

  /** The team of the review of a circulation's report. */
  private teamOf({ report_id }: Row) {
    return this.team(this.rows.one("report", report_id)!.review_id as string);
  }

  /** A report as the law sees it, with what was circulated of it, or of a part. */
  private ofReport(report: Row, circulatedBy: "report_id" | "part_id", id: string): Projection {
    return {
      status: report.status,
      reportLevel: report.level,
      team: this.team(report.review_id as string),
      circulatedTo: this.circulated(circulatedBy, id),
      oversight: this.rows
        .of("oversight_invocation", "report_id", report.id)
        .map((one) => ({ office: one.office_id, ...windowOf(one.starts_at as string, one.ends_at as string) })),
    };
  }

  private circulated(by: "report_id" | "part_id" | "circulation_id", id: string) {
    return this.rows.of("circulated_part", by, id).map((one) => ({
      circulation: one.circulation_id,
      post: one.post_id,
      office: one.office_id,
      level: this.rows.one("part", one.part_id)!.level,
      isFull: one.is_full,
      portalsAllowed: one.portals_allowed,
      copiesAllowed: one.copies_allowed,
      ...windowOf(one.starts_at as string, one.ends_at as string),
    }));
  }

  private team(review: string) {
    return this.rows
      .of("team_member", "review_id", review)
      .map((one) => ({ post: one.post_id, ...windowOf(one.sight_from as string, one.sight_until as string) }));
  }
}

const windowOf = (from: string, until: string) => ({ startsAt: microseconds(from), endsAt: microseconds(until) });
