import { randomBytes } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { KeyFile } from "../../src/access/key-file";
import { KeyRing } from "../../src/access/key-ring";
import { Pkcs11Keys, type Pkcs11Place } from "../../src/access/pkcs11-keys";
import { type Handle, type Pkcs11, type Pkcs11Package, loadPackage } from "../../src/access/pkcs11-library";
import { Seal } from "../../src/access/sealing";
import { rotateKeys } from "../../src/operations/rotate-keys";
import { cast } from "../operations/life";
import { World } from "../operations/world";
import { testIssuer } from "../support/issuer";
import { startRegistry } from "../support/registry";
import { temporaryFolder } from "../support/temporary-folder";
import { newToken, whyNoToken } from "../support/tokens";

const PIN = "correct-horse-7";
const why = whyNoToken();
if (why !== undefined) console.warn(`PKCS#11 is not tried here: ${why}.`);

/** What else of the library the tests use: they make keys, and end sessions behind the provider's back. */
interface Maker extends Pkcs11 {
  C_GenerateKey(session: Handle, mechanism: { mechanism: number }, template: object[]): Handle;
  C_CloseAllSessions(slot: Handle): void;
}

describe("a token's package that is not there", () => {
  it("is told in one sentence, with what to do", () => {
    expect(() => loadPackage("pkcs11-not-there")).toThrow(
      "PKCS#11 needs the package pkcs11-not-there, which is not here: install it with npm i --no-save --save-prod pkcs11-not-there.",
    );
  });
});

