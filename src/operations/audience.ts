import { Abilities } from "../access/ability";
import type { Registry } from "../access/door";
import { uuidOf } from "../access/ids";
import { BadInput } from "../entities/errors";
import { loadEveryone } from "../identity/facts";
import type { Circulated } from "../policies/subjects";
import { type Instant, type Viewer, instantOf } from "../policies/viewer";
import { type PartAt, partsAt } from "./part-projections";

/** The instant that is asked about: now, or one of the past. */
export function askedInstant({ abilities }: Registry, at: Date | undefined | null): Instant {
  const { now } = abilities.viewer;
  if (!at) return now;
  const asked = instantOf(at);
  if (asked.at > now.at)
    throw new BadInput("Ask about now or about an instant of the past: nobody can say who will see what.");
  return asked;
}

/** A part that the asker may ask about, as it was at an instant; null where it is hidden, absent, or was not there then. */
export async function auditedPart(registry: Registry, partId: string, at: Instant): Promise<PartAt | null> {
  const id = uuidOf("part", partId);
  if (!id) return null;
  const { context, statement } = registry.question();
  const visible = `${context.may("read", "PartReference", "p")} and ${context.may("audit", "PartReference", "p")}`;
  const { text, values } = statement.query(
    `select p.id from part p where p.id = ${statement.parameter(id, "uuid")} and p.withdrawn_at is null and ${visible}`,
  );
  const [found] = await registry.query<{ id: string }>(text, values);
  if (!found) return null;
  const [part] = await partsAt(registry, { partId: id }, at);
  return part ?? { id, row: {} };
}

/** One member of an audience, as rows of SQL are given. */
export interface AudienceRow {
  readonly person_id: string | null;
  readonly portal_id: string | null;
  readonly post_ids: readonly string[];
  readonly paragraphs: readonly string[];
  readonly until: string | null;
}

/** § 7.4: who can read a part at an instant, by which rules, and until when as far as circulations give it. */
export async function audienceOf(registry: Registry, partId: string, at: Instant): Promise<AudienceRow[] | null> {
  const part = await auditedPart(registry, partId, at);
  if (!part) return null;
  if (!("status" in part.row)) return [];
  const everyone = await loadEveryone(registry, at);
  return everyone.flatMap((viewer) => member(viewer, part));
}

function member(viewer: Viewer, { row }: PartAt): AudienceRow[] {
  const abilities = new Abilities(viewer);
  const paragraphs = abilities.because("read", "Part", row);
  if (paragraphs.length === 0) return [];
  const ends = abilities.all.flatMap((ability) =>
    ability
      .rules("read", "Part")
      .filter((rule) => rule.holds(row))
      .map((rule) => endOf(rule.conditions, row, viewer)),
  );
  const until = Math.max(...ends);
  return [
    {
      person_id: viewer.personId,
      portal_id: viewer.portalId,
      post_ids: viewer.posts,
      paragraphs,
      until: until < FOREVER ? new Date(until / 1000).toISOString() : null,
    },
  ];
}

/** What no date ends, in microseconds: beyond any calendar. */
const FOREVER = 8e18;

/** Until when a rule that holds gives the part: the latest end of the windows that fulfil it. */
function endOf(
  conditions: object | undefined,
  row: PartAt["row"],
  { now, posts, offices, portalOffices }: Viewer,
): number {
  if (!conditions || !("circulatedTo" in conditions)) return FOREVER;
  const own = (row.circulatedTo as Circulated[]).filter(
    ({ post, office, startsAt, endsAt }) =>
      startsAt <= now.at &&
      now.at < endsAt &&
      ((post && posts.includes(post)) || (office && [...offices, ...portalOffices].includes(office))),
  );
  return Math.max(0, ...own.map(({ endsAt }) => endsAt));
}
