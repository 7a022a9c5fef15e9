import { IssuerUnreachable } from "../../src/identity/issuer-unreachable";
import { TokenVerifier } from "../../src/identity/token";
import { StartError } from "../../src/start-error";
import { type IssuerKey, issuerKey, TestIssuer, testIssuer } from "../support/issuer";
import { expectRefused, subject, trust } from "./verification";

const second = 1_000;

let issuer: TestIssuer;
let verifier: TokenVerifier;

beforeEach(async () => {
  issuer = await testIssuer();
  verifier = trust(issuer);
  onlyTheClockIsSet();
});

afterEach(async () => {
  jest.useRealTimers();
  await issuer.close();
});

const verify = async (key?: IssuerKey) => verifier.verify(`Bearer ${await issuer.token({ subject, key })}`);
const askedForKeys = () => issuer.asked.filter((path) => path === "/keys").length;
const later = (seconds: number) => jest.advanceTimersByTime(seconds * second);
const unreachable = expect.objectContaining({ name: "IssuerUnreachable", code: "UNAVAILABLE" });

describe("the keys of an issuer", () => {
  it("are found by one discovery and one request, whoever asks at the same time", async () => {
    await Promise.all(Array.from({ length: 20 }, () => verify()));
    await verify();
    expect(issuer.asked).toEqual(["/.well-known/openid-configuration", "/keys"]);
  });

  it("are asked for again after 30 seconds, by their known address and without making anyone wait", async () => {
    await verify();
    later(31);
    issuer.failing = true;
    await verify();
    await settled();
    expect(issuer.asked).toEqual(["/.well-known/openid-configuration", "/keys", "/keys"]);
  });

  it("may be found below a path", async () => {
    await verify();
    const below = new TokenVerifier({ issuers: [`${issuer.issuer}/realm/`], audience: issuer.audience });
    const token = await issuer.token({ subject, claims: { iss: `${issuer.issuer}/realm/` } });
    await expect(below.verify(`Bearer ${token}`)).rejects.toEqual(unreachable);
    expect(issuer.asked.at(-1)).toBe("/realm/.well-known/openid-configuration");
  });

  it.each([
    ["for encryption", { use: "enc" }],
    ["for wrapping", { key_ops: ["wrapKey"] }],
    ["with another algorithm", { alg: "ES384" }],
    ["without a name", { kid: undefined }],
    ["with its private half", { d: "AA" }],
    ["broken", { x: "AA" }],
  ])("leave out a key %s", async (_, odd) => {
    const key = await issuerKey();
    issuer.oddKeys = [{ ...key.publicJwk, ...odd }];
    await expectRefused(verify(key));
    await expect(verify()).resolves.toMatchObject({ subject });
  });

  it("may leave out what a key is for", async () => {
    const key = await issuerKey("RS256");
    issuer.oddKeys = [{ ...key.publicJwk, alg: undefined, use: undefined }];
    await expect(verify(key)).resolves.toMatchObject({ subject });
  });
});

describe("D03: unknown names of keys", () => {
  it("lead to one request in 30 seconds, however many there are", async () => {
    await verify();
    const stranger = await issuerKey();
    later(31);
    for (let attempt = 0; attempt < 1_000; attempt++)
      await expectRefused(verify({ ...stranger, kid: `unknown-${attempt}` }));
    expect(askedForKeys()).toBe(2);
    later(20);
    await expectRefused(verify(stranger));
    expect(askedForKeys()).toBe(2);
  });
});

describe("D09: the rotation of keys", () => {
  it("takes a new key as soon as the issuer may be asked again", async () => {
    await verify();
    const added = await issuerKey();
    issuer.keys.push(added);
    await expectRefused(verify(added));
    later(31);
    await expect(verify(added)).resolves.toMatchObject({ subject });
  });

  it("takes the old and the new key while both are published", async () => {
    const [old] = issuer.keys as [IssuerKey];
    issuer.keys.push(await issuerKey());
    await expect(verify(old)).resolves.toMatchObject({ subject });
    await expect(verify()).resolves.toMatchObject({ subject });
  });

  it("no longer takes a removed key after 60 seconds, even when nobody asked meanwhile", async () => {
    const [old] = issuer.keys as [IssuerKey];
    await verify(old);
    issuer.keys = [await issuerKey()];
    later(60);
    await expectRefused(verify(old));
    await expect(verify()).resolves.toMatchObject({ subject });
  });

  it("no longer takes a removed key after 60 seconds when somebody asks every second", async () => {
    const [old] = issuer.keys as [IssuerKey];
    await verify(old);
    issuer.keys = [await issuerKey()];
    let accepted = 0;
    for (; accepted < 70; accepted++) {
      later(1);
      const outcome = await verify(old).catch(() => undefined);
      await settled();
      if (!outcome) break;
    }
    expect(accepted).toBeLessThan(60);
  });

  it("takes no key for longer than 60 seconds from an issuer that no longer answers", async () => {
    await verify();
    issuer.failing = true;
    later(59);
    await expect(verify()).resolves.toMatchObject({ subject });
    later(1);
    await expect(verify()).rejects.toEqual(unreachable);
  });

  it("is not fooled by a clock that steps back", async () => {
    await verify();
    const [old] = issuer.keys as [IssuerKey];
    issuer.keys = [await issuerKey()];
    later(60);
    jest.setSystemTime(Date.now() - 3_600 * second);
    await expectRefused(verify(old));
  });
});

