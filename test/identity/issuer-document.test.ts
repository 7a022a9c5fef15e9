import { fetchDocument, isLoopback, isSafeAddress } from "../../src/identity/issuer-document";

const ADDRESS = "https://issuer.example/document";

describe("an address of keys", () => {
  it.each(["https://issuer.example", "https://issuer.example:8443/keys?of=us", "HTTPS://ISSUER.EXAMPLE"])(
    "is safe everywhere: %s",
    (address) => expect([true, false].map((production) => isSafeAddress(address, production))).toEqual([true, true]),
  );

  it.each(["http://127.0.0.1:4001", "http://127.255.255.254", "http://localhost:4001/keys", "http://[::1]/keys"])(
    "is safe on this machine outside production alone: %s",
    (address) => expect([true, false].map((production) => isSafeAddress(address, production))).toEqual([false, true]),
  );

  it.each([
    "http://issuer.example",
    "http://10.0.0.1",
    "http://128.0.0.1",
    "https://user@issuer.example",
    "https://:word@issuer.example",
    "http://user:word@127.0.0.1",
    "ftp://127.0.0.1/keys",
    "file:///etc/passwd",
    "data:application/json,{}",
    "issuer.example",
    "",
  ])("is never safe: %j", (address) => {
    expect([true, false].map((production) => isSafeAddress(address, production))).toEqual([false, false]);
  });

  it.each([
    ["localhost", true],
    ["[::1]", true],
    ["127.0.0.1", true],
    ["127.12.123.4", true],
    ["localhost.example", false],
    ["my.localhost", false],
    ["127.0.0.1.example", false],
    ["x127.0.0.1", false],
    ["127.0.0", false],
    ["127.0.0.1.1", false],
    ["[::2]", false],
    ["0.0.0.0", false],
  ])("of %s is of this machine: %s", (name, isOurs) => expect(isLoopback(name)).toBe(isOurs));
});

describe("a document", () => {
  const answering = (body: string | ReadableStream | null, init?: ResponseInit) =>
    jest.fn(() => Promise.resolve(new Response(body, init)));
  const padded = (bytes: number) => JSON.stringify({ padding: "x".repeat(bytes - '{"padding":""}'.length) });

  it("is asked for as JSON, without following anybody elsewhere, and not for ever", async () => {
    const fetch = answering('{"a":"ä"}');
    expect(await fetchDocument(ADDRESS, fetch)).toEqual({ a: "ä" });
    expect(fetch.mock.calls).toEqual([
      [ADDRESS, { headers: { accept: "application/json" }, redirect: "error", signal: expect.any(AbortSignal) }],
    ]);
  });

  it("is read as far as 256 KiB, and no further", async () => {
    expect(await fetchDocument(ADDRESS, answering(padded(262_144)))).toHaveProperty("padding");
    await expect(fetchDocument(ADDRESS, answering(padded(262_145)))).rejects.toThrow("is larger than 262144 bytes.");
  });

  it("is read no further than that, however it comes", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull: (stream) => {
        sent += 1;
        stream.enqueue(new Uint8Array(65_536));
      },
    });
    await expect(fetchDocument(ADDRESS, answering(endless))).rejects.toThrow("is larger than");
    expect(sent).toBeLessThan(10);
  });

  it.each([400, 404, 500, 503])("is none with status %d, whatever it holds", async (status) => {
    await expect(fetchDocument(ADDRESS, answering("{}", { status }))).rejects.toThrow(
      `${ADDRESS} answered with status ${status}.`,
    );
  });

  it.each(["null", "7", '"{}"', "true"])("is none where it is no object: %s", async (body) => {
    await expect(fetchDocument(ADDRESS, answering(body))).rejects.toThrow(`${ADDRESS} did not answer with an object.`);
  });

  it.each([null, "", "<html>", "{"])("is none where it is no JSON: %j", async (body) => {
    await expect(fetchDocument(ADDRESS, answering(body))).rejects.toThrow(SyntaxError);
  });
});
