import { idOf } from "../../../src/access/ids";
import { type Arguments, type Key } from "./lists";
import { type Row, microseconds } from "./rows";
import type { Sight } from "./sight";
import {
  type Asking,
  type Fields,
  ID,
  byPosition,
  column,
  connection,
  id,
  instant,
  orNull,
  readable,
  thing,
} from "./things";

/** Whether an instant that may not be there has come. */
const isPast = (at: string | null, { sight }: Asking) => at !== null && sight.isOpen(microseconds(at), Infinity);

/** The state of a circulation at the instant of the answer. */
export function stateOf(row: Row, asking: Asking): string {
  const { rows } = asking.sight;
  if (isPast(row.withdrawn_at, asking)) return "WITHDRAWN";
  if (isPast(row.declined_at, asking)) return "DECLINED";
  if (isPast(row.revoked_at, asking)) return "REVOKED";
  if (isPast(row.valid_until, asking)) return "EXPIRED";
  if (!isPast(row.completed_at, asking)) {
    const signatures = rows.of("circulation_signature", "circulation_id", row.id);
    return signatures.some(({ signed_at }) => isPast(signed_at, asking)) ? "PARTLY_SIGNED" : "PROPOSED";
  }
  const isSuspended = rows
    .of("circulation_suspension", "circulation_id", row.id)
    .some(({ suspended_at, lifted_at }) => isPast(suspended_at, asking) && !isPast(lifted_at, asking));
  if (isSuspended) return "SUSPENDED";
  return row.valid_from === null || isPast(row.valid_from, asking) ? "SIGNED" : "NOT_YET_VALID";
}

const papers = (row: Row, { sight }: Asking) => sight.may("read", "CirculationPaper", row);

/** Whether a circulation speaks of a part: listed, or of the report in full; and not taken out of it. */
function covers(circulation: Row, part: Row, { sight: { rows } }: Asking): boolean {
  const { narrowed_at } = circulation;
  const isSpokenOf = circulation.is_full
    ? narrowed_at === null || microseconds(part.created_at) <= microseconds(narrowed_at)
    : rows.of("circulation_part", "circulation_id", circulation.id).some(({ part_id }) => part_id === part.id);
  const withheld = rows.of("circulation_withholding", "circulation_id", circulation.id);
  return isSpokenOf && !withheld.some(({ part_id, recipient_id }) => part_id === part.id && recipient_id === null);
}

/** What belongs to a circulation and is for those who see its papers, in an order; null for others. */
const ofPapers =
  (table: "circulation_signature" | "circulation_act", type: string, order: string): Fields[string] =>
  (row, asking) =>
    papers(row, asking)
      ? asking.sight.rows
          .of(table, "circulation_id", row.id)
          .filter((one) => readable(one, "Signature", asking))
          .sort((one, other) => microseconds(one[order]) - microseconds(other[order]) || (one.id < other.id ? -1 : 1))
          .map(thing(type))
      : null;

const dayBegins = (day: string) => microseconds(`${day}T00:00:00Z`);
const DAY = 86_400_000_000;

/** The posts of the reporting line in force. */
function line({ sight }: Asking): string[] {
  const inForce = sight.rows
    .all("reporting_line")
    .find((one) => sight.isOpen(dayBegins(one.starts_on), one.ends_on ? dayBegins(one.ends_on) + DAY : Infinity));
  return sight.rows.of("reporting_line_post", "reporting_line_code", inForce?.code).map(({ post_id }) => post_id);
}

