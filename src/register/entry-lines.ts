import canonicalize from "canonicalize";

import type { KeptEntry } from "./verify";

/** What of an export cannot be read as an entry. */
export class UnreadableEntry extends Error {
  override readonly name = "UnreadableEntry";

  constructor(place: number, form: string) {
    super(`Line ${place} of the export is not an entry in the form of ${form}`);
  }
}

/** An entry as a line of an export: canonical JSON, so that there is one line for each entry. */
export const entryLine = ({ at, entry, hash, id, previous, sequence }: KeptEntry): string =>
  `{"at":"${at}","entry":${entry},"hash":"${hash}","id":"${id}","previous":"${previous}","sequence":${sequence}}`;

const TEXTS = ["at", "hash", "id", "previous"] as const;

/** A line of an export as the entry that it was made of; `place` counts from 1. */
export function readEntryLine(line: string, place: number): KeptEntry {
  const said = parsed(line);
  const isEntry =
    canonicalize(said) === line &&
    TEXTS.every((field) => typeof said[field] === "string") &&
    typeof said.sequence === "number" &&
    Object.keys(said).length === TEXTS.length + 2;
  if (!isEntry) throw new UnreadableEntry(place, "an export's line");
  return { ...(said as unknown as KeptEntry), entry: canonicalize(said.entry) ?? "" };
}

/** What a line holds, as an object: all else has none of an entry's fields. */
function parsed(line: string): Record<string, unknown> {
  try {
    return (JSON.parse(line) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The columns of an export as CSV (RFC 4180), in their order. */
export const CSV_COLUMNS = ["sequence", "id", "at", "entry", "previous", "hash"] as const;

export const csvHeader = CSV_COLUMNS.join(",");

export const csvLine = (kept: KeptEntry): string =>
  CSV_COLUMNS.map((column) => (column === "entry" ? `"${kept.entry.replaceAll('"', '""')}"` : kept[column])).join(",");

/** A record of CSV as the entry that it was made of. */
export function readCsvRecord(record: readonly string[], place: number): KeptEntry {
  if (record.length !== CSV_COLUMNS.length || !/^[1-9]\d{0,15}$/.test(record[0]!))
    throw new UnreadableEntry(place, "an export as CSV");
  const [sequence, id, at, entry, previous, hash] = record as [string, string, string, string, string, string];
  return { sequence: Number(sequence), id, at, entry, previous, hash };
}
