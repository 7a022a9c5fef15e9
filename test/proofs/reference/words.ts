import { type Seal, type Sealed } from "../../../src/access/sealing";
import type { Row } from "./rows";
import type { Sight } from "./sight";

/** What a part says in words of its own, by the columns in which it stands where it is not sealed. */
export interface Words {
  readonly text: string;
  readonly file_name: string | null;
  readonly media_type: string | null;
  readonly file_sha256: string | null;
  readonly public_source: string | null;
}

const bytes = (hexadecimal: string) => Buffer.from(hexadecimal.slice(2), "hex");

const sealedOf = ({ ciphertext, wrapped_key, key_id }: Row): Sealed => ({
  ciphertext: bytes(ciphertext),
  wrappedKey: bytes(wrapped_key),
  keyId: key_id,
});

/** The words of a part, opened where they are sealed. */
export function wordsOf(part: Row, { rows }: Sight, seal: Seal): Words {
  const content = rows.one("part_content", part.id, "part_id")!;
  if (content.ciphertext === null) return content as never;
  const opened = seal.openPart(sealedOf(content), part.id, content.version);
  return {
    text: opened.text,
    file_name: opened.fileName,
    media_type: opened.mediaType,
    file_sha256: opened.fileSha256,
    public_source: opened.publicSource,
  };
}

/** The title of a report, opened where it is sealed. */
export function titleOf(report: Row, { rows }: Sight, seal: Seal): string {
  const title = rows.one("report_title", report.id, "report_id")!;
  return title.ciphertext === null ? title.title : seal.openTitle(sealedOf(title), report.id, title.version);
}

/** So many years after a day; the last day of February where the day is not in that year. */
export function yearsAfter(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, "0");
  const found = `${year}${day.slice(4)}`;
  return Number.isNaN(Date.parse(found)) || new Date(found).toISOString().slice(0, 10) !== found
    ? `${year}-02-28`
    : found;
}

/** Whole months by the calendar: the day of the month, or the last of a month that has no such day, ends each. */
export function wholeMonths(since: string, until: string): number {
  const [from, to] = [since, until].map((day) => day.split("-").map(Number) as [number, number, number]);
  const months = (to![0] - from![0]) * 12 + to![1] - from![1];
  const lastDay = new Date(Date.UTC(to![0], to![1], 0)).getUTCDate();
  return to![2] < Math.min(from![2], lastDay) ? months - 1 : months;
}
