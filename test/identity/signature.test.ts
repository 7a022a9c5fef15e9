import { createHmac } from "node:crypto";
import { exportSPKI, importJWK } from "jose";
import { type IssuerKey, issuerKey, testIssuer } from "../support/issuer";
import { expectRefused, issuer, subject, trust, verify, verifyWish, verifyWithOneIssuer } from "./verification";

verifyWithOneIssuer();

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("D01: a token without a signature", () => {
  it.each(["none", "None", "NONE", "nOnE"])("is refused with alg %s", async (alg) => {
    const [, payload, signature] = (await issuer.token({ subject })).split(".");
    const header = encode({ alg, typ: "at+jwt", kid: issuer.keys[0]?.kid });
    await expectRefused(verify(`${header}.${payload}.`));
    await expectRefused(verify(`${header}.${payload}.${signature}`));
  });

  it("is refused with its signature cut off, emptied or altered", async () => {
    const [header, payload, signature = ""] = (await issuer.token({ subject })).split(".");
    const altered = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    for (const token of [`${header}.${payload}`, `${header}.${payload}.`, `${header}.${payload}.${altered}`]) {
      await expectRefused(verify(token));
    }
  });

  it("is refused with another payload under the same signature", async () => {
    const [header, , signature] = (await issuer.token({ subject })).split(".");
    const [, payload] = (await issuer.token({ subject: "usg.dpo" })).split(".");
    await expectRefused(verify(`${header}.${payload}.${signature}`));
  });
});

describe("D02: a published key used as a secret", () => {
  it.each(["HS256", "HS384", "HS512"])("is refused with %s", async (alg) => {
    const [key] = issuer.keys as [IssuerKey];
    const [, payload] = (await issuer.token({ subject })).split(".");
    const pem = await exportSPKI((await importJWK(key.publicJwk, key.alg)) as Parameters<typeof exportSPKI>[0]);
    const input = `${encode({ alg, typ: "at+jwt", kid: key.kid })}.${payload}`;
    for (const secret of [pem, JSON.stringify(key.publicJwk)]) {
      const signature = createHmac(alg.replace("HS", "sha"), secret).update(input).digest("base64url");
      await expectRefused(verify(`${input}.${signature}`));
    }
  });

  it("is refused when the issuer publishes a symmetric key by mistake", async () => {
    const own = await testIssuer();
    own.oddKeys = [
      { kty: "oct", k: Buffer.from("a secret that everyone can read!").toString("base64url"), kid: "s", alg: "HS256" },
    ];
    const [, payload] = (await own.token({ subject })).split(".");
    const input = `${encode({ alg: "HS256", typ: "at+jwt", kid: "s" })}.${payload}`;
    const signature = createHmac("sha256", "a secret that everyone can read!").update(input).digest("base64url");
    const theirs = trust(own);
    await expectRefused(theirs.verify(`Bearer ${input}.${signature}`));
    await own.close();
  });

  it.each(["ES512", "PS384", "RS512", "Ed25519"])("is refused with %s, which is not on the list", async (alg) => {
    const own = await testIssuer();
    own.keys = [await issuerKey(alg)];
    await expectRefused(trust(own).verify(`Bearer ${await own.token({ subject })}`));
    await own.close();
  });
});

describe("D03: the name of a key", () => {
  it.each(["../../etc/passwd", "' or 1=1 --", "https://attacker.example/keys", "__proto__", "constructor", ""])(
    "is looked up exactly: %p finds nothing",
    async (kid) => {
      await expectRefused(verifyWish({ header: { kid } }));
    },
  );

  it.each([undefined, 1, null, ["a"], {}])("is a text: %p is refused", async (kid) => {
    await expectRefused(verifyWish({ header: { kid } }));
  });

  it("leaves no room for 10 kB", async () => {
    await expectRefused(verifyWish({ header: { kid: "k".repeat(10_000) } }));
  });
});

describe("D04: a key that the token brings", () => {
  it.each(["jku", "x5u", "jwk", "x5c", "zip"])("is refused in the header %s, whoever signed", async (name) => {
    const stranger = await issuerKey();
    const values: Record<string, unknown> = {
      jwk: stranger.publicJwk,
      x5c: ["MIIB"],
      zip: "DEF",
    };
    const value = values[name] ?? `${issuer.issuer}/keys`;
    const asked = issuer.asked.length;
    await expectRefused(verifyWish({ key: stranger, header: { [name]: value } }));
    await expectRefused(verifyWish({ header: { [name]: value } }));
    expect(issuer.asked).toHaveLength(asked);
  });

  it("is refused under a name that the issuer publishes", async () => {
    const stranger = { ...(await issuerKey()), kid: issuer.keys[0]?.kid ?? "" };
    await expectRefused(verifyWish({ key: stranger }));
  });

  it.each([
    ["crit", { crit: ["b64"], b64: true }],
    ["b64", { b64: true }],
  ])("is not the only thing refused in a header: %s is too", async (_, header) => {
    await expectRefused(verifyWish({ header }));
  });

  it("is refused as a crit of unknown words, and as an empty one", async () => {
    const [, payload, signature] = (await issuer.token({ subject })).split(".");
    for (const crit of [["exp"], []]) {
      const header = encode({ alg: "ES256", typ: "at+jwt", kid: issuer.keys[0]?.kid, crit });
      await expectRefused(verify(`${header}.${payload}.${signature}`));
    }
  });
});