(why === undefined ? describe : describe.skip)("keys in a PKCS#11 token", () => {
  const folder = temporaryFolder("registry-pin-");
  const pinFile = join(folder.path, "pin");
  let place: Pkcs11Place;
  let numbers: Pkcs11Package;
  let keys: Pkcs11Keys;

  /** Makes an AES key in the token, as its owner would by the token's own tools. */
  function makeKey(label: string, more: Record<string, number | boolean> = {}): void {
    const library = new numbers.PKCS11() as Maker;
    library.load(place.module);
    const session = library.C_OpenSession(slotOf(library), numbers.CKF_SERIAL_SESSION! | numbers.CKF_RW_SESSION!);
    const wish = {
      CKA_CLASS: numbers.CKO_SECRET_KEY!,
      CKA_TOKEN: true,
      CKA_PRIVATE: true,
      CKA_SENSITIVE: true,
      CKA_EXTRACTABLE: false,
      CKA_ENCRYPT: true,
      CKA_DECRYPT: true,
      CKA_VALUE_LEN: 32,
      ...more,
    };
    const template = Object.entries(wish).map(([name, value]) => ({ type: numbers[name]!, value }));
    const mechanism = { mechanism: numbers.CKM_AES_KEY_GEN! };
    library.C_GenerateKey(session, mechanism, [...template, { type: numbers.CKA_LABEL!, value: label }]);
    library.C_CloseSession(session);
  }

  const slotOf = (library: Pkcs11) =>
    library.C_GetSlotList(true).find((slot) => library.C_GetTokenInfo(slot).label.trim() === place.token)!;

  const provider = (more: Partial<Pkcs11Place> = {}) => new Pkcs11Keys({ ...place, ...more });

  beforeAll(() => {
    writeFileSync(pinFile, `${PIN}\n`, { mode: 0o600 });
    place = { ...newToken("registry test", PIN), pinFile, keyLabels: ["first"] };
    numbers = loadPackage();
    expect(() => provider()).toThrow("The token registry test must hold one AES key called first, and it holds none.");
    makeKey("first");
    makeKey("second");
    keys = provider();
  });

  afterAll(() => {
    keys.close();
    folder.remove();
  });

  it("wrap and unwrap the key of a text, never twice alike", () => {
    const key = randomBytes(32);
    const [once, again] = [keys.wrap(key), keys.wrap(key)];
    expect(once.keyId).toBe("pkcs11:first");
    expect(once.wrappedKey.equals(again.wrappedKey)).toBe(false);
    expect(once.wrappedKey.includes(key)).toBe(false);
    expect([keys.unwrap(once), keys.unwrap(again)]).toEqual([key, key]);
  });

  it("seal and open a part in its place alone", () => {
    const seal = new Seal(keys);
    const words = { text: "Text.", fileName: "a.pdf", mediaType: null, fileSha256: null, publicSource: null };
    const sealed = seal.sealPart(words, "one", 1);
    expect(seal.openPart(sealed, "one", 1)).toEqual(words);
    expect(() => seal.openPart(sealed, "one", 2)).toThrow();
    expect(() => seal.openPart(sealed, "two", 1)).toThrow();
    expect(() => seal.openTitle(sealed, "one", 1)).toThrow();
  });

  it("open nothing that another key wrapped, or that was changed", () => {
    const both = provider({ keyLabels: ["second", "first"] });
    const wrapped = keys.wrap(randomBytes(32));
    expect(both.currentKeyId).toBe("pkcs11:second");
    expect(both.unwrap(wrapped)).toEqual(keys.unwrap(wrapped));
    expect(() => both.unwrap({ ...wrapped, keyId: "pkcs11:second" })).toThrow();
    expect(() => keys.unwrap({ ...wrapped, keyId: "pkcs11:second" })).toThrow("not in the token");
    const changed = Buffer.from(wrapped.wrappedKey);
    changed[20]! ^= 1;
    expect(() => keys.unwrap({ ...wrapped, wrappedKey: changed })).toThrow();
    expect(() => keys.unwrap({ ...wrapped, wrappedKey: Buffer.alloc(0) })).toThrow();
    expect(keys.unwrap(wrapped)).toHaveLength(32);
  });

  it("are refused where the token could give them away, are too short, or stand there twice", () => {
    makeKey("open", { CKA_EXTRACTABLE: true });
    makeKey("short", { CKA_VALUE_LEN: 16 });
    makeKey("twice");
    makeKey("twice");
    for (const label of ["open", "short"])
      expect(() => provider({ keyLabels: ["first", label] })).toThrow(
        `The key ${label} of the token registry test must be an AES key of 256 bits that is sensitive and cannot be extracted.`,
      );
    expect(() => provider({ keyLabels: ["twice"] })).toThrow("and it holds several.");
  });

  it("are not reached by a wrong module, token or PIN, each told in one sentence", () => {
    const wrong = join(folder.path, "wrong-pin");
    writeFileSync(wrong, "0", { mode: 0o600 });
    expect(() => provider({ module: "/nowhere.so" })).toThrow(
      "The PKCS#11 module /nowhere.so cannot be used: check PKCS11_MODULE.",
    );
    expect(() => provider({ token: "another" })).toThrow(
      "No token is called another: check PKCS11_TOKEN and PKCS11_MODULE.",
    );
    expect(() => provider({ pinFile: join(folder.path, "none") })).toThrow("is not there: make it");
    chmodSync(wrong, 0o644);
    expect(() => provider({ pinFile: wrong })).toThrow(
      `The PIN file ${wrong} can be read by others: set its mode to 600.`,
    );
  });

  it("are there again after the token has ended every session", () => {
    const wrapped = keys.wrap(randomBytes(32));
    const library = new numbers.PKCS11() as Maker;
    library.load(place.module);
    library.C_CloseAllSessions(slotOf(library));
    expect(keys.unwrap(wrapped)).toHaveLength(32);
    library.C_CloseAllSessions(slotOf(library));
    expect(keys.unwrap(keys.wrap(Buffer.alloc(32, 7)))).toEqual(Buffer.alloc(32, 7));
  });

  it("are refused with a PIN that the token does not accept", () => {
    const wrong = join(folder.path, "another-pin");
    writeFileSync(wrong, "0", { mode: 0o600 });
    const library = new numbers.PKCS11() as Maker;
    library.load(place.module);
    library.C_CloseAllSessions(slotOf(library));
    expect(() => provider({ pinFile: wrong })).toThrow(`The token registry test does not accept the PIN in ${wrong}.`);
  });

  it("hold a whole registry's texts, taken over from a key file and given back", async () => {
    const secret = randomBytes(32);
    const file = new KeyFile([secret]);
    const ring = new KeyRing(keys, [file]);
    const shared = { issuer: await testIssuer(), keys: Object.assign(ring, { secret }) };
    const registry = await startRegistry("2016-06-01T12:00:00Z", shared);
    try {
      await cast(registry);
      const world = await new World(registry).learn();
      const report = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s", text: "In a token." }] });
      const read = async () =>
        (
          await registry.ask("usg.dpko", "query ($id: ID!) { node(id: $id) { ... on Part { text } } }", {
            id: report.parts.s,
          })
        ).data.node.text;
      const inUse = async () =>
        (await registry.sql("select distinct key_id from part_content where key_id is not null")).map(
          ({ key_id }) => key_id,
        );
      expect([await read(), await inUse()]).toEqual(["In a token.", ["pkcs11:first"]]);
      expect(await rotateKeys(registry.migratorUrl, new KeyRing(file, [keys]))).toEqual({ rotated: 2, left: 0 });
      expect([await read(), await inUse()]).toEqual(["In a token.", [file.currentKeyId]]);
      expect(await rotateKeys(registry.migratorUrl, ring)).toEqual({ rotated: 2, left: 0 });
      expect([await read(), await inUse()]).toEqual(["In a token.", ["pkcs11:first"]]);
    } finally {
      await registry.close();
    }
  });
});
