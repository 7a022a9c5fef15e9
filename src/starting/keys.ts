import { readKeyFile } from "../access/key-file";
import { KeyRing } from "../access/key-ring";
import { Pkcs11Keys } from "../access/pkcs11-keys";
import type { KeyProvider } from "../access/sealing";
import type { KeySettings } from "../setting-keys";

/** The keys that a registry works with. */
export interface Keys {
  readonly keys: KeyProvider;
  /** What cursors are sealed with; the keys of a token do not leave it, and so a file is named for this. */
  readonly cursorSecret: Buffer;
}

/** Opens the provider that wraps, and beside it the other one where it is given: what it has wrapped is opened still. */
export function openProvider({ keyProvider, keyFile, pkcs11 }: KeySettings): KeyProvider {
  const file = keyFile === undefined ? undefined : readKeyFile(keyFile);
  const token = pkcs11 && new Pkcs11Keys(pkcs11);
  const [current, other] = keyProvider === "file" ? [file, token] : [token, file];
  return other ? new KeyRing(current!, [other]) : current!;
}

export function openKeys(settings: KeySettings): Keys {
  const { secret } = readKeyFile((settings.cursorKeyFile ?? settings.keyFile)!);
  return { keys: openProvider(settings), cursorSecret: secret };
}
