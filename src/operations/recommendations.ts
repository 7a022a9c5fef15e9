import { randomUUID } from "node:crypto";

import { uuidOf } from "../access/ids";
import { BadInput, NotFound } from "../entities/errors";
import { Office } from "../entities/organisation";
import type { Level } from "../entities/terms";
import { type PartWords, type Sealed } from "../access/sealing";
import { citing } from "../policies/paragraphs";
import type { Act, Seen } from "./act";
import { textAlone } from "./add-part";
import { keptWords } from "./sealed-texts";

/** A recommendation that the viewer reads, locked for the act; NOT_FOUND for what is hidden, absent, or no id. */
export async function seeRecommendation(act: Act, id: string): Promise<Seen> {
  const seen = await act.see("Recommendation", "part", id);
  if (seen.row.decision === null)
    throw new BadInput("This part is not a recommendation. Give the id of a recommendation.");
  return seen;
}

/** Notes what was done to a recommendation, and in which post, in its history and for the register. */
export async function noteRecommendation(
  act: Act,
  { id }: Seen,
  { done, post }: { done: string; post: string | null },
): Promise<void> {
  const [part] = await act.manager.query<{ report_id: string }[]>("select report_id from part where id = $1", [id]);
  act.changes.reports.add(part!.report_id);
  await act.record({ kind: "PART", id, done, post });
}

/** A file that is told by its name, its media type and the digest of its content. */
export interface File {
  readonly fileName: string;
  readonly mediaType: string;
  readonly fileSha256: string;
}

/** Keeps what is said of a recommendation in the form of its level: sealed where it is strictly confidential. Gives the id of the words. */
export async function keepWords(act: Act, { id: part, row }: Seen, text: string, file?: File): Promise<string> {
  const id = randomUUID();
  const said = { ...textAlone(text), ...file };
  const kept = keptWords(act, said, row.level as Level, { id, version: 1 });
  await act.manager.query(
    `insert into recommendation_words (id, part_id, text, file_name, media_type, file_sha256, ciphertext, wrapped_key, key_id, sha256)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      part,
      ...[kept.text, kept.fileName, kept.mediaType, kept.fileSha256],
      ...[kept.ciphertext, kept.wrappedKey, kept.keyId, kept.sha256],
    ],
  );
  return id;
}

/** What was said of a recommendation, as it is kept. */
interface Kept extends Sealed, Pick<PartWords, "fileName" | "mediaType" | "fileSha256"> {
  readonly id: string;
  readonly text: string | null;
  readonly version: number;
}

/** Keeps what was said of a part in the form of the part's new level, as the part itself is: what it says never changes. */
export async function keepSaidAnew(act: Act, part: string, level: Level): Promise<void> {
  const said = await act.manager.query<Kept[]>(
    `select id, version, text, file_name as "fileName", media_type as "mediaType", file_sha256 as "fileSha256", ciphertext,
       wrapped_key as "wrappedKey", key_id as "keyId" from recommendation_words where part_id = $1 order by id for update`,
    [part],
  );
  for (const { id, version, text, fileName, mediaType, fileSha256, ...sealed } of said) {
    const words =
      text === null ? act.seal.openPart(sealed, id, version) : { ...textAlone(text), fileName, mediaType, fileSha256 };
    const kept = keptWords(act, words, level, { id, version });
    await act.manager.query(
      `update recommendation_words set text = $2, file_name = $3, media_type = $4, file_sha256 = $5, ciphertext = $6, wrapped_key = $7, key_id = $8
       where id = $1`,
      [
        id,
        ...[kept.text, kept.fileName, kept.mediaType, kept.fileSha256],
        ...[kept.ciphertext, kept.wrappedKey, kept.keyId],
      ],
    );
  }
}

/** § 10.21: an office that may take a task of implementation on this day. */
export async function officeForTask(act: Act, id: string, task: string): Promise<string> {
  const uuid = uuidOf("office", id);
  const office = uuid ? await act.manager.findOneBy(Office, { id: uuid }) : null;
  if (!office) throw new NotFound();
  const [found] = await act.manager.query<{ may: boolean }[]>("select may_take_task($1, $2, registry_now()) as may", [
    office.id,
    task,
  ]);
  if (!found!.may)
    throw new BadInput(
      `${office.code} does not take this task now. Name an office of the closed list that exists today.`,
      citing("§ 10.21"),
    );
  return office.id;
}
