import type { Started } from "../contenders/start";
import type { Issuer } from "./issuer";
import { READERS } from "./readers";
import type { Requests } from "./requests";
import { send } from "./sending";

/** Makes sure that everybody verifies tokens: one whose signature was changed must not be answered. */
export async function requireTokensAsked(asked: {
  readonly started: readonly Started[];
  readonly issuer: Issuer;
  readonly requests: Requests;
}): Promise<void> {
  const token = await asked.issuer.token(READERS.U.subject);
  const [head, claims, signature] = token.split(".") as [string, string, string];
  const forged = [head, claims, [...signature].reverse().join("")].join(".");
  for (const one of asked.started) {
    const answered = await send(one.url, forged, asked.requests.of(one, { read: "Q2" })).then(
      () => true,
      () => false,
    );
    if (answered) throw new Error(`${one.contender.name} answered to a forged token.`);
  }
}
