import type { Tickets } from "../database/tickets";
import type { Page } from "../http/service";
import type { Keys } from "./keys";

/** What a running registry stands on: its own installation, or the demonstration's. */
export interface Foundation {
  /** The database, migrated, by the login that the server uses. */
  readonly databaseUrl: string;
  /** The same database by the migrator's login, where it is there. */
  readonly migratorUrl: string | undefined;
  readonly tickets: Tickets;
  readonly issuers: readonly string[];
  readonly keys: Keys;
  /** Only the demonstration has pages. */
  readonly pages: ReadonlyMap<string, Page>;
  readonly log: (line: object) => void;
  /** Told of the address once the registry answers there. */
  readonly announce: (url: string) => Promise<void>;
}
