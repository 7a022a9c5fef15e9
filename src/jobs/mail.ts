import { createHash } from "node:crypto";

import { createTransport } from "nodemailer";
import type PgBoss from "pg-boss";

import { idOf } from "../access/ids";
import { queueMarked } from "./marked";
import { readSecretFile } from "../secret-file";
import type { MailSettings } from "../setting-jobs";
import type { JobParts } from "./parts";

/** The payload of a mail's job: ids alone. */
export interface MailJob {
  readonly notice: string;
  readonly person: string;
}

/** How long the mail server may take for each step, in milliseconds. */
const PATIENCE = 15_000;

/** Sends the mail of a job. */
export type Postman = (job: MailJob) => Promise<void>;

/** Gives the job runner what is to be mailed, each once: the mark that it was and the job are committed together. */
export const queueMails = ({ jobs }: JobParts, boss: PgBoss): Promise<number> =>
  queueMarked({ jobs, boss, queue: "mail" }, async (client) => {
    const { rows } = await client.query<MailJob>(
      `insert into notice_mail (notice_id, person_id) select notice_id, person_id from mails_to_queue()
       on conflict do nothing returning notice_id as notice, person_id as person`,
    );
    return rows;
  });

/** Opens the way to the mail server. A mail says that there is a notice, of which kind, and its id: what it is about is read in the registry. */
export function openPostman({ jobs }: Pick<JobParts, "jobs">, mail: MailSettings): Postman {
  const transport = createTransport({
    ...mailServer(mail),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ notice, person }) => {
    const { rows } = await jobs.query<{ kind: string; address: string }>(
      "select kind, address from mail_to_send($1, $2)",
      [notice, person],
    );
    const [found] = rows;
    if (!found) return;
    const { kind, address } = found;
    await transport
      .sendMail({
        from: mail.from,
        to: { name: "", address },
        subject: "A notice awaits you in the registry",
        text: `A notice to a post that you hold awaits you in the registry.\nIt is read there alone.\n\nKind: ${kind}\nNotice: ${idOf("notice", notice)}\n`,
        messageId: `<${mailId(notice, person)}@${mail.from.split("@").at(-1)}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      })
      .catch(refuse);
  };
}

/** The same mail, sent again because nobody knows whether it was taken, has the same id: who receives both can tell. */
const mailId = (notice: string, person: string) =>
  createHash("sha256").update(`${notice} ${person}`).digest("hex").slice(0, 32);

/** What the server has answered may name the address: of it nothing is kept but the code. */
function refuse(failure: unknown): never {
  const { code, responseCode } = failure as { code?: string; responseCode?: number };
  throw new Error(`The mail was not taken: ${code ?? "unknown"} ${responseCode ?? ""}`.trim());
}

/** How the server is spoken to: nothing is sent in clear but to one on this machine. */
export function mailServer({ server, login, passwordFile }: Omit<MailSettings, "from">) {
  const { protocol, hostname, port } = new URL(server);
  const secure = protocol === "smtps:";
  const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  const pass = passwordFile && readSecretFile(passwordFile, "password file", "make it, with the password alone").trim();
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
    ...(login && pass ? { auth: { user: login, pass } } : {}),
  };
}
