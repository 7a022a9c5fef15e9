import type { webcrypto } from "node:crypto";
import { VerifiedTokens } from "../../src/identity/verified-tokens";
import { issuerKey } from "../support/issuer";
import { issuer, refusal, subject, verifier, verifyWithOneIssuer } from "./verification";

verifyWithOneIssuer();

const credentials = (expiresIn: number) => ({
  issuer: "https://issuer.test",
  subject: "somebody",
  expiresAt: new Date(Date.now() + expiresIn * 1000),
  scope: [],
});

describe("a token that was verified", () => {
  it("is known again, with the key that it was verified with and with no other", async () => {
    const [{ publicKey: key }, { publicKey: another }] = await keyPairs();
    const tokens = new VerifiedTokens();
    const said = credentials(60);
    tokens.keep("a.b.c", { key, credentials: said });
    expect(tokens.recall("a.b.c", key)).toBe(said);
    expect(tokens.recall("a.b.c", another)).toBeUndefined();
    expect(tokens.recall("a.b.d", key)).toBeUndefined();
  });

  it("is not known any more when it has ended, but for what two clocks may differ", async () => {
    const [{ publicKey: key }] = await keyPairs();
    const tokens = new VerifiedTokens();
    tokens.keep("within", { key, credentials: credentials(-25) });
    tokens.keep("beyond", { key, credentials: credentials(-31) });
    expect(tokens.recall("within", key)).toBeDefined();
    expect(tokens.recall("beyond", key)).toBeUndefined();
  });

  it("is known to the last millisecond, and not in the next", async () => {
    const [{ publicKey: key }] = await keyPairs();
    const tokens = new VerifiedTokens();
    const said = credentials(60);
    tokens.keep("a.b.c", { key, credentials: said });
    const clock = jest.spyOn(Date, "now").mockReturnValue(said.expiresAt.getTime() + 30_000 - 1);
    expect(tokens.recall("a.b.c", key)).toBe(said);
    clock.mockReturnValue(said.expiresAt.getTime() + 30_000);
    expect(tokens.recall("a.b.c", key)).toBeUndefined();
    clock.mockRestore();
  });

  it("is not checked again, but for another key", async () => {
    const checked = jest.spyOn(crypto.subtle, "verify");
    const good = await issuer.token({ subject });
    for (let time = 0; time < 3; time += 1) await verifier.verify(`Bearer ${good}`);
    expect(checked).toHaveBeenCalledTimes(1);
    await verifier.reachIssuers();
    for (let time = 0; time < 3; time += 1) await verifier.verify(`Bearer ${good}`);
    expect(checked).toHaveBeenCalledTimes(2);
    checked.mockRestore();
  });

  it("is forgotten when ten thousand others have come since", async () => {
    const [{ publicKey: key }] = await keyPairs();
    const tokens = new VerifiedTokens();
    for (let n = 0; n <= 10_000; n += 1) tokens.keep(`token ${n}`, { key, credentials: credentials(60) });
    expect(tokens.recall("token 0", key)).toBeUndefined();
    expect(tokens.recall("token 1", key)).toBeDefined();
  });

  it("gives nothing to a token that is like it but for its signature", async () => {
    const good = await issuer.token({ subject });
    await expect(verifier.verify(`Bearer ${good}`)).resolves.toMatchObject({ subject });
    await expect(verifier.verify(`Bearer ${good}`)).resolves.toMatchObject({ subject });
    const [head, claims] = good.split(".");
    const [, , forged] = (
      await issuer.token({ subject, key: { ...(await issuerKey()), kid: issuer.keys[0]!.kid } })
    ).split(".");
    expect((await refusal(verifier.verify(`Bearer ${head}.${claims}.${forged}`))).status).toBe(401);
  });
});

const keyPairs = async () =>
  Promise.all(
    [1, 2].map(() => crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"])),
  ) as Promise<[webcrypto.CryptoKeyPair, webcrypto.CryptoKeyPair]>;
