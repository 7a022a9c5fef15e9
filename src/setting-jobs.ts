import { isIP } from "node:net";

import { type Given, databaseAddress, yesOrNo } from "./setting-texts";
import { SettingError } from "./start-error";

/** Where mails are sent from, and through which server. */
export interface MailSettings {
  /** `smtp://host:port`, with STARTTLS unless it is on this machine, or `smtps://host:port`. */
  readonly server: string;
  readonly from: string;
  readonly login?: string;
  readonly passwordFile?: string;
}

/** What webhooks are signed with, and the networks that they may reach beside what is public. */
export interface WebhookSettings {
  readonly keyFile: string;
  /** Each an address and the length of its prefix. */
  readonly networks: readonly Network[];
}

/** The addresses that begin as this one does. */
export interface Network {
  readonly address: string;
  readonly prefix: number;
}

/** Whether this server does what is due, by which login, and whether it mails. */
export interface JobSettings {
  runsJobs: boolean;
  /** The database by a login that may act as `registry_jobs`: the migrator's where there is none. */
  jobsDatabaseUrl?: string;
  mail?: MailSettings;
  webhooks?: WebhookSettings;
}

type Read = (name: string) => Given | undefined;

/** Reads the settings of jobs, and refuses in one sentence those that do not fit together. */
export function readJobSettings(given: Read): JobSettings {
  const database = given("JOBS_DATABASE_URL");
  return {
    runsJobs: yesOrNo(given("JOBS") ?? { name: "JOBS", text: "yes" }),
    jobsDatabaseUrl: database && databaseAddress(database),
    mail: readMail(given),
    webhooks: readWebhooks(given),
  };
}

const MAIL = ["MAIL_SERVER", "MAIL_FROM", "MAIL_LOGIN", "MAIL_PASSWORD_FILE"] as const;

function readMail(given: Read): MailSettings | undefined {
  const [server, from, login, passwordFile] = MAIL.map((name) => given(name)?.text);
  if (server === undefined && from === undefined && login === undefined && passwordFile === undefined) return undefined;
  if (server === undefined || from === undefined)
    throw new SettingError("Mails need MAIL_SERVER and MAIL_FROM: give both, or neither.");
  if ((login === undefined) !== (passwordFile === undefined))
    throw new SettingError("MAIL_LOGIN and MAIL_PASSWORD_FILE belong together: give both, or neither.");
  if (!isMailServer(server))
    throw new SettingError("MAIL_SERVER must be written smtp://host:port or smtps://host:port, without a login.");
  if (!/^[!-?A-~]+@[A-Za-z0-9.-]+$/.test(from)) throw new SettingError("MAIL_FROM must be an address of e-mail.");
  return { server, from, login, passwordFile };
}

function readWebhooks(given: Read): WebhookSettings | undefined {
  const [keyFile, networks] = [given("WEBHOOK_KEY_FILE")?.text, given("WEBHOOK_NETWORKS")?.text];
  if (keyFile !== undefined) return { keyFile, networks: networks?.split(",").map(network) ?? [] };
  if (networks !== undefined)
    throw new SettingError("WEBHOOK_NETWORKS is for webhooks, which need WEBHOOK_KEY_FILE: give both, or neither.");
  return undefined;
}

function network(text: string): Network {
  const [, address = "", length = ""] = /^\s*([0-9A-Fa-f.:]+)\/(\d{1,3})\s*$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0 || Number(length) > (version === 4 ? 32 : 128))
    throw new SettingError("WEBHOOK_NETWORKS must be networks as 10.1.0.0/16 or fd00::/8, separated by commas.");
  return { address, prefix: Number(length) };
}

function isMailServer(text: string): boolean {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  return (
    address !== undefined &&
    ["smtp:", "smtps:"].includes(address.protocol) &&
    address.hostname !== "" &&
    address.username === "" &&
    ["", "/"].includes(address.pathname + address.search + address.hash)
  );
}
