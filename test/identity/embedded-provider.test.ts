import { mkdtemp, readFile, rm, stat, writeFile, chmod } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { DEMONSTRATION_SECRET, demonstrationAccounts } from "../../src/identity/demonstration-accounts";
import { onBehalfToken, personToken, portalToken } from "../../src/identity/demonstration-token";
import { startEmbeddedProvider } from "../../src/identity/embedded-provider";
import { TokenVerifier } from "../../src/identity/token";
import { StartError } from "../../src/start-error";
import { later, onlyTheClockIsSet } from "./verification";

type Provider = Awaited<ReturnType<typeof startEmbeddedProvider>>;

const audience = "opsp-registry";
const notices = [jest.spyOn(console, "warn"), jest.spyOn(console, "info"), jest.spyOn(console, "error")];

let folder: string;
let provider: Provider;
let verifier: TokenVerifier;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "provider-"));
  provider = await start();
  verifier = new TokenVerifier({ issuers: [provider.issuer], audience });
});

afterAll(async () => {
  await provider.stop();
  await rm(folder, { recursive: true });
});

const start = (port = 0) =>
  startEmbeddedProvider({ port, folder, accounts: demonstrationAccounts("SINGLE"), audience });
const verify = (token: string) => verifier.verify(`Bearer ${token}`);
const now = () => Math.floor(Date.now() / 1000);

