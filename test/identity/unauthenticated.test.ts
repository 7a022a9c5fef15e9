import { Unauthenticated, type UnauthenticatedReason } from "../../src/identity/unauthenticated";

describe("who is not taken for anybody", () => {
  it.each<[UnauthenticatedReason, number, string, RegExp]>([
    ["MISSING", 401, "Bearer", /^Sign in first: send an access token in the header Authorization/],
    ["SEVERAL", 400, 'Bearer error="invalid_request"', /^Send one header Authorization with one access token/],
    ["INVALID", 401, 'Bearer error="invalid_token"', /^This access token is not accepted here/],
    ["EXPIRED", 401, 'Bearer error="invalid_token"', /^This access token has expired/],
    ["UNKNOWN", 401, 'Bearer error="invalid_token"', /^The registry knows nobody by this login now/],
  ])("is told why, in one sentence: %s", (reason, status, challenge, message) => {
    expect(new Unauthenticated(reason)).toMatchObject({
      name: "Unauthenticated",
      code: "UNAUTHENTICATED",
      reason,
      status,
      challenge,
      message: expect.stringMatching(message),
    });
  });
});
