import { StartError } from "../start-error";

/** An address of a database whose every connection begins with these settings of PostgreSQL. */
export function withOptions(url: string, options: Record<string, string>): string {
  const address = new URL(url);
  const given = Object.entries(options).map(([name, value]) => `-c ${name}=${value}`);
  address.searchParams.set("options", given.join(" "));
  return address.href;
}

/** The same server's other database. */
export function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** Connects, and says in one sentence why it could not: never with the password, which the address holds. */
export async function reach<T>(url: string, connect: () => Promise<T>): Promise<T> {
  try {
    return await connect();
  } catch (error) {
    throw new StartError(whyNot(new URL(url), error as { code?: string; message: string }));
  }
}

function whyNot({ hostname, port, username, pathname }: URL, error: { code?: string; message: string }): string {
  const server = `The database at ${hostname}:${port || "5432"}`;
  switch (error.code) {
    case "28P01":
    case "28000":
      return `${server} does not accept the login "${decodeURIComponent(username)}": check its name and password.`;
    case "3D000":
      return `${server} has no database "${decodeURIComponent(pathname.slice(1))}": create it, or correct the address.`;
    case "42501":
    case "22023":
      return `${server} does not let the login "${decodeURIComponent(username)}" work for the registry: ${error.message}.`;
    default:
      return `${server} cannot be reached: ${error.code ?? error.message}.`;
  }
}
