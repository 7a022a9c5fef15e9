import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { Client } from "pg";

import { Audit } from "./audit";
import { csvHeader, csvLine, entryLine } from "./entry-lines";
import { inSnapshot, keptEntries } from "./kept-entries";
import type { KeptEntry, Verdict } from "./verify";

/** Where an export goes, and in which form. */
export interface ExportWish {
  /** A new file; the output of this process where there is none. */
  readonly output?: string | undefined;
  /** As CSV; where nothing is said, by the file's name. */
  readonly csv?: boolean | undefined;
}

/** Writes every entry of the register as it is kept, a line each, and tells whether they fit. */
export async function exportRegister(client: Client, { output, csv = isCsv(output) }: ExportWish): Promise<Verdict> {
  const audit = new Audit();
  await inSnapshot(client, () =>
    pipeline(Readable.from(lines(audited(keptEntries(client), audit), csv)), target(output)),
  );
  return audit.verdict();
}

const isCsv = (output: string | undefined): boolean => output?.endsWith(".csv") ?? false;

/** A file is a new one: what was exported before is not written over. */
const target = (output: string | undefined) =>
  output === undefined ? process.stdout : createWriteStream(output, { flags: "wx", mode: 0o600 });

async function* audited(entries: AsyncIterable<KeptEntry>, audit: Audit): AsyncGenerator<KeptEntry> {
  for await (const entry of entries) {
    audit.take(entry);
    yield entry;
  }
}

async function* lines(entries: AsyncIterable<KeptEntry>, csv: boolean): AsyncGenerator<string> {
  if (csv) yield `${csvHeader}\n`;
  for await (const entry of entries) yield `${csv ? csvLine(entry) : entryLine(entry)}\n`;
}
