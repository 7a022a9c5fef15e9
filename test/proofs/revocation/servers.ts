import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { KeyFile } from "../../../src/access/key-file";
import { TICKET_KEY } from "../../support/cluster";
import { Child } from "../../support/child";
import { type TestIssuer, type TokenWish, testIssuer } from "../../support/issuer";
import { type TestRegistry, startRegistry } from "../../support/registry";
import { temporaryFolder } from "../../support/temporary-folder";

/** What a server said, as it was delivered. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
}

/** Two servers, each in a process of its own, on one database; and the registry of the tests to make rows with. */
export class Servers {
  private turn = 0;

  private constructor(
    readonly registry: TestRegistry,
    private readonly issuer: TestIssuer,
    private readonly children: readonly Child[],
    private readonly removeFolder: () => void,
  ) {}

  static async start(now: string): Promise<Servers> {
    const folder = temporaryFolder("registry-servers-");
    const key = randomBytes(32);
    const keyFile = join(folder.path, "keys");
    writeFileSync(keyFile, `${key.toString("hex")}\n`, { mode: 0o600 });
    const ticketKeyFile = join(folder.path, "tickets");
    writeFileSync(ticketKeyFile, `${TICKET_KEY.toString("hex")}\n`, { mode: 0o600 });
    const issuer = await testIssuer();
    const registry = await startRegistry(now, { issuer, keys: new KeyFile([key]) });
    const children = ["one", "other"].map((name) =>
      Child.run([], {
        DATABASE_URL: registry.databaseUrl,
        MIGRATOR_DATABASE_URL: registry.migratorUrl,
        OIDC_ISSUER: issuer.issuer,
        REGISTRY_KEY_FILE: keyFile,
        DATA_FOLDER: join(folder.path, name),
        DATABASE_MAY_FORGET: "yes",
        TICKET_KEY_FILE: ticketKeyFile,
        PORT: "0",
        LIMIT_REQUESTS_PER_MINUTE: "1000000",
        LIMIT_COST_PER_MINUTE: "1000000000",
        LIMIT_ABSENCE_MILLISECONDS: "1",
        // No answer may depend on how busy the machine is.
        LIMIT_STATEMENT_MILLISECONDS: "100000",
        LIMIT_REQUEST_MILLISECONDS: "120000",
      }),
    );
    for (const child of children) await child.printed("The registry answers at");
    return new Servers(registry, issuer, children, () => folder.remove());
  }

  private get urls(): string[] {
    return this.children.map(({ out }) => new URL("/graphql", /http:\S+/.exec(out)![0]).href);
  }

  /** Lets the next acts be done by the other server. */
  takeTurns(): void {
    this.turn += 1;
    this.registry.url = new URL(this.urls[this.turn % this.urls.length]!).origin;
  }

  /** Asks one of the two. */
  async ask(place: number, wish: TokenWish, query: string, variables: object): Promise<Delivered> {
    const response = await fetch(this.urls[place % this.urls.length]!, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await this.issuer.token(wish)}`,
        "content-type": "application/json",
        accept: "application/graphql-response+json",
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: await response.text() };
  }

  async close(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
    await this.registry.close();
    this.removeFolder();
  }
}
