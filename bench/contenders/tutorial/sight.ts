import type { DataSource, ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { In, LessThanOrEqual, MoreThan } from "typeorm";

import type { Bearer } from "../bearer";
import { AppointmentRow, DesignationRow, LinePostRow, LoginRow, PlacementRow } from "./people";

/** The reporting line of today. */
const LINE_IN_FORCE = "SINGLE";

/** What somebody may see: everything that is submitted, or what is circulated to their posts and offices. */
export interface Sight {
  readonly everything: boolean;
  readonly posts: readonly string[];
  readonly offices: readonly string[];
  readonly confidentialOffices: readonly string[];
}

/** Asks who the bearer of a token is: by simple queries, anew for each request. */
export async function sightOf(source: DataSource, { issuer, subject }: Bearer): Promise<Sight> {
  const now = new Date();
  const inForce = { sightFrom: LessThanOrEqual(now), sightUntil: MoreThan(now) };
  const login = await source.getRepository(LoginRow).findOneBy({ issuer, subject, ...inForce });
  if (login?.personId == null) throw new Error("Nobody is known by this login.");
  const personId = login.personId;
  const held = await source.getRepository(AppointmentRow).findBy({ personId, ...inForce });
  const posts = held.map(({ postId }) => postId);
  const [placements, designations, line] = await Promise.all([
    source.getRepository(PlacementRow).findBy({ postId: In(posts), ...inForce }),
    source.getRepository(DesignationRow).findBy({ personId, ...inForce }),
    source.getRepository(LinePostRow).findBy({ line: LINE_IN_FORCE, postId: In(posts) }),
  ]);
  const designated = designations.map(({ officeId }) => officeId);
  const confidential = placements.filter(({ isHead, officeId }) => isHead || designated.includes(officeId));
  return {
    everything: line.length > 0,
    posts,
    offices: placements.map(({ officeId }) => officeId),
    confidentialOffices: confidential.map(({ officeId }) => officeId),
  };
}

/** A window by which something was circulated to these posts and offices, and that is open now. */
const WINDOW = `shown.starts_at <= now() and now() < shown.ends_at and (shown.post_id = any(:posts)
  or shown.part_level = 'UNCLASSIFIED' and shown.office_id = any(:offices)
  or shown.part_level = 'CONFIDENTIAL' and shown.office_id = any(:confidentialOffices))`;

const windowOf = ({ posts, offices, confidentialOffices }: Sight) => ({ posts, offices, confidentialOffices });

/** Narrows parts, by the alias of their table, to what may be seen. */
export function onlyPartsSeen<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  sight: Sight,
): SelectQueryBuilder<Row> {
  query.andWhere("part.report_status = 'SUBMITTED'").andWhere("part.withdrawn_at is null");
  if (sight.everything) return query;
  return query.andWhere(
    `exists (select 1 from circulated_part shown where shown.part_id = part.id and ${WINDOW})`,
    windowOf(sight),
  );
}

/** Narrows reports to those of which something may be seen. */
export function onlyReportsSeen<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  sight: Sight,
): SelectQueryBuilder<Row> {
  query.andWhere("report.status = 'SUBMITTED'");
  if (sight.everything) return query;
  return query.andWhere(
    `exists (select 1 from circulated_part shown where shown.report_id = report.id and ${WINDOW})`,
    windowOf(sight),
  );
}

/** Narrows the titles of reports that are seen: above confidential they go to posts that were given the whole report. */
export function onlyTitlesSeen<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  sight: Sight,
): SelectQueryBuilder<Row> {
  if (sight.everything) return query;
  return query.andWhere(
    `(title.level in ('UNCLASSIFIED', 'CONFIDENTIAL') or exists (select 1 from circulated_part shown where shown.report_id = title.report_id
      and shown.is_full and shown.post_id = any(:posts) and shown.starts_at <= now() and now() < shown.ends_at))`,
    windowOf(sight),
  );
}
