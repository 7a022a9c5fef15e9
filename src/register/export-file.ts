import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream";

import { parse } from "csv-parse";

import { StartError } from "../start-error";
import { csvHeader, readCsvRecord, readEntryLine } from "./entry-lines";
import type { KeptEntry } from "./verify";

/** The entries of an export, in the order of the file: JSON lines, or CSV where the file's name says so. */
export async function* exportedEntries(path: string): AsyncGenerator<KeptEntry> {
  const file = createReadStream(path, "utf8");
  const unreadable = new Promise<never>((_, reject) =>
    file.once("error", () => reject(new StartError(`The export ${path} cannot be read.`))),
  );
  unreadable.catch(() => undefined);
  await Promise.race([new Promise<void>((resolve) => file.once("ready", () => resolve())), unreadable]);
  yield* path.endsWith(".csv") ? fromCsv(file) : fromLines(file);
}

async function* fromLines(file: NodeJS.ReadableStream): AsyncGenerator<KeptEntry> {
  let place = 0;
  for await (const line of createInterface({ input: file, crlfDelay: Infinity })) yield readEntryLine(line, ++place);
}

/** A pipeline hands the file's failures on: an export that could be read in part only is not one that ends there. */
async function* fromCsv(file: NodeJS.ReadableStream): AsyncGenerator<KeptEntry> {
  let place = 0;
  const records = pipeline(file, parse({ relaxColumnCount: true }), () => undefined);
  for await (const record of records as AsyncIterable<string[]>) {
    place += 1;
    if (place > 1 || record.join() !== csvHeader) yield readCsvRecord(record, place);
  }
}
