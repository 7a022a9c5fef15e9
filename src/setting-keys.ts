import type { Given } from "./setting-texts";
import { SettingError } from "./start-error";

/** Where the keys of strictly confidential texts lie, and the key of cursors. */
export interface KeySettings {
  /** Which of the two wraps; what the other has wrapped is still opened. */
  keyProvider: "file" | "pkcs11";
  keyFile?: string;
  cursorKeyFile?: string;
  pkcs11?: { module: string; token: string; pinFile: string; keyLabels: string[] };
}

type Read = (name: string) => Given | undefined;

const PKCS11 = ["PKCS11_MODULE", "PKCS11_TOKEN", "PKCS11_PIN_FILE", "PKCS11_KEY_LABEL"] as const;

/** Reads the settings of keys, and refuses in one sentence those that do not fit together. */
export function readKeySettings(given: Read): KeySettings {
  const provider = given("REGISTRY_KEY_PROVIDER")?.text ?? "file";
  if (provider !== "file" && provider !== "pkcs11")
    throw new SettingError(`REGISTRY_KEY_PROVIDER must be file or pkcs11, not "${provider}".`);
  const pkcs11 = readPkcs11(given, provider === "pkcs11");
  const cursorKeyFile = given("CURSOR_KEY_FILE")?.text;
  if (provider === "pkcs11" && cursorKeyFile === undefined)
    throw new SettingError(
      "With REGISTRY_KEY_PROVIDER=pkcs11 the keys stay in their token: give cursors a CURSOR_KEY_FILE.",
    );
  return { keyProvider: provider, keyFile: given("REGISTRY_KEY_FILE")?.text, cursorKeyFile, pkcs11 };
}

function readPkcs11(given: Read, isNeeded: boolean): KeySettings["pkcs11"] {
  const texts = PKCS11.map((name) => given(name)?.text);
  if (!isNeeded && texts.every((text) => text === undefined)) return undefined;
  const missing = PKCS11.find((_name, place) => texts[place] === undefined);
  if (missing !== undefined)
    throw new SettingError(
      `PKCS#11 needs ${PKCS11.slice(0, -1).join(", ")} and ${PKCS11.at(-1)}: ${missing} is not given.`,
    );
  const [module, token, pinFile, labels] = texts as [string, string, string, string];
  const keyLabels = labels.split(",").map((label) => label.trim());
  if (keyLabels.includes("") || new Set(keyLabels).size < keyLabels.length)
    throw new SettingError("PKCS11_KEY_LABEL must be labels, each once, separated by commas, the current one first.");
  return { module, token, pinFile, keyLabels };
}
