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

it.each<[NodeJS.ProcessEnv, string]>([
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
