import { TokenVerifier } from "../../src/identity/token";
import { Unauthenticated } from "../../src/identity/unauthenticated";
import { type TestIssuer, testIssuer, type TokenWish } from "../support/issuer";

export const subject = "opsp.director";

/** The present, in the seconds that claims are told in. */
export const now = () => Math.floor(Date.now() / 1000);

/** An issuer and a verifier that trusts it, opened for the tests of one file. */
export let issuer: TestIssuer;
export let verifier: TokenVerifier;

export const verify = (token: string) => verifier.verify(`Bearer ${token}`);
export const verifyWish = async (wish: Partial<TokenWish>) => verify(await issuer.token({ subject, ...wish }));

export function trust(...issuers: TestIssuer[]): TokenVerifier {
  return new TokenVerifier({ issuers: issuers.map(({ issuer }) => issuer), audience: "opsp-registry" });
}

export function verifyWithOneIssuer(): void {
  beforeAll(async () => {
    issuer = await testIssuer();
    verifier = trust(issuer);
  });
  afterAll(() => issuer.close());
}

export async function refusal(attempt: Promise<unknown>): Promise<Unauthenticated> {
  const failure: unknown = await attempt.then(
    () => "accepted",
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Unauthenticated);
  return failure as Unauthenticated;
}

export async function expectRefused(attempt: Promise<unknown>, reason = "INVALID"): Promise<void> {
  expect((await refusal(attempt)).reason).toBe(reason);
}

/** The tests set the date and the time elapsed; all that waits goes on as it does. */
export function onlyTheClockIsSet(): void {
  jest.useFakeTimers({
    doNotFake: [
      "hrtime",
      "nextTick",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
      "setTimeout",
      "clearTimeout",
    ],
  });
}

/** Lets so many seconds pass. */
export const later = (seconds: number) => jest.advanceTimersByTime(seconds * 1_000);
