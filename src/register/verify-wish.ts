import { parseArgs } from "node:util";

import { SettingError } from "../start-error";
import type { Receipt } from "./entry";

/** What is to be verified, and against what. */
export interface Wish {
  /** An export; the database where there is none. */
  readonly file?: string | undefined;
  /** Folders, or single files, of checkpoints. */
  readonly checkpoints: readonly string[];
  readonly publicKeys: readonly string[];
  readonly receipts: readonly Receipt[];
  /** The entry after which to begin; a checkpoint is of it. */
  readonly after?: number | undefined;
  /** The day of the demonstration. */
  readonly now?: string | undefined;
}

const OPTIONS = {
  file: { type: "string" },
  checkpoints: { type: "string", multiple: true },
  "public-key": { type: "string", multiple: true },
  receipt: { type: "string", multiple: true },
  after: { type: "string" },
  now: { type: "string" },
} as const;

export function readWish(argv: readonly string[]): Wish {
  const { file, checkpoints = [], "public-key": publicKeys = [], receipt = [], after, now } = parsed(argv);
  const key = publicKeys.find((text) => !/^[0-9a-f]{64}$/.test(text));
  if (key !== undefined) throw new SettingError(`A public key has 64 hexadecimal digits, not "${key}".`);
  if (after !== undefined && !/^[1-9]\d{0,14}$/.test(after))
    throw new SettingError(`--after is the number of an entry, not "${after}".`);
  return {
    file,
    checkpoints,
    publicKeys,
    receipts: receipt.map(receiptOf),
    after: after === undefined ? undefined : Number(after),
    now,
  };
}

/** A receipt as the header of an answer has it, or its id and hash alone. */
function receiptOf(text: string): Receipt {
  const found = /^(?:id=)?([0-9a-f-]{36}),? +(?:sha256=)?([0-9a-f]{64})$/.exec(text.trim());
  if (!found) throw new SettingError(`A receipt is written "id=…, sha256=…", as the header of an answer has it.`);
  return { id: found[1]!, hash: found[2]! };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch {
    throw new SettingError(
      "Say npm run register:verify, with --file, --checkpoints, --public-key, --receipt, --after or --now where wanted, and nothing more.",
    );
  }
}
