import type { SealedPlace } from "../access/sealing";
import { digestOf } from "../access/sealing";
import { Level } from "../entities/terms";
import type { Act } from "./act";

/** The form in which a text is kept, by its level: in clear, or sealed. */
export interface KeptText {
  readonly clear: string | null;
  readonly ciphertext: Buffer | null;
  readonly wrappedKey: Buffer | null;
  readonly keyId: string | null;
  readonly sha256: Buffer;
}

/** A text as it is to be kept at a level: strictly confidential texts are never in clear. */
export function keptText(act: Act, text: string, level: Level, place: SealedPlace): KeptText {
  const sha256 = digestOf(text);
  if (level !== Level.STRICTLY_CONFIDENTIAL)
    return { clear: text, ciphertext: null, wrappedKey: null, keyId: null, sha256 };
  return { clear: null, ...act.seal.seal(text, place), sha256 };
}

/** The text that was kept. */
export function clearText(
  act: Act,
  kept: { clear: string | null; ciphertext: Buffer | null; wrappedKey: Buffer | null; keyId: string | null },
  place: SealedPlace,
): string {
  if (kept.clear !== null) return kept.clear;
  return act.seal.open({ ciphertext: kept.ciphertext!, wrappedKey: kept.wrappedKey!, keyId: kept.keyId! }, place);
}

/** Puts a part's text into the search, or takes it out: strictly confidential text is never searched. */
export async function indexText(act: Act, partId: string, clear: string | null): Promise<void> {
  await act.manager.query(
    `insert into part_search (part_id, document) values ($1, to_tsvector('english', $2))
     on conflict (part_id) do update set document = excluded.document`,
    [partId, clear ?? ""],
  );
}
