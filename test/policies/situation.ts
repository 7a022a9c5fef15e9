import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** One row of the decision table: a situation, and what its reader may see. */
export interface Situation {
  id: string;
  regime: "DUAL" | "SINGLE";
  reader: string;
  status: "DRAFT" | "SUBMITTED";
  report: "UNCLASSIFIED" | "CONFIDENTIAL" | "STRICTLY_CONFIDENTIAL";
  part: Situation["report"];
  circulation: string;
  scope: "FULL" | "THIS_PART" | "OTHER_PART" | "-";
  recipient: string;
  cover: boolean;
  title: boolean;
  partVisible: boolean;
}

export function readSituations(path: string): Situation[] {
  const rows = parse<Record<string, string>>(readFileSync(path), {
    columns: true,
    skip_empty_lines: true,
    bom: true,
    trim: true,
  });
  return rows.map(
    (row) =>
      ({
        ...row,
        cover: row.cover === "true",
        title: row.title === "true",
        partVisible: row.partVisible === "true",
      }) as unknown as Situation,
  );
}

/** A situation as a sentence. */
export const sentenceOf = (s: Situation) =>
  `${s.id}: under ${s.regime}, ${s.reader} and a ${s.status} ${s.report} report with a ${s.part} part, circulation ${s.circulation} (${s.scope}) to ${s.recipient}`;

/** The instant that stands for a regime. */
export const instantOfRegime = { DUAL: "2016-06-01T12:00:00Z", SINGLE: "2021-06-01T12:00:00Z" } as const;

export interface Target {
  post?: string;
  office?: string;
  portals: boolean;
}

/** Recipients of the table by the codes of posts and offices. */
export const targets: Record<string, Target> = {
  POST_OMA_HEAD: { post: "MILITARY_ADVISER", portals: false },
  POST_ASG_OO: { post: "ASG_OO", portals: false },
  POST_HOM_OF_MISSION: { post: "HOM_MINUSCA", portals: false },
  OFFICE_OMA: { office: "OMA", portals: false },
  OFFICE_OMA_PORTALS: { office: "OMA", portals: true },
  OFFICE_OO: { office: "OO", portals: false },
  OFFICE_OO_PORTALS: { office: "OO", portals: true },
};

/** When the window of a circulation in a state begins and ends, in days from the instant of reading; none where it gives nothing. */
export const windows: Record<string, [from: number, until: number | null] | undefined> = {
  SIGNED: [-10, 90],
  NOT_YET_VALID: [10, 90],
  EXPIRED: [-40, -10],
  SUSPENDED: [-40, -1],
  REVOKED: [-40, -1],
};
