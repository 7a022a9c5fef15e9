import { CLOCK_SKEW, LONGEST_LIFE, readClaims, readHeader } from "../../src/identity/claims";
import { Unauthenticated } from "../../src/identity/unauthenticated";

const ISSUER = "https://issuer.example";
const AUDIENCE = "opsp-registry";
const NOW = 1_700_000_000;
const HEADER = { alg: "ES256", kid: "key", typ: "at+jwt" };
const CLAIMS = { iss: ISSUER, aud: AUDIENCE, sub: "somebody", iat: NOW, exp: NOW + 300 };

/** These are read by themselves here: nothing that stands before them or behind them may have to refuse in their place. */
const header = (parts: object = {}) => readHeader({ ...HEADER, ...parts });
const claims = (parts: object = {}) => readClaims({ ...CLAIMS, ...parts }, AUDIENCE);

function expectRefused(read: () => unknown): void {
  expect(read).toThrow(Unauthenticated);
  expect(read).toThrow(expect.objectContaining({ reason: "INVALID" }));
}

describe("a header", () => {
  it.each(["ES256", "ES384", "PS256", "RS256", "EdDSA"])("names the algorithm %s and a key", (alg) => {
    expect(header({ alg })).toEqual({ algorithm: alg, keyId: "key" });
  });

  it.each(["none", "HS256", "es256", "", undefined, null, 256, ["ES256"]])("names no algorithm %j", (alg) => {
    expectRefused(() => header({ alg }));
  });

  it.each([undefined, null, 7, ["key"], {}])("names no key %j", (kid) => expectRefused(() => header({ kid })));

  it.each(["id+jwt", "", undefined, null, 7, ["at+jwt"]])("is not of an access token with the type %j", (typ) => {
    expectRefused(() => header({ typ }));
  });

  it.each(["crit", "b64", "jku", "jwk", "x5u", "x5c", "zip"])("says nothing of %s, whatever it says", (name) => {
    for (const value of [[], true, "", undefined]) expectRefused(() => header({ [name]: value }));
  });
});

describe("claims", () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW * 1000 }));
  afterEach(() => jest.useRealTimers());

  it("say who asks, and no more where they say no more", () => {
    expect(claims()).toEqual({
      issuer: ISSUER,
      subject: "somebody",
      actor: undefined,
      authenticatedAt: undefined,
      expiresAt: new Date((NOW + 300) * 1000),
      scope: [],
    });
  });

  it.each(["nonce", "at_hash", "c_hash", "s_hash", "events", "cnf"])("are of another kind of token with %s", (name) => {
    for (const value of ["", {}, undefined]) expectRefused(() => claims({ [name]: value }));
  });

  it.each([
    { typ: "ID" },
    { typ: "bearer" },
    { typ: null },
    { token_use: "id" },
    { token_use: null },
    { typ: "Bearer", token_use: "refresh" },
    { typ: "Refresh", token_use: "access" },
  ])("are not for access with %j", (kind) => expectRefused(() => claims(kind)));

  it.each([{ typ: "Bearer" }, { token_use: "access" }])("are for access with %j", (kind) => {
    expect(claims(kind)).toMatchObject({ subject: "somebody" });
  });

  it.each(["another", undefined, null, [], ["another"], [AUDIENCE, "another"], [AUDIENCE, AUDIENCE], [[AUDIENCE]], {}])(
    "are for somebody else with the audience %j",
    (aud) => expectRefused(() => claims({ aud })),
  );

  it("are for this registry where it is the only one of a list", () => {
    expect(claims({ aud: [AUDIENCE] })).toMatchObject({ subject: "somebody" });
  });

  it("live for more than no time, and for a quarter of an hour at most", () => {
    for (const exp of [NOW, NOW - 1, NOW + LONGEST_LIFE + 1, undefined, "x"]) expectRefused(() => claims({ exp }));
    expectRefused(() => claims({ iat: undefined }));
    for (const exp of [NOW + 1, NOW + LONGEST_LIFE]) expect(claims({ exp }).expiresAt).toEqual(new Date(exp * 1000));
  });

  it.each(["a", "ab", "a b", "!~", "a".repeat(255)])("are about the subject %j", (sub) => {
    expect(claims({ sub }).subject).toBe(sub);
  });

  it.each(["", " ", " a", "a ", "a\n", "\na", "ä", "a\u007f", "a".repeat(256), undefined, null, 7, ["a"]])(
    "are about no subject %j",
    (sub) => expectRefused(() => claims({ sub })),
  );

  it("name one actor of the same issuer", () => {
    expect(claims({ act: { sub: "portal" } }).actor).toEqual({ issuer: ISSUER, subject: "portal" });
    expect(claims({ act: { sub: "portal", iss: ISSUER } }).actor).toEqual({ issuer: ISSUER, subject: "portal" });
  });

  it.each([
    null,
    "portal",
    7,
    true,
    {},
    { sub: "" },
    { sub: "portal", iss: "https://another.example" },
    { sub: "portal", iss: null },
    { sub: "portal", act: null },
    { sub: "portal", act: { sub: "another" } },
  ])("name no actor %j", (act) => expectRefused(() => claims({ act })));

  it("say when the person showed who they are: from the beginning of time to now, as far as clocks differ", () => {
    for (const time of [0, NOW, NOW + CLOCK_SKEW])
      expect(claims({ auth_time: time }).authenticatedAt).toEqual(new Date(time * 1000));
    for (const time of [-1, NOW + CLOCK_SKEW + 1, Number.NaN, "0", null, [0]])
      expectRefused(() => claims({ auth_time: time }));
  });

  it("say words of a scope, each once", () => {
    expect(claims({ scope: " read  write read " }).scope).toEqual(["read", "write"]);
    expect(claims({ scope: "" }).scope).toEqual([]);
    for (const scope of [null, ["read"], 7]) expectRefused(() => claims({ scope }));
  });
});
