import type { Client } from "pg";

import { digestOf } from "../../src/access/sealing";
import { type Ids, STRICT, insert, uuidOf } from "./rows";
import type { Instant, World, WorldCirculation } from "./world";

/** The moment at which the last signature made it complete, as the act wrote it. */
function completedAt({ signatures }: WorldCirculation): Instant | null {
  const posts = signatures.map(({ post }) => post);
  const last = signatures.at(-1)?.at ?? null;
  if (posts.includes("USG_DPO")) return signatures.find(({ post }) => post === "USG_DPO")!.at;
  return posts.length === 2 ? last : null;
}

/** Circulations with what happened to them, and the windows that the acts opened and closed. */
export async function enterCirculations(client: Client, world: World, ids: Ids): Promise<void> {
  const { circulations } = world;
  await insert(
    client,
    "circulation",
    circulations.map((one) => ({
      id: one.id,
      report_id: one.report,
      is_full: one.full,
      valid_from: one.validFrom,
      valid_until: one.validUntil,
      purpose: one.purpose,
      portals_allowed: one.portals,
      copies_allowed: one.copies,
      proposed_at: one.proposedAt,
      proposed_by_post_id: ids(one.proposedBy),
      completed_at: completedAt(one),
      withdrawn_at: one.withdrawnAt ?? null,
      declined_at: one.declinedAt ?? null,
      revoked_at: one.revokedAt ?? null,
      narrowed_at: one.narrowed?.at ?? null,
    })),
  );
  await insert(
    client,
    "circulation_paper",
    circulations.map(({ id }) => ({ circulation_id: id, digest: digestOf(id).toString("hex") })),
  );
  await insert(
    client,
    "circulation_part",
    circulations.flatMap(({ id, report, parts }) =>
      parts.map((part) => ({ circulation_id: id, report_id: report, part_id: part })),
    ),
  );
  await insert(
    client,
    "circulation_recipient",
    circulations.flatMap((one) =>
      recipientsOf(one).map(({ post, office }) => ({
        id: uuidOf(`${one.id} ${post ?? office}`),
        circulation_id: one.id,
        post_id: post && ids(post),
        office_id: office && ids(office),
        relevance: "HEADQUARTERS_OFFICE",
      })),
    ),
  );
  await insert(
    client,
    "circulation_signature",
    circulations.flatMap(({ id, signatures }) =>
      signatures.map(({ post, at }) => ({
        id: uuidOf(`${id} signed ${post}`),
        circulation_id: id,
        post_id: ids(post),
        acting: false,
        reporting_line_code: post === "USG_DPO" ? "SINGLE" : "DUAL",
        digest: digestOf(id).toString("hex"),
        signed_at: at,
      })),
    ),
  );
  await insert(
    client,
    "circulation_suspension",
    circulations.flatMap(({ id, suspensions }) =>
      suspensions.map(({ at, lifted }) => ({
        id: uuidOf(`${id} ${at}`),
        circulation_id: id,
        suspended_at: at,
        lifted_at: lifted,
      })),
    ),
  );
  await insert(
    client,
    "circulation_withholding",
    circulations.flatMap(({ id, narrowed }) =>
      (narrowed?.without ?? []).map((part) => ({
        id: uuidOf(`${id} without ${part}`),
        circulation_id: id,
        part_id: part,
        recipient_id: null,
        withheld_at: narrowed!.at,
      })),
    ),
  );
  await insert(
    client,
    "circulation_act",
    circulations.map(({ id, proposedAt, proposedBy }) => ({
      id: uuidOf(`${id} proposed`),
      circulation_id: id,
      act: "PROPOSED",
      done_at: proposedAt,
      post_id: ids(proposedBy),
      reason: `Reason ${id}`,
    })),
  );
  await insert(
    client,
    "circulated_part",
    circulations.flatMap((one) => windowsOf(world, one, ids)),
  );
}

const recipientsOf = ({ posts, offices }: WorldCirculation) => [
  ...posts.map((post) => ({ post, office: null })),
  ...offices.map((office) => ({ post: null, office })),
];

/** The times in which a complete circulation gives its parts: from completion on, cut by suspensions, narrowing and the end. */
function timesOf(one: WorldCirculation): { from: Instant; until: Instant; full: boolean }[] {
  const completed = completedAt(one);
  if (!completed) return [];
  const openings = [
    completed,
    ...one.suspensions.flatMap(({ lifted }) => lifted ?? []),
    ...(one.narrowed ? [one.narrowed.at] : []),
  ]
    .filter((opening) => opening >= completed)
    .sort();
  const end =
    [one.validUntil, one.revokedAt].filter((instant): instant is Instant => Boolean(instant)).sort()[0] ?? "infinity";
  return openings.flatMap((opening, place) => {
    const suspended = one.suspensions.find(({ at, lifted }) => at <= opening && (lifted === null || opening < lifted));
    if (suspended) return [];
    const cuts = [openings[place + 1], ...one.suspensions.map(({ at }) => at), end].filter(
      (cut): cut is Instant => cut !== undefined && (cut === "infinity" || cut > opening),
    );
    const until = cuts.sort((a, b) => (a === "infinity" ? 1 : b === "infinity" ? -1 : a < b ? -1 : 1))[0]!;
    const from = one.validFrom && one.validFrom > opening ? one.validFrom : opening;
    const ended = end !== "infinity" && end <= opening;
    return ended || (until !== "infinity" && until <= from)
      ? []
      : [{ from, until, full: one.full && !(one.narrowed && one.narrowed.at <= opening) }];
  });
}

function windowsOf({ reports }: World, one: WorldCirculation, ids: Ids): Record<string, unknown>[] {
  const report = reports.find(({ id }) => id === one.report)!;
  return timesOf(one).flatMap(({ from, until, full }) => {
    const given = report.parts.filter((part) =>
      one.full ? full || !one.narrowed!.without.includes(part.id) : one.parts.includes(part.id),
    );
    return given.flatMap((part) =>
      recipientsOf(one)
        .filter(({ office }) => office === null || part.level !== STRICT)
        .map(({ post, office }) => ({
          id: uuidOf(`${one.id} ${part.id} ${post ?? office} ${from}`),
          circulation_id: one.id,
          report_id: one.report,
          part_id: part.id,
          part_level: part.level,
          post_id: post && ids(post),
          office_id: office && ids(office),
          is_full: full,
          portals_allowed: one.portals,
          copies_allowed: one.copies,
          starts_at: part.addedAt && part.addedAt > from ? part.addedAt : from,
          ends_at: until,
        }))
        .filter(({ starts_at, ends_at }) => ends_at === "infinity" || starts_at < ends_at),
    );
  });
}
