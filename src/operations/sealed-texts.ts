import { type PartWords, type Sealed, digestOf } from "../access/sealing";
import type { PartContent } from "../entities/part";
import type { ReportTitle } from "../entities/report";
import { Level } from "../entities/terms";
import type { Act } from "./act";

/** What a text is kept as beside itself: nothing while it is in clear. */
type Closed = Pick<PartContent, "ciphertext" | "wrappedKey" | "keyId" | "sha256">;

const IN_CLEAR = { ciphertext: null, wrappedKey: null, keyId: null };

/** Whose text it is, and of which version. */
interface Place {
  readonly id: string;
  readonly version: number;
}

/** A title as it is to be kept at a level: a strictly confidential one is never in clear. */
export function keptTitle(
  { seal }: Act,
  title: string,
  level: Level,
  { id, version }: Place,
): Closed & Pick<ReportTitle, "title"> {
  const sha256 = digestOf(title);
  if (level !== Level.STRICTLY_CONFIDENTIAL) return { title, ...IN_CLEAR, sha256 };
  return { title: null, ...seal.sealTitle(title, id, version), sha256 };
}

/** The title that was kept. */
export function titleOf({ seal }: Act, kept: ReportTitle): string {
  return kept.title ?? seal.openTitle(kept as unknown as Sealed, kept.reportId, kept.version);
}

const NO_WORDS = { text: null, fileName: null, mediaType: null, fileSha256: null, publicSource: null };

/** What a part says as it is to be kept at a level: of a strictly confidential one nothing is in clear, its file and source neither. */
export function keptWords(
  { seal }: Act,
  words: PartWords,
  level: Level,
  { id, version }: Place,
): Closed & Pick<PartContent, keyof PartWords> {
  const sha256 = digestOf(words.text);
  if (level !== Level.STRICTLY_CONFIDENTIAL) return { ...words, ...IN_CLEAR, sha256 };
  return { ...NO_WORDS, ...seal.sealPart(words, id, version), sha256 };
}

/** What the part says that was kept. */
export function wordsOf({ seal }: Act, kept: PartContent): PartWords {
  const { text, fileName, mediaType, fileSha256, publicSource } = kept;
  if (text !== null) return { text, fileName, mediaType, fileSha256, publicSource };
  return seal.openPart(kept as unknown as Sealed, kept.partId, kept.version);
}

/** Puts a part's text into the search, or takes it out: strictly confidential text is never searched. */
export async function indexText(act: Act, partId: string, clear: string | null): Promise<void> {
  await act.manager.query(
    `insert into part_search (part_id, document) values ($1, to_tsvector('english', $2))
     on conflict (part_id) do update set document = excluded.document`,
    [partId, clear ?? ""],
  );
}
