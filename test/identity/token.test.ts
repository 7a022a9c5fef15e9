import { issuerKey, testIssuer, type TokenWish } from "../support/issuer";
import { issuer, now, refusal, subject, trust, verifier, verifyWish, verifyWithOneIssuer } from "./verification";

verifyWithOneIssuer();

const minute = 60;

describe("a good token", () => {
  it("says who asks, since when, until when and at most for what", async () => {
    const authTime = new Date(1000 * (now() - 100));
    const credentials = await verifyWish({ authTime, expiresIn: 10 * minute, scope: "read  write read" });
    expect(credentials).toEqual({
      issuer: issuer.issuer,
      subject,
      actor: undefined,
      authenticatedAt: authTime,
      expiresAt: expect.any(Date),
      scope: ["read", "write"],
    });
    expect(credentials.expiresAt.getTime() / 1000 - now()).toBeGreaterThan(9 * minute);
  });

  it("need not say when the person showed who they are", async () => {
    expect((await verifyWish({ authTime: null })).authenticatedAt).toBeUndefined();
  });

  it.each(["ES256", "ES384", "PS256", "RS256", "EdDSA"])("may be signed with %s", async (algorithm) => {
    const own = await testIssuer();
    own.keys = [await issuerKey(algorithm)];
    const theirs = trust(issuer, own);
    await expect(theirs.verify(`Bearer ${await own.token({ subject })}`)).resolves.toMatchObject({
      issuer: own.issuer,
    });
    await own.close();
  });

  it.each(["at+jwt", "AT+JWT", "application/at+jwt", "JWT"])("may be of type %s", async (typ) => {
    await expect(verifyWish({ header: { typ } })).resolves.toMatchObject({ subject });
  });

  it("may be announced with the word bearer in any case", async () => {
    await expect(verifier.verify(`bearer ${await issuer.token({ subject })}`)).resolves.toMatchObject({ subject });
  });
});

describe("a refusal", () => {
  it("is one fixed sentence for each outcome and repeats nothing of the token", async () => {
    const wishes: Partial<TokenWish>[] = [
      { claims: { aud: "canary-1" } },
      { claims: { iss: "canary-2" } },
      { header: { kid: "canary-3" } },
      { claims: { sub: "canary-4\0" } },
      { claims: { act: "canary-5" } },
    ];
    const refusals = await Promise.all(wishes.map((wish) => refusal(verifyWish(wish))));
    expect(new Set(refusals.map(({ message }) => message)).size).toBe(1);
    for (const { message, challenge, cause, status } of refusals) {
      expect(`${message} ${challenge} ${String(cause)}`).not.toContain("canary");
      expect(challenge).toBe('Bearer error="invalid_token"');
      expect(status).toBe(401);
    }
  });

  it("is a bad request only for two headers, and names no error when nothing was sent", async () => {
    expect(await refusal(verifier.verify(["Bearer a.b.c", "Bearer a.b.c"]))).toMatchObject({
      status: 400,
      code: "UNAUTHENTICATED",
    });
    expect(await refusal(verifier.verify(undefined))).toMatchObject({ status: 401, challenge: "Bearer" });
  });
});
