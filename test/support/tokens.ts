import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** SoftHSM's library, where Debian puts it. */
const MODULE = "/usr/lib/softhsm/libsofthsm2.so";
const PACKAGE = "pkcs11js";

/** Lets SoftHSM keep its tokens in a folder of this run: its library reads the environment of the process, before any test does. */
export function keepTokensIn(folder: string): void {
  const tokens = join(folder, "tokens");
  mkdirSync(tokens, { mode: 0o700 });
  writeFileSync(
    join(folder, "softhsm2.conf"),
    [`directories.tokendir = ${tokens}`, "objectstore.backend = file", "log.level = ERROR", ""].join("\n"),
  );
  process.env.SOFTHSM2_CONF = join(folder, "softhsm2.conf");
}

/** Why no token can be tried on this machine; nothing where one can. */
export function whyNoToken(): string | undefined {
  try {
    execFileSync("softhsm2-util", ["--version"], { stdio: "ignore" });
  } catch {
    return "softhsm2 is not installed";
  }
  try {
    require.resolve(PACKAGE);
  } catch {
    return `the optional package ${PACKAGE} is not installed`;
  }
  return undefined;
}

/** A fresh token of SoftHSM; with these PINs. */
export function newToken(label: string, pin: string): { module: string; token: string } {
  const words = ["--init-token", "--free", "--label", label, "--so-pin", "0000", "--pin", pin];
  execFileSync("softhsm2-util", words, { stdio: "ignore" });
  return { module: MODULE, token: label };
}
