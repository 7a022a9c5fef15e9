import type { Projection } from "../access/operators";
import { projectionSql } from "../access/projection";
import { instantSql } from "../access/rows";
import { Statement } from "../access/statement";
import type { Instant } from "../policies/viewer";

/** Anything that sends a statement and gives its rows. */
export interface RowSender {
  query<Row>(text: string, values: unknown[]): Promise<Row[]>;
}

/** A part as the law sees it at an instant. */
export interface PartAt {
  readonly id: string;
  readonly row: Projection;
}

/** Parts as the law sees them at an instant: those of a report, or one. */
export function partsAt(
  sender: RowSender,
  where: { reportId: string } | { partId: string },
  now: Instant,
): Promise<PartAt[]> {
  const statement = new Statement();
  const at = instantSql(now, statement);
  const [column, id] = "partId" in where ? ["id", where.partId] : ["report_id", where.reportId];
  const { text, values } = statement.query(
    `select p.id, ${projectionSql("Part", "p", at)} as row from part p where p.${column} = ${statement.parameter(id, "uuid")}
       and p.withdrawn_at is null and p.created_at <= ${at.sql} order by p.position`,
  );
  return sender.query<PartAt>(text, values);
}