export const circulation: Fields = {
  id: id("circulation"),
  state: stateOf,
  full: (row) => row.is_full && row.narrowed_at === null,
  validFrom: instant("valid_from"),
  validUntil: instant("valid_until"),
  purpose: column("purpose"),
  portalsAllowed: column("portals_allowed"),
  copiesAllowed: column("copies_allowed"),
  digest: (row, asking) =>
    papers(row, asking) ? asking.sight.rows.one("circulation_paper", row.id, "circulation_id")!.digest : null,
  proposedOn: (row, asking) => (papers(row, asking) ? instant("proposed_at")(row, asking, {}) : null),
  report: (row, asking) =>
    orNull(readable(asking.sight.rows.one("report", row.report_id), "Report", asking), thing("Report")),
  parts: (row, asking) =>
    asking.sight.rows
      .of("part", "report_id", row.report_id)
      .filter((part) => part.withdrawn_at === null && readable(part, "PartReference", asking))
      .filter((part) => covers(row, part, asking) && (papers(row, asking) || readable(part, "Part", asking)))
      .sort(byPosition)
      .map(thing("PartReference")),
  recipients: (row, asking) =>
    asking.sight.rows
      .of("circulation_recipient", "circulation_id", row.id)
      .filter((one) => readable(one, "CirculationRecipient", asking))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ post_id, office_id }) =>
        post_id === null
          ? thing("Office")(asking.sight.rows.one("office", office_id)!)
          : thing("Post")(asking.sight.rows.one("post", post_id)!),
      ),
  signatures: ofPapers("circulation_signature", "Signature", "signed_at"),
  acts: ofPapers("circulation_act", "CirculationAct", "done_at"),
  awaiting: (row, asking) => {
    if (!papers(row, asking)) return null;
    if (!["PROPOSED", "PARTLY_SIGNED"].includes(stateOf(row, asking))) return [];
    const { rows } = asking.sight;
    const signed = rows.of("circulation_signature", "circulation_id", row.id).map(({ post_id }) => post_id as string);
    return line(asking)
      .filter((post) => !signed.includes(post))
      .map((post) => rows.one("post", post)!)
      .sort((one, other) => (one.code < other.code ? -1 : 1))
      .map(thing("Post"));
  },
};

const post: Fields[string] = ({ post_id }, asking) =>
  orNull(readable(asking.sight.rows.one("post", post_id), "Organisation", asking), thing("Post"));

export const signature: Fields = {
  acting: column("acting"),
  reportingLineCode: column("reporting_line_code"),
  digest: column("digest"),
  signedAt: instant("signed_at"),
  memorandumReference: column("memorandum_reference"),
  memorandumOn: column("memorandum_on"),
  scanSha256: column("scan_sha256"),
  post,
};

export const circulationAct: Fields = {
  act: column("act"),
  doneAt: instant("done_at"),
  reason: column("reason"),
  post,
};

const recipient =
  (kind: "post" | "office") =>
  (row: Row, wanted: string, sight: Sight): boolean =>
    sight.rows
      .of("circulation_recipient", "circulation_id", row.id)
      .some(
        (one) =>
          one[`${kind}_id`] !== null &&
          idOf(kind, one[`${kind}_id`]) === wanted &&
          sight.may("read", "CirculationRecipient", one),
      );

/** The conditions of its filter, but for the state. */
export const ofCirculations = {
  reportId: (row: Row, wanted: string) => idOf("report", row.report_id) === wanted,
  postId: recipient("post"),
  officeId: recipient("office"),
  expiringBefore: (row: Row, wanted: Date) =>
    row.valid_until !== null && microseconds(row.valid_until) < wanted.getTime() * 1000,
};

/** The newest proposal first, for those who see when it was; the others after them. */
export function circulations(
  rows: readonly Row[],
  { field, owner = "" }: { field: string; owner?: string },
  asking: Asking,
  args: Arguments,
) {
  const proposedAt = (row: Row): string => (papers(row, asking) ? row.proposed_at : "-infinity");
  const keys: Key<Row>[] = [
    {
      of: (row) => microseconds(proposedAt(row)),
      text: (row) => proposedAt(row).replace("T", " ").replace("+00:00", "+00"),
      read: microseconds,
      isDescending: true,
    },
    { ...ID, isDescending: true },
  ];
  const given = Object.entries((args.filter ?? {}) as Arguments).filter(([, wanted]) => wanted != null);
  const isAsked = (row: Row) =>
    given.every(([name, wanted]) =>
      name === "states"
        ? wanted.includes(stateOf(row, asking))
        : ofCirculations[name as keyof typeof ofCirculations](row, wanted as never, asking.sight),
    );
  const items = () => rows.filter((row) => readable(row, "Circulation", asking) && isAsked(row));
  return connection(thing("Circulation"), { items, keys, field, owner }, asking, args);
}
