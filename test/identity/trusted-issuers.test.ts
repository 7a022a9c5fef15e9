import { IssuerUnreachable } from "../../src/identity/issuer-unreachable";
import { TokenVerifier } from "../../src/identity/token";
import { StartError } from "../../src/start-error";
import { type TestIssuer, testIssuer } from "../support/issuer";
import { expectRefused, later, onlyTheClockIsSet, subject, trust } from "./verification";

let issuer: TestIssuer;
let verifier: TokenVerifier;

beforeEach(async () => {
  issuer = await testIssuer();
  verifier = trust(issuer);
});

afterEach(async () => {
  jest.useRealTimers();
  await issuer.close();
});

const verify = async () => verifier.verify(`Bearer ${await issuer.token({ subject })}`);
const DISCOVERY = "/.well-known/openid-configuration";

/** Answers for the discovery document with what is given, and for the keys as the issuer does. */
function answering(discovery: unknown) {
  return jest.fn((address: unknown) => {
    const answer = address === issuer.issuer + DISCOVERY ? discovery : issuer.documents()["/keys"];
    return Promise.resolve(new Response(typeof answer === "string" ? answer : JSON.stringify(answer)));
  });
}

async function verifyBy(fetch: typeof globalThis.fetch) {
  const asking = new TokenVerifier({ issuers: [issuer.issuer], audience: issuer.audience, fetch });
  return asking.verify(`Bearer ${await issuer.token({ subject })}`);
}

const unreachable = expect.objectContaining({ name: "IssuerUnreachable", code: "UNAVAILABLE" });

describe("an issuer that cannot be reached", () => {
  it("is told apart from a bad token, and to the caller without its address", async () => {
    issuer.failing = true;
    const failure = await verify().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IssuerUnreachable);
    expect((failure as Error).message).not.toContain("127.0.0.1");
  });

  it("is asked again after 2 seconds, and not before", async () => {
    onlyTheClockIsSet();
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
  ])("is one whose discovery document %s, which is then not asked for", async (_, discovery) => {
    const fetch = answering({ ...issuer.documents()[DISCOVERY], ...discovery });
    await expect(verifyBy(fetch)).rejects.toEqual(unreachable);
    expect(fetch.mock.calls.map(([address]) => address)).toEqual([`${issuer.issuer}${DISCOVERY}`]);
  });

  it.each([
    ["larger than 256 KiB", (good: object) => ({ ...good, padding: "x".repeat(300_000) })],
    ["not JSON", () => "<html>"],
    ["nothing", () => null],
  ])("is one whose discovery document is %s", async (_, made) => {
    const good = issuer.documents()[DISCOVERY] ?? {};
    await expect(verifyBy(answering(made(good)))).rejects.toEqual(unreachable);
  });

  it("is none whose documents are good", async () => {
    await expect(verifyBy(answering(issuer.documents()[DISCOVERY]))).resolves.toMatchObject({ subject });
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
    await expect(start).rejects.toMatchObject({ cause: unreachable });
  });
});

describe("D05: a server without an issuer or an audience", () => {
  it("is told what to set", () => {
    const opened = (issuers: string[], audience: string) => () => new TokenVerifier({ issuers, audience });
    expect(opened([], "registry")).toThrow("Set OIDC_ISSUER to the address of the identity provider.");
    expect(opened(["https://login.example"], "")).toThrow(
      "Set OIDC_AUDIENCE to the audience that access tokens are for.",
    );
    expect(opened(["https://login.example", "http://login.example"], "registry")).toThrow(
      "OIDC_ISSUER must be an https address without a query; http://login.example is not.",
    );
  });

  it.each([
    ["an issuer with a fragment", { issuers: ["https://login.example#realm"] }],
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