describe("an issuer that cannot be reached", () => {
  it("is told apart from a bad token, and to the caller without its address", async () => {
    issuer.failing = true;
    const failure = await verify().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IssuerUnreachable);
    expect((failure as Error).message).not.toContain("127.0.0.1");
  });

  it("is asked again after 2 seconds, and not before", async () => {
    issuer.failing = true;
    for (let attempt = 0; attempt < 5; attempt++) await expect(verify()).rejects.toEqual(unreachable);
    expect(issuer.asked).toHaveLength(1);
    issuer.failing = false;
    later(2);
    await expect(verify()).resolves.toMatchObject({ subject });
  });

  it("does not stop another one, nor make a foreign token unavailable", async () => {
    issuer.failing = true;
    const other = await testIssuer();
    const both = trust(issuer, other);
    await expect(both.verify(`Bearer ${await other.token({ subject })}`)).resolves.toMatchObject({ subject });
    const foreign = await other.token({ subject, claims: { iss: "https://foreign.example" } });
    await expectRefused(both.verify(`Bearer ${foreign}`));
    await other.close();
  });

  it.each([
    ["speaks for another issuer", { issuer: "https://another.example" }],
    ["names no keys", { jwks_uri: undefined }],
    ["names keys at an unsafe address", { jwks_uri: "http://10.0.0.1/keys" }],
    ["names keys at an address that is none", { jwks_uri: "keys" }],
    ["names keys in a file", { jwks_uri: "file:///etc/passwd" }],
  ])("is one whose discovery document %s", async (_, discovery) => {
    issuer.discovery = discovery;
    await expect(verify()).rejects.toEqual(unreachable);
  });

  it.each([
    ["something larger than 256 KiB", () => new Response(`{"keys":"${"x".repeat(300_000)}"}`)],
    ["something that is not JSON", () => new Response("<html>")],
    ["nothing", () => new Response("null")],
  ])("is one that answers with %s", async (_: string, answer: () => Response) => {
    const odd = new TokenVerifier({
      issuers: [issuer.issuer],
      audience: issuer.audience,
      fetch: () => Promise.resolve(answer()),
    });
    await expect(odd.verify(`Bearer ${await issuer.token({ subject })}`)).rejects.toEqual(unreachable);
  });

  it("is one that sends the asker elsewhere", async () => {
    const other = await testIssuer();
    other.discovery = { issuer: issuer.issuer };
    issuer.redirect = `${other.issuer}/.well-known/openid-configuration`;
    await expect(verify()).rejects.toEqual(unreachable);
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it("is told in one sentence when the server starts", async () => {
    await expect(verifier.reachIssuers()).resolves.toBeUndefined();
    issuer.failing = true;
    const start = trust(issuer).reachIssuers();
    await expect(start).rejects.toBeInstanceOf(StartError);
    await expect(start).rejects.toThrow(`The identity provider ${issuer.issuer} cannot be used: check OIDC_ISSUER`);
  });
});

describe("D05: a server without an issuer or an audience", () => {
  it.each([
    ["no issuer", { issuers: [] }],
    ["no audience", { audience: "" }],
    ["an issuer that is no address", { issuers: ["opsp"] }],
    ["an issuer over plain http", { issuers: ["http://login.example"] }],
    ["an issuer with a name that only begins like this machine's", { issuers: ["http://127.0.0.1.attacker.example"] }],
    ["an issuer with a query", { issuers: ["https://login.example?tenant=1"] }],
    ["an issuer with a password", { issuers: ["https://user:word@login.example"] }],
    ["this machine as issuer in production", { issuers: ["http://127.0.0.1:4001"], production: true }],
  ])("does not start: %s", (_, setting) => {
    const good = { issuers: ["https://login.example"], audience: "opsp-registry" };
    expect(() => new TokenVerifier(good)).not.toThrow();
    expect(() => new TokenVerifier({ ...good, ...setting })).toThrow(StartError);
  });
});

/** The tests set the date and the time elapsed; all that waits goes on as it does. */
function onlyTheClockIsSet(): void {
  jest.useFakeTimers({
    doNotFake: [
      "hrtime",
      "nextTick",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
      "setTimeout",
      "clearTimeout",
    ],
  });
}

/** Lets what was begun in the background end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
