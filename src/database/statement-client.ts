import { Client } from "pg";
import type { ClientConfig, QueryConfig } from "pg";
import { digestOf, preparedName } from "./prepared";
import { forgetRows } from "./silence";

/** Told the text of each statement as it is sent, without its parameters. */
export type StatementListener = (text: string) => void;

type Arguments = Parameters<Client["query"]>;

/**
 * A class of clients that speak the extended protocol only, in which one text is one statement:
 * what is slipped in behind a semicolon is refused by PostgreSQL itself. Clients that prepare do so with what they are asked again.
 */
export function statementClient(listener: StatementListener, { prepares = false } = {}): typeof Client {
  const extended = (client: Client, [statement, ...others]: Arguments): Arguments => {
    const config = asConfig(statement);
    listener(config.text);
    const named = prepares ? prepared(client, config) : config;
    return [named, ...others] as unknown as Arguments;
  };

  class StatementClient extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      this.on("error", failStatementsOnly);
      forgetRows(this.connection);
      const query = this.query.bind(this) as (...given: Arguments) => unknown;
      this.query = ((...given: Arguments) => query(...extended(this, given))) as Client["query"];
    }
  }
  return StatementClient;
}

/**
 * A connection that is lost while it is lent fails the statements under way, which is how it is told; were nobody to
 * listen here, it would end the server.
 */
function failStatementsOnly(): void {}

/** A statement under its name, where it is asked again. */
function prepared(client: Client, config: QueryConfig): QueryConfig {
  if ("submit" in config || config.name !== undefined || !PLANNED.test(config.text)) return config;
  const name = preparedName(client, digestOf(config.text));
  return name ? { ...config, name } : config;
}

/** What PostgreSQL plans; anything else has nothing to gain. */
const PLANNED = /^\s*(select|insert|update|delete|with)\b/i;

/** Statements that know how to submit themselves, such as cursors, speak the extended protocol already. */
function asConfig(statement: unknown): QueryConfig {
  if (typeof statement === "string") return { text: statement, queryMode: "extended" } as QueryConfig;
  const config = statement as QueryConfig & { submit?: unknown };
  return typeof config.submit === "function" ? config : ({ ...config, queryMode: "extended" } as QueryConfig);
}
