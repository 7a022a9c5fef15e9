import { type JWK, exportJWK } from "jose";

import { algorithmsOf } from "../../src/identity/algorithms";
import { IssuerUnreachable } from "../../src/identity/issuer-unreachable";
import { SigningKeys } from "../../src/identity/signing-keys";
import { type IssuerKey, issuerKey } from "../support/issuer";
import { later, onlyTheClockIsSet } from "./verification";

const ISSUER = "https://issuer.example";
const DISCOVERY = `${ISSUER}/.well-known/openid-configuration`;
const KEYS = "https://keys.example/keys";

let key: IssuerKey;
let published: unknown;
let discovery: unknown;
let asked: string[];
let isFailing: boolean;
/** Where it is set, an answer waits for it. */
let held: Promise<void> | undefined;

beforeAll(async () => {
  key = await issuerKey("ES256");
});

beforeEach(() => {
  published = { keys: [key.publicJwk] };
  discovery = { issuer: ISSUER, jwks_uri: KEYS };
  asked = [];
  isFailing = false;
  held = undefined;
  onlyTheClockIsSet();
});

afterEach(() => jest.useRealTimers());

const fetch = async (address: unknown): Promise<Response> => {
  asked.push(String(address));
  await held;
  if (isFailing) throw new Error("no connection");
  return new Response(JSON.stringify(address === KEYS ? published : discovery));
};
const keysOf = (issuer = ISSUER, production = true) => new SigningKeys({ issuer, production, fetch: fetch });
const askedForKeys = () => asked.filter((address) => address === KEYS).length;
/** Lets what was begun in the background end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const found = async (jwk: object, algorithm = "ES256") => {
  published = { keys: [jwk] };
  return (await keysOf().find(algorithm, key.kid)) !== undefined;
};

describe("a published key", () => {
  it.each<[Partial<JWK>, readonly string[]]>([
    [{ kty: "RSA" }, ["PS256", "RS256"]],
    [{ kty: "RSA", alg: "RS256" }, ["RS256"]],
    [{ kty: "RSA", alg: "PS256" }, ["PS256"]],
    [{ kty: "RSA", alg: "RS512" }, []],
    [{ kty: "RSA", alg: "ES256" }, []],
    [{ kty: "EC", crv: "P-256" }, ["ES256"]],
    [{ kty: "EC", crv: "P-384" }, ["ES384"]],
    [{ kty: "EC", crv: "P-521" }, []],
    [{ kty: "EC" }, []],
    [{ kty: "OKP", crv: "Ed25519" }, ["EdDSA"]],
    [{ kty: "OKP", crv: "X25519" }, []],
    [{ kty: "OKP", crv: "P-256" }, []],
    [{ kty: "EC", crv: "Ed25519" }, []],
    [{ kty: "oct", crv: "P-384" }, []],
    [{ kty: "oct", alg: "HS256" }, []],
    [{ crv: "P-256" }, []],
  ])("%j serves %j", (jwk, algorithms) => expect(algorithmsOf(jwk as JWK)).toEqual(algorithms));

  it.each([{}, { use: undefined }, { alg: undefined }, { key_ops: ["verify"] }])("is used with %j", async (parts) =>
    expect(await found({ ...key.publicJwk, ...parts })).toBe(true),
  );

  it.each([
    { use: "enc" },
    { use: "" },
    { use: null },
    { key_ops: [] },
    { key_ops: ["sign"] },
    { key_ops: "verify" },
    { kid: undefined },
    { kid: 7 },
    { d: "AA" },
    { d: "" },
    { d: null },
    { alg: "ES384" },
    { crv: "P-384" },
    { kty: "oct", k: "AAAA" },
    { x: "AA" },
  ])("is as if absent with %j", async (parts) => expect(await found({ ...key.publicJwk, ...parts })).toBe(false));

  it("is as if absent with its private half", async () =>
    expect(await found({ ...(await exportJWK(key.privateKey)), ...key.publicJwk })).toBe(false));

  it.each([undefined, 7, null])("is found by no name where its name is %p", async (kid) => {
    published = { keys: [{ ...key.publicJwk, kid }] };
    expect(await keysOf().find("ES256", String(kid))).toBeUndefined();
  });

  it("is found for its own algorithm alone, and by its own name", async () => {
    expect(await found(key.publicJwk, "ES384")).toBe(false);
    const keys = keysOf();
    expect(await keys.find("ES256", `${key.kid}x`)).toBeUndefined();
    expect(await keys.find("ES256", key.kid)).toBeDefined();
  });

  it("does not take the place of another of the same name, nor does what is no key keep any away", async () => {
    const other = await issuerKey("ES256");
    published = {
      keys: [null, 7, "key", [], { ...key.publicJwk, x: "AA" }, key.publicJwk, { ...other.publicJwk, kid: key.kid }],
    };
    const one = await keysOf().find("ES256", key.kid);
    expect((await crypto.subtle.exportKey("jwk", one!)).x).toBe(key.publicJwk.x);
  });
});

describe("an issuer's documents", () => {
  const failure = async (issuer?: string, production?: boolean): Promise<IssuerUnreachable> => {
    const error: unknown = await keysOf(issuer, production)
      .load()
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(IssuerUnreachable);
    return error as IssuerUnreachable;
  };

  it.each([{}, { keys: {} }, { keys: null }, { keys: "key" }])(
    "publish a list of keys, and not %j",
    async (document) => {
      published = document;
      expect((await failure()).cause).toEqual(new Error("The issuer publishes no list of keys."));
    },
  );

  it("speak for this very issuer", async () => {
    discovery = { issuer: `${ISSUER}/`, jwks_uri: KEYS };
    expect((await failure()).cause).toEqual(new Error("The discovery document speaks for another issuer."));
    expect(asked).toEqual([DISCOVERY]);
  });

  it.each([undefined, null, 7, [KEYS], "http://keys.example/keys", "http://127.0.0.1/keys", "keys"])(
    "name a safe address of keys, and not %j",
    async (address) => {
      discovery = { issuer: ISSUER, jwks_uri: address };
      expect((await failure()).cause).toEqual(
        new Error("The discovery document names no safe address for keys: it must begin with https."),
      );
      expect(asked).toEqual([DISCOVERY]);
    },
  );

  it("are found below the issuer's address, whether or not it ends in a slash", async () => {
    await failure("https://issuer.example/realm");
    await failure("https://issuer.example/realm/");
    const below = "https://issuer.example/realm/.well-known/openid-configuration";
    expect(asked).toEqual([below, below]);
  });

  it("that cannot be had are told to the caller in one sentence, and to the log with their cause", async () => {
    isFailing = true;
    expect(await failure()).toMatchObject({
      name: "IssuerUnreachable",
      code: "UNAVAILABLE",
      issuer: ISSUER,
      message: "The identity provider cannot be reached: try again in a moment.",
      cause: new Error("no connection"),
    });
  });
});

describe("the age of an issuer's keys", () => {
  it("lets them be asked for again at thirty seconds, in the background, and not before", async () => {
    const keys = keysOf();
    await keys.find("ES256", key.kid);
    later(29.999);
    await keys.find("ES256", key.kid);
    await settled();
    expect(askedForKeys()).toBe(1);
    later(0.001);
    let answer = (): void => undefined;
    held = new Promise((resolve) => (answer = resolve));
    expect(await keys.find("ES256", key.kid)).toBeDefined();
    expect(askedForKeys()).toBe(2);
    answer();
    await settled();
    expect(asked).toEqual([DISCOVERY, KEYS, KEYS]);
  });

  it("lets an unknown name wait for what is being asked, and ask at thirty seconds itself", async () => {
    const keys = keysOf();
    await keys.find("ES256", key.kid);
    const added = await issuerKey("ES256");
    published = { keys: [key.publicJwk, added.publicJwk] };
    later(29.999);
    expect(await keys.find("ES256", added.kid)).toBeUndefined();
    expect(askedForKeys()).toBe(1);
    later(0.001);
    const both = await Promise.all([keys.find("ES256", added.kid), keys.find("ES256", added.kid)]);
    expect(both.every((one) => one !== undefined)).toBe(true);
    expect(askedForKeys()).toBe(2);
  });

  it("lets one failure in the background take nothing away before sixty seconds, and all then", async () => {
    const keys = keysOf();
    await keys.find("ES256", key.kid);
    isFailing = true;
    later(30);
    expect(await keys.find("ES256", key.kid)).toBeDefined();
    await settled();
    later(29.999);
    expect(await keys.find("ES256", key.kid)).toBeDefined();
    await settled();
    later(0.001);
    await expect(keys.find("ES256", key.kid)).rejects.toBeInstanceOf(IssuerUnreachable);
  });

  it("is not forgotten while a failure stands: two seconds, and then it is asked again", async () => {
    const keys = keysOf();
    isFailing = true;
    const attempt = () => keys.find("ES256", key.kid).catch((failure: unknown) => failure);
    const first = await attempt();
    later(1.999);
    expect(await attempt()).toBe(first);
    expect(asked).toHaveLength(1);
    later(0.001);
    expect(await attempt()).not.toBe(first);
    expect(asked).toHaveLength(2);
    isFailing = false;
    later(2);
    expect(await attempt()).toMatchObject({ type: "public" });
  });

  it("counts from when the keys were asked for, and not from when they came", async () => {
    const keys = keysOf();
    let answer = (): void => undefined;
    held = new Promise((resolve) => (answer = resolve));
    const loading = keys.load();
    later(60);
    answer();
    held = undefined;
    await loading;
    isFailing = true;
    await expect(keys.find("ES256", key.kid)).rejects.toBeInstanceOf(IssuerUnreachable);
  });
});
