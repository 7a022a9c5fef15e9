import { exportJWK } from "jose";
import { TokenVerifier } from "../../src/identity/token";
import { type IssuerKey, issuerKey, type TestIssuer, testIssuer } from "../support/issuer";
import { expectRefused, later, onlyTheClockIsSet, subject, trust } from "./verification";

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
    ["broken", { x: "AA" }],
  ])("leave out a key %s", async (_, odd) => {
    const key = await issuerKey();
    issuer.oddKeys = [{ ...key.publicJwk, ...odd }];
    await expectRefused(verify(key));
    await expect(verify()).resolves.toMatchObject({ subject });
  });

  it("leave out a key with its private half, which is nobody's alone", async () => {
    const key = await issuerKey();
    issuer.oddKeys = [{ ...(await exportJWK(key.privateKey)), ...key.publicJwk }];
    await expectRefused(verify(key));
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
    jest.setSystemTime(Date.now() - 3_600_000);
    await expectRefused(verify(old));
  });
});

/** Lets what was begun in the background end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
