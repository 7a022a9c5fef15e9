import type { Pool } from "pg";

import type { Database } from "../database/connection";
import type { Tickets } from "../database/tickets";

/** What the jobs work with. */
export interface JobParts {
  /** Connections that work as `registry_jobs`: they see ids, days and posts, and what is queued. */
  readonly jobs: Pool;
  /** Connections of the application, which enters as a post to tell it something. */
  readonly database: Pick<Database, "acting">;
  readonly tickets: Tickets;
  readonly log: (line: object) => void;
  /** Aborted when the server stops: what is begun is finished, and nothing more begun. */
  readonly signal: AbortSignal;
}
