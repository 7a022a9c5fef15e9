import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bootstrapAdministrators } from "../../src/operations/bootstrap-administrators";
import { Child } from "../support/child";
import { type TestDatabase, testDatabase } from "../support/database";
import { type TestIssuer, testIssuer } from "../support/issuer";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-installation-");
const VIEWER = JSON.stringify({ query: "{ viewer { posts { code } } }" });

let database: TestDatabase;
let issuer: TestIssuer;
let child: Child;
let address: URL;

beforeAll(async () => {
  [database, issuer] = await Promise.all([testDatabase(), testIssuer()]);
  await bootstrapAdministrators(database.migratorUrl, { issuer: issuer.issuer, subjects: ["alice", "bob"] });
});

beforeEach(async () => {
  child = Child.run([], {
    DATABASE_URL: database.migratorUrl,
    DATABASE_MAY_FORGET: "yes",
    OIDC_ISSUER: issuer.issuer,
    OIDC_AUDIENCE: issuer.audience,
    DATA_FOLDER: folder.path,
    PORT: "0",
  });
  await child.printed("The registry answers at");
  address = new URL(/http:\S+/.exec(child.out)![0].replace(/\.$/, ""));
});

afterEach(() => child.signal("SIGKILL"));

afterAll(async () => {
  await Promise.all([database.close(), issuer.close()]);
  folder.remove();
});

/** A request that is in flight until the rest of its body is sent, and its answer. */
async function beginRequest(token: string) {
  const socket = connect(Number(address.port), address.hostname);
  const head = ["POST /graphql HTTP/1.1", `Host: ${address.host}`, "Content-Type: application/json"];
  const rest = [`Authorization: Bearer ${token}`, `Content-Length: ${VIEWER.length}`, "", VIEWER.slice(0, 5)];
  socket.write([...head, ...rest].join("\r\n"));
  await pause(200);
  let text = "";
  const answer = new Promise<string>((resolve) => {
    socket.on("data", (piece) => (text += piece.toString()));
    socket.on("error", () => resolve(text));
    socket.on("close", () => resolve(text));
  });
  return { answer, finish: () => socket.write(VIEWER.slice(5)) };
}

describe("a registry on a database and a provider of its own", () => {
  it("serves those whom it knows, logs to its output, and starts nothing of the demonstration", async () => {
    const headers = { "content-type": "application/json" };
    const ask = async (subject: string) =>
      fetch(address, {
        method: "POST",
        body: VIEWER,
        headers: { ...headers, authorization: `Bearer ${await issuer.token({ subject })}` },
      });
    expect(await (await ask("alice")).json()).toEqual({ data: { viewer: { posts: [{ code: "ADMINISTRATOR_1" }] } } });
    expect((await ask("usg.dpo")).status).toBe(401);
    expect((await fetch(new URL("/graphiql", address))).status).toBe(404);
    await child.printed('"code":"UNAUTHENTICATED"');
    expect(existsSync(join(folder.path, "today", "postgres"))).toBe(false);
    child.signal("SIGTERM");
    expect(await child.ended()).toBe(0);
  });

  it("lets a request in flight end before it stops", async () => {
    const { answer, finish } = await beginRequest(await issuer.token({ subject: "alice" }));
    child.signal("SIGTERM");
    await pause(300);
    finish();
    expect(await answer).toContain('{"data":{"viewer":{"posts":[{"code":"ADMINISTRATOR_1"}]}}}');
    expect(await child.ended()).toBe(0);
  });

  it("ends at once at the second Ctrl-C", async () => {
    const { answer } = await beginRequest(await issuer.token({ subject: "alice" }));
    child.signal("SIGINT");
    await pause(800);
    const since = Date.now();
    child.signal("SIGINT");
    expect(await child.ended()).toBe(130);
    expect(Date.now() - since).toBeLessThan(500);
    expect(await answer).toBe("");
  });
});