function ask(body: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${provider.issuer}/token`, { method: "POST", body: new URLSearchParams(body), headers });
}

function askByName(account: string, headers?: Record<string, string>): Promise<Response> {
  return ask({ grant_type: "urn:opsp:demonstration", client_id: "demonstration", account }, headers);
}

function askAsPortal(body: Record<string, string>, secret = DEMONSTRATION_SECRET): Promise<Response> {
  return ask(body, { authorization: `Basic ${Buffer.from(`portal.oma:${secret}`).toString("base64")}` });
}

const exchange = (subject_token: string, subject_token_type = "urn:ietf:params:oauth:token-type:access_token") =>
  askAsPortal({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token,
    subject_token_type,
  });

describe("a token of the demonstration", () => {
  it("is given for an account by its name, and says that the person has just signed in", async () => {
    const credentials = await verify(await personToken(provider.issuer, "opsp.director"));
    expect(credentials).toMatchObject({ issuer: provider.issuer, subject: "opsp.director", actor: undefined });
    expect(credentials.authenticatedAt?.getTime()).toBeGreaterThan(Date.now() - 5_000);
  });

  it("is a signed access token for the registry alone, good for 15 minutes", async () => {
    const token = await personToken(provider.issuer, "usg.dpo");
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: "ES256", typ: "at+jwt" });
    expect(decodeJwt(token)).toMatchObject({ aud: audience, iss: provider.issuer });
    expect((decodeJwt(token).exp ?? 0) - now()).toBeGreaterThan(890);
  });

  it("is given to a portal for its secret", async () => {
    expect(await verify(await portalToken(provider.issuer, "portal.oma"))).toMatchObject({ subject: "portal.oma" });
    expect((await askAsPortal({ grant_type: "client_credentials" }, "another-secret")).status).toBe(401);
  });

  it("is given to a portal on behalf of a person, in exchange for that person's token", async () => {
    const credentials = await verify(await onBehalfToken(provider.issuer, "portal.oma", "oma.staff"));
    expect(credentials).toMatchObject({
      subject: "oma.staff",
      actor: { issuer: provider.issuer, subject: "portal.oma" },
    });
  });

  it("outlives no token that it was exchanged for, and keeps the time of the sign-in", async () => {
    const before = await personToken(provider.issuer, "oma.staff");
    onlyTheClockIsSet();
    later(600);
    const answer = (await (await exchange(before)).json()) as { access_token: string; expires_in: number };
    jest.useRealTimers();
    expect(answer.expires_in).toBeLessThanOrEqual(300);
    expect(decodeJwt(answer.access_token).exp).toBeLessThanOrEqual(decodeJwt(before).exp ?? 0);
    expect(decodeJwt(answer.access_token).auth_time).toBe(decodeJwt(before).auth_time);
  });
});

describe("what the provider refuses", () => {
  it.each(["nobody", "", "usg.dpko", "USG.DPO", "__proto__"])("an account that is not there: %p", async (account) => {
    const answer = await askByName(account);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: "invalid_grant",
      error_description: "There is no such account in this demonstration: npm run -s token -- --help lists them.",
    });
  });

  it.each([
    ["of a portal itself", () => portalToken(provider.issuer, "portal.oma")],
    ["that was exchanged already", () => onBehalfToken(provider.issuer, "portal.oma", "oma.staff")],
    ["that is none", () => Promise.resolve("a.b.c")],
    ["that is two", () => Promise.resolve("a.b.c, a.b.c")],
  ])("to exchange a token %s", async (_, token) => {
    const answer = await exchange(await token());
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_grant" });
  });

  it("to exchange another type of token", async () => {
    const token = await personToken(provider.issuer, "oma.staff");
    expect((await exchange(token, "urn:ietf:params:oauth:token-type:id_token")).status).toBe(400);
  });

  it("a portal that asks for a person by name alone, and a person who asks as a portal", async () => {
    expect((await askAsPortal({ grant_type: "urn:opsp:demonstration", account: "usg.dpo" })).status).toBe(400);
    expect((await ask({ grant_type: "client_credentials", client_id: "demonstration" })).status).toBe(400);
  });

  it("pages of the web: only a page of this machine may ask from a browser", async () => {
    for (const origin of ["http://localhost:4000", "http://127.0.0.1:4000"]) {
      const answer = await askByName("usg.dpo", { origin });
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
    }
    for (const origin of ["https://attacker.example", "http://localhost.attacker.example", "null"]) {
      const answer = await askByName("usg.dpo", { origin });
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([400, null]);
    }
  });

  it("requests by another name of this machine (DNS rebinding)", async () => {
    const { port } = new URL(provider.issuer);
    const status = await new Promise((resolve) => {
      const options = {
        port,
        path: "/.well-known/openid-configuration",
        headers: { host: `attacker.example:${port}` },
      };
      request(options, (answer) => resolve(answer.resume().statusCode)).end();
    });
    expect(status).toBe(421);
  });
});

describe("starting the provider", () => {
  it("listens on this machine alone, and stops", async () => {
    const another = await start();
    expect(another.issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await another.stop();
    await expect(fetch(another.issuer)).rejects.toThrow();
  });

  it("says in one sentence which port is in use and what sets it", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    await expect(start(port)).rejects.toThrow(
      new StartError(`Port ${port} of 127.0.0.1 is in use: set OIDC_PORT to a free port for the OpenID provider.`),
    );
    other.close();
  });

  it("finds its key again, which nobody else can read", async () => {
    const file = join(folder, "provider-key.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file, "utf8");
    await (await start()).stop();
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("refuses a key that others can read, or that is none", async () => {
    const file = join(folder, "provider-key.json");
    const key = await readFile(file, "utf8");
    await chmod(file, 0o644);
    await expect(start()).rejects.toThrow("Others can read the key");
    await chmod(file, 0o600);
    for (const text of ["no key", "{}", "null"]) {
      await writeFile(file, text);
      await expect(start()).rejects.toThrow("delete it");
    }
    await writeFile(file, key);
  });

  it("prints nothing, not even when a page is asked for that it does not have", async () => {
    for (const path of ["/", "/auth?client_id=demonstration", "/me", "/session/end", "/reg"]) {
      const answer = await fetch(provider.issuer + path, { headers: { accept: "text/html" } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    for (const notice of notices) expect(notice).not.toHaveBeenCalled();
  });
});
