import { BadInput } from "../entities/errors";

/** Text as it is kept: composed (NFC), without the blanks around it. */
const composed = (text: string) => text.normalize("NFC").trim();

/** Control characters that are no new line, return or tabulator; the database keeps no zero byte. */
const UNPRINTABLE = /(?![\n\r\t])\p{Cc}/u;

/** A text that must say something, and no more than fits. */
export function words(text: string, what: string, longest = 2_000): string {
  const kept = composed(text);
  if (kept === "") throw new BadInput(`Give ${what}: it must not be empty.`);
  if (UNPRINTABLE.test(kept)) throw new BadInput(`Remove from ${what} the signs that cannot be printed.`);
  if (kept.length > longest) throw new BadInput(`Shorten ${what}: it may have ${longest} characters.`);
  return kept;
}

/** A text that may be missing; null then. */
export const optionalWords = (text: string | null | undefined, what: string, longest = 2_000): string | null =>
  text === null || text === undefined ? null : words(text, what, longest);

/** A SHA-256 in hexadecimal. */
export function sha256Hex(text: string, what: string): string {
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new BadInput(`Give ${what} as a SHA-256 of 64 hexadecimal digits.`);
  return text.toLowerCase();
}

/** Days in their order: the last one not before the first. */
export function inOrder(from: string, to: string | null | undefined, what: string): void {
  if (to !== null && to !== undefined && to < from)
    throw new BadInput(`${what} ends before it begins: set its last day to its first or later.`);
}

/** A day of the calendar as text, in UTC. */
export const dayOf = (day: Date | string): string => (day instanceof Date ? day.toISOString().slice(0, 10) : day);
