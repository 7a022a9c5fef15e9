import { auditServer } from "graphql-http";

import { type TestRegistry, startRegistry } from "../support/registry";

const BY_STATUS =
  "What is wrong with a request is told by status 400, whatever the client accepts: a client that looks at the status alone is not misled.";

/** What the audits would have otherwise, and why the registry keeps to its own way. */
const KEPT: Readonly<Record<string, { status: "warn" | "notice"; says: RegExp; reason: string }>> = {
  "572B": { status: "warn", says: /200 status code on document parsing failure/, reason: BY_STATUS },
  FDE2: { status: "warn", says: /200 status code on document validation failure/, reason: BY_STATUS },
  "7B9B": { status: "warn", says: /200 .*variable coercion failure/, reason: BY_STATUS },
};

describe("GraphQL over HTTP, as the audits of graphql-http judge it", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry();
    await registry.person("director", "DIRECTOR_OPSP");
  });

  afterAll(() => registry.close());

  it("is spoken by the whole registry: 61 audits without an error, each warning and notice one that is kept for a reason", async () => {
    const token = await registry.issuer.token({ subject: "director" });
    const results = await auditServer({
      url: `${registry.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, {
          ...init,
          headers: { ...init.headers, Authorization: `Bearer ${token}`, "Apollo-Require-Preflight": "true" },
        }),
    });
    expect(results).toHaveLength(61);
    const others = results.filter(({ status }) => status !== "ok");
    expect(others.map(({ id, status }) => ({ id, status }))).toEqual(
      Object.entries(KEPT).map(([id, { status }]) => ({ id, status })),
    );
    for (const { id, name } of others) expect([id, name]).toEqual([id, expect.stringMatching(KEPT[id]!.says)]);
    for (const { reason } of Object.values(KEPT)) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });
});
