import type { EntityTarget } from "typeorm";

import { uuidOf } from "../access/ids";
import { NotFound } from "../entities/errors";
import { Office, Post } from "../entities/organisation";
import type { Act } from "./act";
import { type Period, requireWithin } from "./days";
import { inTurn } from "./in-turn";

/** A post that the viewer sees; NOT_FOUND for what is absent, or no id. */
export const seePost = (act: Act, id: string): Promise<Post> => seeOrganisation(act, Post, { prefix: "post", id });

/** An office that the viewer sees; NOT_FOUND for what is absent, or no id. */
export const seeOffice = (act: Act, id: string): Promise<Office> =>
  seeOrganisation(act, Office, { prefix: "office", id });

async function seeOrganisation<Row extends { id: string }>(
  act: Act,
  entity: EntityTarget<Row>,
  { prefix, id }: { prefix: string; id: string },
): Promise<Row> {
  await inTurn(act);
  const uuid = uuidOf(prefix, id);
  const readable = uuid !== null && act.abilities.allows("read", "Organisation", {});
  const found = readable ? await act.manager.findOneBy(entity, { id: uuid } as never) : null;
  if (!found) throw new NotFound();
  return found;
}

const EXISTENCE = {
  office: `select o.starts_on, e.ends_on from office o left join office_end e on e.office_id = o.id where o.id = $1`,
  // A post ends with its own end, and with the end of the last of its offices.
  post: `select p.starts_on, least(e.ends_on, (
      select nullif(max(coalesce(oe.ends_on, 'infinity')), 'infinity')
      from post_placement pl left join office_end oe on oe.office_id = pl.office_id
      where pl.post_id = p.id and pl.superseded_at is null)) as ends_on
    from post p left join post_end e on e.post_id = p.id where p.id = $1`,
} as const;

/** The days on which an office or a post exists, as far as its end is recorded. */
export async function existenceOf(act: Act, what: keyof typeof EXISTENCE, id: string): Promise<Period> {
  const [found] = await act.manager.query<{ starts_on: string; ends_on: string | null }[]>(EXISTENCE[what], [id]);
  return { startsOn: found!.starts_on, endsOn: found!.ends_on };
}

/** Refuses days on which an office or a post does not exist. */
export async function refuseOutside(
  act: Act,
  { what, id }: { what: keyof typeof EXISTENCE; id: string },
  period: Period,
): Promise<void> {
  requireWithin(period, await existenceOf(act, what, id), `The ${what}`);
}

/** The posts that head an office now. */
export async function headPosts(act: Act, office: string): Promise<string[]> {
  const heads = await act.manager.query<{ post_id: string }[]>(
    "select post_id from post_placement where office_id = $1 and is_head and sight_from <= registry_now() and registry_now() < sight_until",
    [office],
  );
  return heads.map(({ post_id }) => post_id);
}
