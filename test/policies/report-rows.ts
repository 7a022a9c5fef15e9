import type { Client } from "pg";

import { type Seal, type Sealed, digestOf } from "../../src/access/sealing";
import { type Ids, STRICT, hex, insert, uuidOf } from "./rows";
import type { World, WorldPart, WorldReport } from "./world";

const IN_CLEAR = { ciphertext: null, wrapped_key: null, key_id: null };
const closed = ({ ciphertext, wrappedKey, keyId }: Sealed) => ({
  ciphertext: hex(ciphertext),
  wrapped_key: hex(wrappedKey),
  key_id: keyId,
});

/** What a part says in words of its own, in the form of its level. */
function wordsOf(seal: Seal, { id, text, kind, level }: WorldPart) {
  const fileName = kind === "ANNEX" ? `File ${id}` : null;
  const publicSource = `Source ${id}`;
  if (level !== STRICT) return { text, file_name: fileName, public_source: publicSource, ...IN_CLEAR };
  const sealed = seal.sealPart({ text, fileName, mediaType: null, fileSha256: null, publicSource }, id, 1);
  return { text: null, file_name: null, public_source: null, ...closed(sealed) };
}

/** Reports with their titles, parts and texts, sealed where they are strictly confidential, and the levels they had. */
export async function enterReports(client: Client, { reports }: World, ids: Ids, seal: Seal): Promise<void> {
  // The review of a report has the report's own id.
  await insert(
    client,
    "review",
    reports.map(({ id, createdAt }) => ({
      id,
      kind: "TARGETED",
      of_headquarters: false,
      direction_reference: "MEMO",
      directed_on: createdAt.slice(0, 10),
      started_on: createdAt.slice(0, 10),
      completed_on: createdAt.slice(0, 10),
      opened_at: createdAt,
    })),
  );
  await client.query(
    "insert into review_mission (review_id, mission_id) select v.id, m.id from review v, mission m where m.acronym = 'MINUSCA'",
  );
  await insert(
    client,
    "team_member",
    reports.flatMap(({ id, team, createdAt }) =>
      team.map(({ post, from, until }) => ({
        id: uuidOf(`${id} ${post}`),
        review_id: id,
        post_id: ids(post),
        starts_on: from,
        ends_on: until,
        recorded_at: createdAt,
      })),
    ),
  );
  await insert(
    client,
    "report",
    reports.map(({ id, symbol, level, createdAt }) => ({
      id,
      symbol,
      review_id: id,
      status: "DRAFT",
      level,
      created_at: createdAt,
      version: 1,
    })),
  );
  await insert(
    client,
    "report_title",
    reports.map(({ id, level, title }) => {
      return {
        report_id: id,
        level,
        ...(level === STRICT ? { title: null, ...closed(seal.sealTitle(title, id, 1)) } : { title, ...IN_CLEAR }),
        sha256: hex(digestOf(title)),
        version: 1,
        grounds: [],
        third_party: `Third ${id}`,
      };
    }),
  );
  await enterParts(client, reports, seal, (part) => part.addedAt === undefined);
  await client.query(
    `update report r set status = 'SUBMITTED', submitted_at = s.at, submitted_on = s.at::date
     from jsonb_to_recordset($1::jsonb) s (id uuid, at timestamptz) where s.id = r.id`,
    [
      JSON.stringify(
        reports.filter(({ submittedAt }) => submittedAt).map(({ id, submittedAt }) => ({ id, at: submittedAt })),
      ),
    ],
  );
  await enterParts(client, reports, seal, (part) => part.addedAt !== undefined);
  await enterClassifications(client, reports);
}

async function enterParts(
  client: Client,
  reports: readonly WorldReport[],
  seal: Seal,
  which: (part: WorldPart) => boolean,
): Promise<void> {
  const parts = reports.flatMap((report) =>
    report.parts.map((part, position) => ({ report, part, position })).filter(({ part }) => which(part)),
  );
  await insert(
    client,
    "part",
    parts.map(({ report, part, position }) => ({
      id: part.id,
      report_id: report.id,
      report_level: report.level,
      report_status: part.addedAt ? "SUBMITTED" : "DRAFT",
      kind: part.kind,
      label: part.label,
      level: part.level,
      position: position + 1,
      corrects_id: part.kind === "CORRIGENDUM" ? report.parts[0]!.id : null,
      created_at: part.addedAt ?? report.createdAt,
      version: 1,
    })),
  );
  await insert(
    client,
    "part_content",
    parts.map(({ part }) => {
      const { id, level, text, kind, area } = part;
      const finding =
        kind === "FINDING"
          ? { risk: "HIGH", systemic: false, components: [], difficulties: [] }
          : { risk: null, systemic: null, components: null, difficulties: null };
      return {
        part_id: id,
        level,
        ...wordsOf(seal, part),
        sha256: hex(digestOf(text)),
        version: 1,
        grounds: [],
        ...finding,
        area: area ?? null,
        third_party: `Third ${id}`,
        mandate: kind === "RECOMMENDATION" ? "PARTNERSHIP" : null,
      };
    }),
  );
  await insert(
    client,
    "recommendation_state",
    parts
      .filter(({ part }) => part.kind === "RECOMMENDATION")
      .map(({ part }) => ({ part_id: part.id, decision: "PENDING", implementation: "NOT_STARTED" })),
  );
  await insert(
    client,
    "recommendation_finding",
    parts
      .filter(({ part }) => part.kind === "RECOMMENDATION")
      .flatMap(({ report, part }) =>
        report.parts
          .filter(({ kind }) => kind === "FINDING")
          .map((finding) => ({ recommendation_id: part.id, finding_id: finding.id, is_current: true })),
      ),
  );
  const searchable = parts
    .filter(({ part }) => part.level !== STRICT)
    .map(({ part }) => ({ id: part.id, text: part.text }));
  await client.query(
    "insert into part_search select s.id, to_tsvector('english', s.text) from jsonb_to_recordset($1::jsonb) s (id uuid, text text)",
    [JSON.stringify(searchable)],
  );
}

async function enterClassifications(client: Client, reports: readonly WorldReport[]): Promise<void> {
  const line = (ofReport: WorldReport, part: WorldPart | null) => {
    const { level, before } = part ?? ofReport;
    const created = part?.addedAt ?? ofReport.createdAt;
    const steps = before
      ? [
          { level: before.level, at: created },
          { level, at: before.until },
        ]
      : [{ level, at: created }];
    return steps.map((step) => ({
      id: uuidOf(`${part?.id ?? ofReport.id} ${step.at}`),
      report_id: ofReport.id,
      part_id: part?.id ?? null,
      level: step.level,
      grounds: [],
      reason: "World",
      classified_at: step.at,
    }));
  };
  await insert(
    client,
    "classification",
    reports.flatMap((report) => [...line(report, null), ...report.parts.flatMap((part) => line(report, part))]),
  );
}
