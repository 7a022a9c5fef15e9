import type { Connection, DatabaseError } from "pg";
import { AbstractLogger, QueryFailedError } from "typeorm";

/** TypeORM's own log, which would carry statements and their parameters: there is none. */
export class Silence extends AbstractLogger {
  protected override writeLog(): void {}
}

/** What PostgreSQL tells beside an error's sentence may quote rows, and is forgotten as soon as it is received. */
export function forgetRows(connection: Connection): void {
  connection.prependListener("errorMessage", (error: DatabaseError) => {
    error.detail = error.where = error.internalQuery = undefined;
  });
}

/** TypeORM's errors carry the parameters of the statement that failed; here they cannot be kept. */
Object.defineProperty(QueryFailedError.prototype, "parameters", { get: () => undefined, set: () => undefined });
