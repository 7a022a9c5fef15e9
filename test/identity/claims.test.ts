import { testIssuer } from "../support/issuer";
import { expectRefused, issuer, now, subject, trust, verifyWish, verifyWithOneIssuer } from "./verification";

verifyWithOneIssuer();

describe("D05: whom a token is from, about and for", () => {
  it.each(["iss", "aud", "sub", "exp", "iat"])("must be said: without %s it is refused", async (claim) => {
    await expectRefused(verifyWish({ claims: { [claim]: undefined } }));
  });

  it.each([
    ["another audience", "another-service"],
    ["the audience in other letters", "OPSP-Registry"],
    ["several audiences, ours among them", ["opsp-registry", "another-service"]],
    ["no audience in a list", []],
    ["an object", { "opsp-registry": true }],
  ])("must be for this registry alone: %s is refused", async (_, aud) => {
    await expectRefused(verifyWish({ claims: { aud } }));
  });

  it("may name this registry in a list of one", async () => {
    await expect(verifyWish({ claims: { aud: [issuer.audience] } })).resolves.toMatchObject({ subject });
  });

  it.each([
    ["another issuer", "https://another.example"],
    ["the issuer with a slash", "slash"],
    ["a list", ["list"]],
    ["nothing", null],
  ])("must be from a configured issuer: %s is refused", async (_, iss) => {
    const claim = iss === "slash" ? `${issuer.issuer}/` : Array.isArray(iss) ? [issuer.issuer] : iss;
    await expectRefused(verifyWish({ claims: { iss: claim } }));
  });

  it("must be signed by the very issuer that it names, of several", async () => {
    const other = await testIssuer();
    const both = trust(issuer, other);
    const token = await other.token({ subject, claims: { iss: issuer.issuer } });
    await expectRefused(both.verify(`Bearer ${token}`));
    await other.close();
  });

  it.each([
    ["empty", ""],
    ["a number", 7],
    ["a list", ["usg.dpo"]],
    ["longer than 255", "s".repeat(256)],
    ["with a null character", "usg.dpo\0"],
    ["with a space behind", "usg.dpo "],
    ["with a letter that only looks like one", "usg.dpо"],
  ])("must be about a subject: %s is refused", async (_, sub) => {
    await expectRefused(verifyWish({ claims: { sub } }));
  });

  it.each([
    ["nonce", "n"],
    ["at_hash", "h"],
    ["c_hash", "h"],
    ["s_hash", "h"],
    ["events", {}],
    ["typ", "ID"],
    ["typ", "Refresh"],
    ["token_use", "id"],
  ])("must not be an ID token or another kind: claim %s %p", async (name, value) => {
    await expectRefused(verifyWish({ claims: { [name]: value } }));
  });

  it.each([undefined, "", "id_token", "logout+jwt", "dpop+jwt", "secevent+jwt", 1])(
    "must have the type of an access token, not %p",
    async (typ) => {
      await expectRefused(verifyWish({ header: { typ } }));
    },
  );

  it("must not be bound to a key that this registry does not ask for", async () => {
    await expectRefused(verifyWish({ claims: { cnf: { jkt: "thumbprint" } } }));
  });
});

const minute = 60;

describe("D06: the times of a token", () => {
  it.each([
    ["exp", { exp: -28 }],
    ["nbf", { nbf: 29 }],
    ["iat", { iat: 29, exp: 300 }],
    ["auth_time", { auth_time: 29 }],
  ])("may differ from ours by less than 30 seconds: %s", async (_, times) => {
    await expect(verifyWish({ claims: fromNow({ iat: -300, ...times }) })).resolves.toMatchObject({ subject });
  });

  it.each([
    ["exp", { exp: -31 }, "EXPIRED"],
    ["exp by a minute", { exp: -60 }, "EXPIRED"],
    ["nbf", { nbf: 32 }, "INVALID"],
    ["iat", { iat: 32, exp: 300 }, "INVALID"],
    ["auth_time", { auth_time: 32 }, "INVALID"],
  ])("may not differ by more: %s", async (_, times, reason) => {
    await expectRefused(verifyWish({ claims: fromNow({ iat: -300, ...times }) }), reason);
  });

  it.each(["exp", "iat", "nbf", "auth_time"])(
    "are numbers: %s as a text, an object or nothing is refused",
    async (claim) => {
      for (const value of [String(now() + 60), {}, null, true]) {
        await expectRefused(verifyWish({ claims: { [claim]: value } }));
      }
    },
  );

  it("are not before 1970", async () => {
    await expectRefused(verifyWish({ claims: { auth_time: -1 } }));
  });

  it("allow a life of 15 minutes and not of a second more", async () => {
    await expect(verifyWish({ expiresIn: 15 * minute })).resolves.toMatchObject({ subject });
    await expectRefused(verifyWish({ expiresIn: 15 * minute + 1 }));
  });

  it("allow no life without an end, nor one that ends before it begins", async () => {
    await expectRefused(verifyWish({ claims: { exp: 1e300 } }));
    await expectRefused(verifyWish({ claims: fromNow({ iat: 20, exp: 10 }) }));
  });

  function fromNow(times: Record<string, number>): Record<string, number> {
    return Object.fromEntries(
      Object.entries({ exp: 60, ...times }).map(([claim, seconds]) => [claim, now() + seconds]),
    );
  }
});

describe("D08: what a token claims beyond that", () => {
  it("is not read: roles and groups leave no trace", async () => {
    const claims = { roles: ["USG"], groups: ["administrators"], post: "usg.dpo", __proto__: { admin: true } };
    expect(JSON.stringify(await verifyWish({ claims }))).not.toMatch(/USG|administrators|usg|admin/);
  });
});
