import { rowOf } from "../access/ids";
import type { Projection } from "../access/operators";
import { projectionSql } from "../access/projection";
import { instantSql } from "../access/rows";
import { filterSql } from "../access/sql-filter";
import { Statement } from "../access/statement";
import { BadInput, InvalidState, NotFound } from "../entities/errors";
import type { SubjectName } from "../policies/subjects";
import type { Act } from "./act";
import { dayBefore, givenDay, today } from "./days";
import { inTurn } from "./in-turn";
import type { Outcome } from "./perform";

/** A kind of dated entry that gives sight: where it lies, and what it says beside its days. */
export interface EntryKind {
  readonly prefix: string;
  readonly table: string;
  readonly subject: SubjectName;
  readonly says: readonly string[];
  /** Whether it waits for a second person. */
  readonly isConfirmed: boolean;
}

const confirmed = { isConfirmed: true };
const recorded = { isConfirmed: false };

/** Entries that wait for a second person. */
export const confirmable = {
  appointment: {
    prefix: "appointment",
    table: "appointment",
    subject: "Appointment",
    says: ["post_id", "person_id", "acting", "contributing_country", "mission_leadership"],
    ...confirmed,
  },
  placement: {
    prefix: "placement",
    table: "post_placement",
    subject: "Organisation",
    says: ["post_id", "office_id", "is_head"],
    ...confirmed,
  },
  login: {
    prefix: "login",
    table: "login",
    subject: "Login",
    says: ["issuer", "subject", "person_id", "portal_code"],
    ...confirmed,
  },
  portal: { prefix: "portal", table: "portal", subject: "Portal", says: ["code", "name", "office_id"], ...confirmed },
  webhook: { prefix: "webhook", table: "webhook", subject: "Webhook", says: ["portal_code", "url"], ...confirmed },
} as const satisfies Record<string, EntryKind>;

/** Entries that one person makes, and that give sight as soon as they are recorded. */
export const immediate = {
  designation: {
    prefix: "designation",
    table: "designation",
    subject: "Designation",
    says: ["office_id", "person_id", "designated_by"],
    ...recorded,
  },
  officerInCharge: {
    prefix: "charge",
    table: "officer_in_charge",
    subject: "OfficerInCharge",
    says: ["post_id", "named_by"],
    ...recorded,
  },
} as const satisfies Record<string, EntryKind>;

/** An entry that the viewer sees, locked: as the law sees it, and what it says. */
export interface SeenEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly subject: SubjectName;
  readonly row: Projection;
  readonly said: Readonly<Record<string, string | null>>;
}

/** The kind of entry that an id speaks of, where it waits for a second person. */
export function confirmableKind(id: string): EntryKind {
  const prefix = rowOf(id)?.prefix;
  const kind = Object.values(confirmable).find((one) => one.prefix === prefix);
  if (!kind) throw new NotFound();
  return kind;
}

/** An entry of a kind; NOT_FOUND for what is hidden, absent, or no id of one. */
export async function seeEntry(act: Act, kind: EntryKind, id: string): Promise<SeenEntry> {
  await inTurn(act);
  const named = rowOf(id);
  if (named?.prefix !== kind.prefix) throw new NotFound();
  const statement = new Statement();
  const row = statement.row();
  const projection = projectionSql(kind.subject, row, instantSql(act.viewer.now, statement));
  const { text, values } = statement.query(
    `select ${row}.id, to_jsonb(${row}) as said, ${projection} as row from ${kind.table} ${row}
     where ${row}.id = ${statement.parameter(named.uuid, "uuid")} and ${filterSql(act.abilities, "read", kind.subject, { row, statement })}
     for no key update of ${row}`,
  );
  const [found] = await act.manager.query<Pick<SeenEntry, "id" | "row" | "said">[]>(text, values);
  if (!found) throw new NotFound();
  return { ...found, kind, subject: kind.subject };
}

/** What an entry's payload reads it by. */
export const entryOutcome = ({ prefix }: EntryKind, id: string): Outcome => ({ [`${prefix}_id`]: id });

/** Notes for the register that an entry was made or changed. */
export const noteEntry = (act: Act, kind: EntryKind, id: string): void => {
  act.changes.others.push({ kind: kind.table, id });
};

/** The last day that an end asks for; where none is given it is at once, and yesterday was the last. */
export const lastDay = async (act: Act, endsOn: string | null | undefined): Promise<string> =>
  endsOn ? givenDay(endsOn, "endsOn") : dayBefore(await today(act));

/** Ends an entry with an earlier last day: sight only shrinks. Gives the id of the entry that stands from now on. */
export async function endEntry(act: Act, entry: SeenEntry, last: string): Promise<string> {
  refuseWhatStandsNoMore(entry, await today(act));
  const { ends_on: present } = entry.said;
  if (present && last >= present)
    throw new BadInput(
      `This ends on ${present}: give an earlier day. For more days make a new entry, which has to be confirmed.`,
    );
  return shortenEntry(act, entry, last);
}

function refuseWhatStandsNoMore({ kind, said }: SeenEntry, day: string): void {
  if (said.superseded_at) throw new InvalidState("Another entry has taken the place of this one, or it was withdrawn.");
  if (kind.isConfirmed && !said.confirmed_at)
    throw new InvalidState("Nobody has confirmed this entry, so that it gives no sight: withdraw it.");
  if (said.ends_on && said.ends_on < day) throw new InvalidState("This has ended already.");
}

/**
 * Puts a shorter entry in the place of one, or none where not a day is left of it or nobody had confirmed it. The old one gave sight
 * until this instant, and the new one, on the word of the same persons, gives it from this instant: at each instant one of the two.
 */
export async function shortenEntry(
  act: Act,
  { kind, id }: Pick<SeenEntry, "kind" | "id">,
  last: string,
): Promise<string> {
  const gaveSight = kind.isConfirmed ? "confirmed_at is not null" : "true";
  const kept = kind.isConfirmed ? ["entered_by", "confirmed_by"] : [];
  const stamped = kind.isConfirmed ? ["entered_at", "confirmed_at"] : ["recorded_at"];
  const same = [...kind.says, ...kept, "starts_on"].join(", ");
  const [replacing] = await act.manager.query<{ id: string }[]>(
    `with replaced as (
       update ${kind.table} set superseded_at = registry_now(), superseded_by = $2 where id = $1 and superseded_at is null returning *)
     insert into ${kind.table} (${same}, ${stamped.join(", ")}, ends_on)
       select ${same}, ${stamped.map(() => "superseded_at").join(", ")}, $3::date from replaced where starts_on <= $3::date and ${gaveSight}
     returning id`,
    [id, act.person, last],
  );
  noteEntry(act, kind, id);
  if (!replacing) return id;
  noteEntry(act, kind, replacing.id);
  return replacing.id;
}
