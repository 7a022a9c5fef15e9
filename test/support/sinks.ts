import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where everything ends that is neither an answer nor a row: logs, metrics, refusals. Nothing classified may end there. */

const FOLDER = "TEST_SINKS";

/** What tests put into every text that is hidden from somebody, and the marks of the worlds' own texts. */
const CANARY =
  /CANARY-[0-9a-f]{16}|\b(?:Title|Text|Third|Source|File) [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g;

export function openSinks(): void {
  process.env[FOLDER] = mkdtempSync(join(tmpdir(), "registry-sinks-"));
}

const sinks = () => process.env[FOLDER] ?? "";

/** PostgreSQL's log of the run, as far as it has come. */
export const postgresLog = (): string => {
  const file = join(sinks(), "postgres.log");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

export function toPostgresLog(text: string): void {
  if (existsSync(sinks())) appendFileSync(join(sinks(), "postgres.log"), text);
}

/** Keeps what one registry wrote elsewhere than to its readers. */
export function toSinks(lines: readonly unknown[]): void {
  if (existsSync(sinks()))
    appendFileSync(join(sinks(), `server-${randomUUID()}.log`), lines.map((line) => JSON.stringify(line)).join("\n"));
}

/** The canaries of a text. */
export const canariesIn = (text: string): string[] => [...new Set(text.match(CANARY) ?? [])];

/** After a run: throws where a canary has ended in a sink. */
export function closeSinks(): void {
  const folder = sinks();
  if (!existsSync(folder)) return;
  const found = readdirSync(folder).flatMap((name) =>
    canariesIn(readFileSync(join(folder, name), "utf8")).map((canary) => `${name}: ${canary}`),
  );
  rmSync(folder, { recursive: true, force: true });
  if (found.length > 0)
    throw new Error(`What is hidden has ended in a log, a metric or a refusal:\n${found.slice(0, 20).join("\n")}`);
}
