import { readSettings } from "../../src/settings";
import { SettingError } from "../../src/start-error";

const PRODUCTION = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://app:secret@db.example:5432/registry",
  OIDC_ISSUER: "https://id.example",
  REGISTRY_KEY_FILE: "/etc/registry/key",
  TICKET_KEY_FILE: "/etc/registry/ticket-key",
  CHECKPOINT_KEY_FILE: "/etc/registry/checkpoint-key",
  CHECKPOINT_FOLDER: "/var/lib/checkpoints",
  CHECKPOINT_SECOND_PLACE: "https://witness.example/checkpoints",
  JOBS_DATABASE_URL: "postgres://jobs:third@db.example:5432/registry",
};
const MAIL = { MAIL_SERVER: "smtps://mail.example:465", MAIL_FROM: "registry@opsp.example" };
const LOGIN = { MAIL_LOGIN: "registry", MAIL_PASSWORD_FILE: "/etc/registry/mail-password" };

it("of jobs are: this server does what is due, and mails where a mail server is named", () => {
  expect(readSettings([], {})).toMatchObject({ runsJobs: true, jobsDatabaseUrl: undefined, mail: undefined });
  expect(readSettings([], { ...PRODUCTION, ...MAIL, ...LOGIN })).toMatchObject({
    runsJobs: true,
    jobsDatabaseUrl: PRODUCTION.JOBS_DATABASE_URL,
    mail: {
      server: MAIL.MAIL_SERVER,
      from: MAIL.MAIL_FROM,
      login: LOGIN.MAIL_LOGIN,
      passwordFile: LOGIN.MAIL_PASSWORD_FILE,
    },
  });
  expect(readSettings([], { ...PRODUCTION, JOBS: "no", JOBS_DATABASE_URL: undefined }).runsJobs).toBe(false);
});

it("of webhooks are: portals are told where a key file is named, and what networks are named may be reached", () => {
  const WEBHOOK_KEY_FILE = "/etc/registry/webhook-key";
  expect(readSettings([], {}).webhooks).toBeUndefined();
  expect(readSettings([], { WEBHOOK_KEY_FILE }).webhooks).toEqual({ keyFile: WEBHOOK_KEY_FILE, networks: [] });
  expect(readSettings([], { WEBHOOK_KEY_FILE, WEBHOOK_NETWORKS: "10.1.0.0/16, fd00::/8" }).webhooks!.networks).toEqual([
    { address: "10.1.0.0", prefix: 16 },
    { address: "fd00::", prefix: 8 },
  ]);
});

it.each<[NodeJS.ProcessEnv, string]>([
  [
    { WEBHOOK_NETWORKS: "10.1.0.0/16" },
    "WEBHOOK_NETWORKS is for webhooks, which need WEBHOOK_KEY_FILE: give both, or neither.",
  ],
  ...["10.1.0.0", "10.1.0.0/33", "fd00::/129", "localhost/8", "10.1/16", "10.1.0.0/16,"].map(
    (networks): [NodeJS.ProcessEnv, string] => [
      { WEBHOOK_KEY_FILE: "/etc/registry/webhook-key", WEBHOOK_NETWORKS: networks },
      "WEBHOOK_NETWORKS must be networks as 10.1.0.0/16 or fd00::/8, separated by commas.",
    ],
  ),
  [
    { ...PRODUCTION, JOBS_DATABASE_URL: undefined },
    "Production needs JOBS_DATABASE_URL, or JOBS=no where another server does what is due.",
  ],
  [
    { ...PRODUCTION, JOBS_DATABASE_URL: PRODUCTION.DATABASE_URL },
    "In production JOBS_DATABASE_URL must be of another login than DATABASE_URL.",
  ],
  [
    { ...PRODUCTION, MIGRATOR_DATABASE_URL: PRODUCTION.JOBS_DATABASE_URL },
    "In production MIGRATOR_DATABASE_URL must be of another login than JOBS_DATABASE_URL.",
  ],
  [{ JOBS: "perhaps" }, 'JOBS must be yes or no, not "perhaps".'],
  [{ MAIL_SERVER: MAIL.MAIL_SERVER }, "Mails need MAIL_SERVER and MAIL_FROM: give both, or neither."],
  [{ MAIL_FROM: MAIL.MAIL_FROM }, "Mails need MAIL_SERVER and MAIL_FROM: give both, or neither."],
  [{ ...LOGIN }, "Mails need MAIL_SERVER and MAIL_FROM: give both, or neither."],
  ...["https://mail.example", "smtp://login:secret@mail.example", "mail.example", "smtp://mail.example/way"].map(
    (server): [NodeJS.ProcessEnv, string] => [
      { ...MAIL, MAIL_SERVER: server },
      "MAIL_SERVER must be written smtp://host:port or smtps://host:port, without a login.",
    ],
  ),
  [{ ...MAIL, MAIL_FROM: "The registry <registry@opsp.example>" }, "MAIL_FROM must be an address of e-mail."],
  [{ ...MAIL, MAIL_LOGIN: "registry" }, "MAIL_LOGIN and MAIL_PASSWORD_FILE belong together: give both, or neither."],
  [
    { ...MAIL, MAIL_PASSWORD_FILE: "/etc/registry/mail-password" },
    "MAIL_LOGIN and MAIL_PASSWORD_FILE belong together: give both, or neither.",
  ],
])("are refused where they do not go together: %j", (env, sentence) => {
  expect(() => readSettings([], env)).toThrow(new SettingError(sentence));
});
