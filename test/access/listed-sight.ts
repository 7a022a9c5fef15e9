import type { LoginName } from "../../src/database/tickets";
import type { TicketHolder } from "../support/ticket-holder";

const LISTED = "p.kind in ('FINDING', 'RECOMMENDATION')";
/** The windows that count for the viewer: the viewer's own, and on behalf of a person those of the portal. */
const WINDOWS = `select part_id from window_of_viewer union all
  select part_id from circulated_part where office_id = any ((viewer()).through_offices) and portals_allowed
    and part_level in ('UNCLASSIFIED', 'CONFIDENTIAL') and starts_at <= registry_now() and registry_now() < ends_at`;

const SIGHTS = {
  told: "select distinct part_id as id from circulated_content order by 1",
  given: `select distinct p.id from (${WINDOWS}) w join part p on p.id = w.part_id join part_content c on c.part_id = p.id where ${LISTED} order by 1`,
  listed: "select distinct id from listed_part order by 1",
  read: `select p.id from part p join part_content c on c.part_id = p.id where ${LISTED} and p.withdrawn_at is null order by 1`,
} as const;

/**
 * The parts with which lists begin, by row-level security alone: those that windows tell of beside those of the windows and parts that are
 * read, and those that are listed beside those that are read. The two of each are to be the same.
 */
export const listedSight = (holder: TicketHolder, logins: readonly LoginName[]) =>
  holder.as(logins, async (rows) => {
    const ids = async (sight: keyof typeof SIGHTS) => (await rows<{ id: string }>(SIGHTS[sight])).map(({ id }) => id);
    return {
      begun: { told: await ids("told"), listed: await ids("listed") },
      read: { told: await ids("given"), listed: await ids("read") },
    };
  });
