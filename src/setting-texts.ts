import { SettingError } from "./start-error";

/** A setting's name and the text that was given for it. */
export interface Given {
  name: string;
  text: string;
}

/** The first day of the reporting line that the policy of 2015 speaks of. */
const FIRST_DAY = "2013-08-15";

export function wholeNumber({ name, text }: Given, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d{1,10}$/.test(text) || number < least || number > most) {
    throw new SettingError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}

const ENVIRONMENTS = ["production", "development", "test"];

/** Only the whole word is production: one that is nearly it must not start a demonstration. */
export function isProduction({ name, text }: Given): boolean {
  if (ENVIRONMENTS.includes(text)) return text === "production";
  throw new SettingError(
    `${name} must be ${ENVIRONMENTS.slice(0, -1).join(", ")} or ${ENVIRONMENTS.at(-1)}, or not be set, not "${text}".`,
  );
}

/** The beginning of a day, in UTC, that lies neither before the registry's first day nor in the future. */
export function pastDay({ name, text }: Given, today: Date): Date {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) {
    throw new SettingError(`${name} must be a day of the calendar written YYYY-MM-DD, not "${text}".`);
  }
  if (text < FIRST_DAY) throw new SettingError(`${name} must not be before ${FIRST_DAY}, and ${text} is.`);
  if (day > today) throw new SettingError(`${name} must not be in the future, and ${text} is.`);
  return day;
}

/** An address of a PostgreSQL database. It is never quoted, for it holds a password. */
export function databaseAddress({ name, text }: Given): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const usable =
    address !== undefined &&
    ["postgres:", "postgresql:"].includes(address.protocol) &&
    address.hostname !== "" &&
    address.username !== "" &&
    address.pathname.length > 1;
  if (!usable) throw new SettingError(`${name} must be written postgres://login:password@host:port/database.`);
  return text;
}

/** Issuers of tokens, exactly as their tokens name them. Only the loopback interface may do without https. */
export function issuers({ name, text }: Given, production: boolean): string[] {
  const given = listed(text);
  const wrong = given.find((issuer) => !isIssuer(issuer, production));
  if (wrong !== undefined)
    throw new SettingError(
      `${name} must be an https address without a query, or several separated by commas, not "${wrong}".`,
    );
  return unique(name, given);
}

/** Whether a text can be the one issuer of a token. */
export function isIssuer(text: string, production: boolean): boolean {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const safe = address?.protocol === "https:" || (!production && address?.protocol === "http:" && isLoopback(address));
  return safe && !text.includes(",") && address.search === "" && address.hash === "" && address.username === "";
}

/** A folder, or an address that may be sent to; only the loopback interface may do without https. */
export function checkpointPlace({ name, text }: Given, production: boolean): string {
  if (!/^[a-z][a-z+.-]+:\/\//i.test(text)) return text;
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const safe = address?.protocol === "https:" || (!production && address?.protocol === "http:" && isLoopback(address));
  if (safe && address.username === "" && address.hash === "") return text;
  throw new SettingError(`${name} must be a folder, or an https address without a login.`);
}

/** Web origins: a scheme, a host and perhaps a port, and nothing after them. */
export function webOrigins({ name, text }: Given): string[] {
  const given = listed(text);
  for (const origin of given) {
    const address = URL.canParse(origin) ? new URL(origin) : undefined;
    if (address === undefined || !/^https?:$/.test(address.protocol) || address.origin !== origin) {
      throw new SettingError(
        `${name} must be origins such as https://portal.example, separated by commas, not "${origin}".`,
      );
    }
  }
  return unique(name, given);
}

/** A name of a host, or an address of one. */
export function hostName({ name, text }: Given): string {
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text) && !/^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*$/.test(text)) {
    throw new SettingError(`${name} must be the name or the address of a host, not "${text}".`);
  }
  return text;
}

function listed(text: string): string[] {
  return text.split(",").map((entry) => entry.trim());
}

function unique(name: string, entries: string[]): string[] {
  const twice = entries.find((entry, place) => entries.indexOf(entry) !== place);
  if (twice !== undefined) throw new SettingError(`${name} names ${twice} twice.`);
  return entries;
}

function isLoopback({ hostname }: URL): boolean {
  return ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

/** Yes or no, as a word. */
export function yesOrNo({ name, text }: Given): boolean {
  if (text === "yes" || text === "no") return text === "yes";
  throw new SettingError(`${name} must be yes or no, not "${text}".`);
}
