import { Client } from "pg";

import { canonicalEntry } from "../../../src/register/entry";
import { auditKeptRegister } from "../../../src/register/kept-entries";
import { BEGINNING, type KeptEntry } from "../../../src/register/verify";
import { RegisterFault, walkRegister } from "../../../src/register/walk";
import { entryOf } from "../../register/made-register";
import { entriesIn, rewriteRegister } from "../../register/tampering";
import { testDatabase } from "../../support/database";
import { rewrites } from "./rewrites";
import { bookOf, checkpointsOf } from "./witnessed";

/** What somebody may set a field of an entry to. */
const CHANGES: readonly (readonly [field: string, value: string])[] = [
  ["id", "gen_random_uuid()"],
  ["recorded_at", "recorded_at + interval '1 microsecond'"],
  ["recorded_at", "recorded_at - interval '1 microsecond'"],
  ["entry", "overlay(entry placing 'REFUSE' from position('\"kind\":' in entry) + 8 for 6)"],
  ["previous", "translate(previous, '0123456789', '1234567890')"],
  ["hash", "translate(hash, '0123456789', '1234567890')"],
  ["sequence", "sequence + 1000"],
  ["sequence", "-sequence"],
];

/** What somebody may set a column to by which an entry is found: a start looks at the chain alone, the command at these, too. */
const FOUND_BY: typeof CHANGES = [
  ["kind", "kind || '_'"],
  ["person_id", "gen_random_uuid()"],
  ["parts", "parts || gen_random_uuid()"],
  ["reports", "reports || gen_random_uuid()"],
];

/** The register of a database that a superuser tampers with, and what finds it. */
class Tampered {
  constructor(
    private readonly superuser: Client,
    private readonly entries: readonly KeptEntry[],
    private readonly last: number,
  ) {}

  /** Tells of every way in which the command, or a start, takes the register for what it was. */
  async *unnoticed(): AsyncGenerator<string> {
    for (const { sequence } of this.entries)
      for (const [field, value] of CHANGES)
        yield* this.after(
          `${field} of entry ${sequence} set to ${value}`,
          `update register_entry set ${field} = ${value} where sequence = ${sequence}`,
        );
    for (const { sequence } of this.entries) {
      yield* this.after(`entry ${sequence} deleted`, `delete from register_entry where sequence = ${sequence}`);
      yield* this.after(
        `entry ${sequence} doubled`,
        `insert into register_entry (sequence, id, recorded_at, entry, previous, hash, kind, person_id, parts, reports)
         select sequence, id, recorded_at + interval '1 microsecond', entry, previous, hash, kind, person_id, parts, reports
         from register_entry where sequence = ${sequence}`,
      );
    }
    yield* this.afterRewrites();
    yield* this.whereFoundByAnother();
  }

  private async *afterRewrites(): AsyncGenerator<string> {
    for (const { what, from, entries } of rewrites(this.entries)) {
      if (from > this.last) continue;
      await rewriteRegister(this.superuser, entries);
      yield* this.believed(what, this.last);
    }
    await rewriteRegister(this.superuser, this.entries);
  }

  private async *whereFoundByAnother(): AsyncGenerator<string> {
    for (const { sequence } of this.entries)
      for (const [field, value] of FOUND_BY) {
        await this.tamper(`update register_entry set ${field} = ${value} where sequence = ${sequence}`);
        const { verdict } = await auditKeptRegister(this.superuser);
        if (verdict.fits || verdict.sequence !== sequence)
          yield `entry ${sequence} is found by another ${field}: not found by the command`;
        await rewriteRegister(this.superuser, this.entries);
      }
  }

  private async *after(what: string, statement: string): AsyncGenerator<string> {
    await this.tamper(statement);
    yield* this.believed(what, 0);
    await rewriteRegister(this.superuser, this.entries);
  }

  private async tamper(statement: string): Promise<void> {
    await this.superuser.query("alter table register_entry disable trigger register_entry_append_only");
    await this.superuser.query(statement);
    await this.superuser.query("alter table register_entry enable trigger register_entry_append_only");
  }

  private async *believed(what: string, checkpoint: number): AsyncGenerator<string> {
    const book = checkpoint === 0 ? undefined : bookOf(checkpointsOf(this.entries, [checkpoint]));
    const { verdict } = await auditKeptRegister(this.superuser, book ? { checkpoints: book } : {});
    if (verdict.fits) yield `${what}: not found by the command`;
    const from = checkpoint === 0 ? BEGINNING : this.entries[checkpoint - 1]!;
    const walked = await walkRegister(this.superuser, from).catch((failure: unknown) => failure);
    if (!(walked instanceof RegisterFault)) yield `${what}: not found by a start`;
  }
}

/** What is not found of tampering in a database with so many entries, by its superuser with the triggers off. */
export async function unnoticedInDatabase(size: number): Promise<string[]> {
  const database = await testDatabase();
  const superuser = new Client({ connectionString: database.migratorUrl });
  await superuser.connect();
  try {
    const texts = Array.from({ length: size }, (_, place) => canonicalEntry(entryOf(place + 1)));
    await superuser.query("select from register_append($1::text[])", [texts]);
    const entries = await entriesIn(superuser);
    const unnoticed: string[] = [];
    const { verdict } = await auditKeptRegister(superuser);
    if (!verdict.fits) unnoticed.push("an untouched register does not fit");
    for await (const what of new Tampered(superuser, entries, size).unnoticed()) unnoticed.push(what);
    return unnoticed;
  } finally {
    await superuser.end();
    await database.close();
  }
}
