import { randomBytes } from "node:crypto";

import { StartError } from "../start-error";
import { type Handle, type Pkcs11, type Pkcs11Package, codeOf, loadPackage, openLibrary } from "./pkcs11-library";
import type { KeyProvider, Wrapped } from "./sealing";
import { readSecretFile } from "../secret-file";

/** Where the keys lie in a token. */
export interface Pkcs11Place {
  /** The library of the token's maker. */
  readonly module: string;
  readonly token: string;
  readonly pinFile: string;
  /** The labels of the keys, the current one first. */
  readonly keyLabels: readonly string[];
}

const NONCE = 12;
const TAG = 16;
const PREFIX = "pkcs11:";

/** What a library answers when a session, or the token itself, was lost: then it is tried once more, in a new one. */
const LOST = [
  "CKR_SESSION_HANDLE_INVALID",
  "CKR_SESSION_CLOSED",
  "CKR_USER_NOT_LOGGED_IN",
  "CKR_KEY_HANDLE_INVALID",
  "CKR_OBJECT_HANDLE_INVALID",
  "CKR_TOKEN_NOT_PRESENT",
  "CKR_DEVICE_REMOVED",
  "CKR_DEVICE_ERROR",
];

/** Keys that never leave a PKCS#11 token: it wraps and unwraps by itself, with AES-256-GCM. */
export class Pkcs11Keys implements KeyProvider {
  readonly currentKeyId: string;
  private readonly numbers: Pkcs11Package;
  private readonly library: Pkcs11;
  private session!: Handle;
  private keys!: ReadonlyMap<string, Handle>;

  constructor(private readonly place: Pkcs11Place) {
    this.currentKeyId = PREFIX + place.keyLabels[0]!;
    this.numbers = loadPackage();
    this.library = openLibrary(this.numbers, place.module);
    this.open();
  }

  has(keyId: string): boolean {
    return this.keys.has(keyId);
  }

  wrap(key: Buffer): Wrapped {
    const keyId = this.currentKeyId;
    const nonce = randomBytes(NONCE);
    const sealed = this.anew(() => {
      this.library.C_EncryptInit(this.session, this.gcm(nonce, keyId), this.key(keyId));
      return this.library.C_Encrypt(this.session, key, Buffer.alloc(key.length + TAG));
    });
    return { wrappedKey: Buffer.concat([nonce, sealed]), keyId };
  }

  unwrap({ wrappedKey, keyId }: Wrapped): Buffer {
    const [nonce, sealed] = [wrappedKey.subarray(0, NONCE), wrappedKey.subarray(NONCE)];
    return this.anew(() => {
      this.library.C_DecryptInit(this.session, this.gcm(nonce, keyId), this.key(keyId));
      return this.library.C_Decrypt(this.session, sealed, Buffer.alloc(sealed.length));
    });
  }

  /** Ends the session with the token. */
  close(): void {
    this.library.C_CloseSession(this.session);
  }

  private key(keyId: string): Handle {
    const handle = this.keys.get(keyId);
    if (!handle) throw new Error("The key of a strictly confidential text is not in the token.");
    return handle;
  }

  private gcm(iv: Buffer, keyId: string) {
    const parameter = {
      type: this.numbers.CK_PARAMS_AES_GCM!,
      iv,
      aad: Buffer.from(keyId),
      ivBits: NONCE * 8,
      tagBits: TAG * 8,
    };
    return { mechanism: this.numbers.CKM_AES_GCM!, parameter };
  }

  /** A session in which something failed is not used again: the library may take it to be in the midst of that still. */
  private anew<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.closeQuietly();
      this.open();
      if (!LOST.some((name) => this.numbers[name] === codeOf(error))) throw error;
      return work();
    }
  }

  private closeQuietly(): void {
    try {
      this.close();
    } catch {
      // It was closed already, by the token or with it.
    }
  }

  private open(): void {
    const { library, numbers, place } = this;
    const slot = library
      .C_GetSlotList(true)
      .find((one) => library.C_GetTokenInfo(one).label.replace(/[ \0]+$/, "") === place.token);
    if (!slot) throw new StartError(`No token is called ${place.token}: check PKCS11_TOKEN and PKCS11_MODULE.`);
    this.session = library.C_OpenSession(slot, numbers.CKF_SERIAL_SESSION!);
    this.login();
    this.keys = new Map(place.keyLabels.map((label) => [PREFIX + label, this.find(label)]));
  }

  private login(): void {
    const { token, pinFile } = this.place;
    const pin = readSecretFile(pinFile, "PIN file", "make it, with the PIN of the token").replace(/\r?\n$/, "");
    try {
      this.library.C_Login(this.session, this.numbers.CKU_USER!, pin);
    } catch (cause) {
      if (codeOf(cause) !== this.numbers.CKR_USER_ALREADY_LOGGED_IN)
        throw new StartError(`The token ${token} does not accept the PIN in ${pinFile}.`, { cause });
    }
  }

  /** The one key of a label: of 256 bits, and such that the token never gives it away. */
  private find(label: string): Handle {
    const { library, numbers, session, place } = this;
    library.C_FindObjectsInit(session, [
      { type: numbers.CKA_CLASS!, value: numbers.CKO_SECRET_KEY! },
      { type: numbers.CKA_KEY_TYPE!, value: numbers.CKK_AES! },
      { type: numbers.CKA_LABEL!, value: label },
    ]);
    const found = library.C_FindObjects(session, 2);
    library.C_FindObjectsFinal(session);
    if (found.length !== 1)
      throw new StartError(
        `The token ${place.token} must hold one AES key called ${label}, and it holds ${found.length === 0 ? "none" : "several"}.`,
      );
    const names = ["CKA_SENSITIVE", "CKA_EXTRACTABLE", "CKA_VALUE_LEN"];
    const [sensitive, extractable, length] = library
      .C_GetAttributeValue(
        session,
        found[0]!,
        names.map((name) => ({ type: numbers[name]! })),
      )
      .map(({ value }) => value[0]);
    if (sensitive !== 1 || extractable !== 0 || length !== 32)
      throw new StartError(
        `The key ${label} of the token ${place.token} must be an AES key of 256 bits that is sensitive and cannot be extracted.`,
      );
    return found[0]!;
  }
}
