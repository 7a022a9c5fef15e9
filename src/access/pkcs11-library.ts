import { createRequire } from "node:module";

import { StartError } from "../start-error";

/** The package that speaks to PKCS#11 libraries: an optional one, which is installed where a token is used. */
const PACKAGE = "pkcs11js";

/** A handle that the library gives for a slot, a session or an object. */
export type Handle = Buffer;

interface Mechanism {
  readonly mechanism: number;
  readonly parameter: { type: number; iv: Buffer; aad: Buffer; ivBits: number; tagBits: number };
}

type Template = { type: number; value?: number | boolean | string }[];

/** What of the package is used: the standard's functions by their names. */
export interface Pkcs11 {
  load(path: string): void;
  C_Initialize(): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { label: string };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_CloseSession(session: Handle): void;
  C_Login(session: Handle, user: number, pin: string): void;
  C_FindObjectsInit(session: Handle, template: Template): void;
  C_FindObjects(session: Handle, most: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(session: Handle, object: Handle, template: Template): { type: number; value: Buffer }[];
  C_EncryptInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Encrypt(session: Handle, data: Buffer, room: Buffer): Buffer;
  C_DecryptInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Decrypt(session: Handle, data: Buffer, room: Buffer): Buffer;
}

/** The package: the library's functions, and the standard's numbers by their names. */
export type Pkcs11Package = { readonly PKCS11: new () => Pkcs11 } & Readonly<Record<string, number>>;

/** Loads the package; where it is not installed, one sentence says how to install it. */
export function loadPackage(name = PACKAGE): Pkcs11Package {
  try {
    return createRequire(__filename)(name) as Pkcs11Package;
  } catch {
    throw new StartError(
      `PKCS#11 needs the package ${name}, which is not here: install it with npm i --no-save --save-prod ${name}.`,
    );
  }
}

/** Opens a PKCS#11 library: once a process, however often it is asked for. */
export function openLibrary(numbers: Pkcs11Package, path: string): Pkcs11 {
  const library = new numbers.PKCS11();
  try {
    library.load(path);
    library.C_Initialize();
  } catch (cause) {
    if (codeOf(cause) !== numbers.CKR_CRYPTOKI_ALREADY_INITIALIZED)
      throw new StartError(`The PKCS#11 module ${path} cannot be used: check PKCS11_MODULE.`, { cause });
  }
  return library;
}

/** What the library answered, as the standard's number; nothing where the failure is another. */
export const codeOf = (error: unknown): number | undefined => (error as { code?: number } | null)?.code;
