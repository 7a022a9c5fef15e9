import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { authorizationOf, bearerToken } from "../../src/identity/bearer-token";
import { expectRefused, issuer, subject, verifier, verifyWish, verifyWithOneIssuer } from "./verification";

verifyWithOneIssuer();

describe("the bearer token of a header", () => {
  it.each([
    ["Bearer ab.cd.ef", "ab.cd.ef"],
    [["Bearer ab.cd.ef"], "ab.cd.ef"],
    ["bearer   a-b.c_d.e-9", "a-b.c_d.e-9"],
    ["BEARER a.b.c", "a.b.c"],
  ])("of %j is %s", (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  it("is looked at as far as 8 KiB, and no further", () => {
    const longest = "x".repeat(8 * 1024 - "Bearer a.b.".length);
    expect(bearerToken(`Bearer a.b.${longest}`)).toBe(`a.b.${longest}`);
    expect(() => bearerToken(`Bearer a.b.${longest}x`)).toThrow("This access token is not accepted here");
  });

  it.each([
    "Bearer ab.cd.ef gh",
    "Bearer ab.cd.",
    "Bearer .cd.ef",
    "Bearer a!b.cd.ef",
    "Bearer ab.c!d.ef",
    "Bearer ab.cd.e!f",
    "Bearer ..",
    "Bearer x Bearer ab.cd.ef",
  ])("is not accepted as %j", (header) => {
    expect(() => bearerToken(header)).toThrow("This access token is not accepted here");
  });

  it.each([undefined, [], "", "ab.cd.ef", "x Bearer ab.cd.ef", "Bearerx ab.cd.ef"])("is missing in %j", (header) => {
    expect(() => bearerToken(header)).toThrow("Sign in first");
  });
});

describe("D10: a token in the address", () => {
  it("is not read", async () => {
    const token = await issuer.token({ subject });
    const values = await received({ path: `/graphql?access_token=${token}&token=${token}` });
    await expectRefused(verifier.verify(values), "MISSING");
  });
});

describe("D12: headers that say who asks", () => {
  it("are refused when there are two, in any spelling", async () => {
    const one = `Bearer ${await issuer.token({ subject })}`;
    const two = `Bearer ${await issuer.token({ subject: "usg.dpo" })}`;
    for (const values of [[one, two], [one, one], `${one}, ${two}`, `${one},${two}`, [`${one},`]]) {
      await expectRefused(verifier.verify(values), "SEVERAL");
    }
    const sent = await received({ headers: ["Authorization", one, "authorization", two] });
    await expectRefused(verifier.verify(sent), "SEVERAL");
  });

  it("are not read under other names", async () => {
    const token = `Bearer ${await issuer.token({ subject })}`;
    const names = ["X-Forwarded-User", "X-Viewer", "X-Forwarded-Authorization", "Proxy-Authorization", "Cookie"];
    const values = await received({ headers: names.flatMap((name) => [name, token]) });
    await expectRefused(verifier.verify(values), "MISSING");
  });

  it.each([undefined, "", [], [""], "Basic dXNnLmRwbzo=", "Bearerx a.b.c", "Token a.b.c"])(
    "are missing in %p",
    async (value) => {
      await expectRefused(verifier.verify(value), "MISSING");
    },
  );

  it.each([
    "Bearer",
    "Bearer ",
    "Bearer a",
    "Bearer a.b",
    "Bearer a.b.c.d.e",
    "Bearer a.b.c d",
    "Bearer\ta.b.c",
    'Bearer "a.b.c"',
    "Bearer a.b.c\n",
  ])("are refused as %p", async (value) => {
    await expectRefused(verifier.verify(value), "INVALID");
  });

  it("are not looked at beyond 8 KiB", async () => {
    await expectRefused(verifyWish({ claims: { padding: "x".repeat(8 * 1024) } }));
    await expectRefused(verifier.verify(`Bearer ${" ".repeat(1_000_000)}a.b.c`));
  });
});

/** What the server takes for the header Authorization of a request sent with these headers. */
async function received({
  path = "/",
  headers = [],
}: {
  path?: string;
  headers?: string[];
}): Promise<string[] | undefined> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const arrival = new Promise<IncomingMessage>((resolve) =>
    server.once("request", (incoming, response) => response.end(() => resolve(incoming))),
  );
  const port = (server.address() as AddressInfo).port;
  request({ port, path, headers: ["Host", "127.0.0.1", ...headers] as unknown as Record<string, string> }, (answer) =>
    answer.resume(),
  ).end();
  const values = authorizationOf(await arrival);
  server.closeAllConnections();
  server.close();
  return values;
}
