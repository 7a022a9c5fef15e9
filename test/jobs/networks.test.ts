import { type AddressInfo, createServer } from "node:net";

import { Networks } from "../../src/jobs/networks";
import { postJson } from "../../src/jobs/post-json";
import { LetterBox } from "./letter-box";

const NOWHERE = new Networks([]);
const LOOPBACK = new Networks([{ address: "127.0.0.0", prefix: 8 }]);
const LETTER = { headers: {}, body: "{}" };

/** Addresses as a URL may spell them, of which none is public. */
const SPECIAL = [
  ...["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0"],
  ...["10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.0.0.1"],
  ...[
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
  ],
  ...[
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::127.0.0.1]",
    "[::ffff:8.8.8.8]",
  ],
  ...[
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[2001::1]",
    "[2002:7f00:1::]",
  ],
  ...["[64:ff9b::127.0.0.1]", "[64:ff9b:1::1]", "[100::1]", "[3fff::1]", "[5f00::1]"],
];

describe("where webhooks may go", () => {
  it.each(SPECIAL)("is not %s", async (host) => {
    for (const scheme of ["https", "http"])
      await expect(postJson(`${scheme}://${host}:9/`, LETTER, NOWHERE)).rejects.toMatchObject({
        code: "NOT_REACHABLE",
      });
  });

  it("is what is public, by https alone", () => {
    for (const address of ["8.8.8.8", "11.0.0.1", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450::1"])
      expect([NOWHERE.allows(address, true), NOWHERE.allows(address, false)]).toEqual([true, false]);
    for (const text of ["", "example.org", "127.0.0.1/8", "8.8.8.8 "])
      expect([NOWHERE.allows(text, true), LOOPBACK.allows(text, true)]).toEqual([false, false]);
  });

  it("is what is named, and nothing beside it, by http too", () => {
    const named = new Networks([
      { address: "10.1.0.0", prefix: 16 },
      { address: "fd12::", prefix: 16 },
    ]);
    for (const address of ["10.1.255.255", "fd12:3456::1"])
      expect([named.allows(address, true), named.allows(address, false)]).toEqual([true, true]);
    for (const address of ["10.2.0.0", "127.0.0.1", "fd13::1"])
      expect([named.allows(address, true), named.allows(address, false)]).toEqual([false, false]);
    expect(named.allows("8.8.8.8", false)).toBe(false);
  });
});

describe("a delivery", () => {
  let box: LetterBox;
  beforeEach(async () => {
    box = await LetterBox.open();
  });
  afterEach(() => box.close());

  it("goes to no name that stands for such an address, and to one where its network is named", async () => {
    for (const url of [box.url("localhost"), box.url("localhost").replace("http:", "https:")])
      await expect(postJson(url, LETTER, NOWHERE)).rejects.toMatchObject({ code: "NOT_REACHABLE" });
    expect(box.taken).toEqual([]);
    expect(await postJson(box.url("localhost"), LETTER, LOOPBACK)).toBe(204);
    expect(await postJson(box.url(), LETTER, LOOPBACK)).toBe(204);
    expect(box.taken.map(({ url, body }) => [url, body])).toEqual([
      ["/hook", "{}"],
      ["/hook", "{}"],
    ]);
  });

  it("follows no redirect", async () => {
    const other = await LetterBox.open();
    try {
      box.answers = [302, 307, 308];
      box.elsewhere = other.url();
      for (const status of [302, 307, 308]) expect(await postJson(box.url(), LETTER, LOOPBACK)).toBe(status);
      expect(other.taken).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it.each([
    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "",
  ])("ends, whatever a server says in the place of an answer: %j", async (said) => {
    const server = createServer((socket) => {
      socket
        .on("error", () => undefined)
        .once("data", () => (said.includes("101") ? socket.write(said) : socket.end(said)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await expect(postJson(`http://127.0.0.1:${port}/`, LETTER, LOOPBACK)).rejects.toMatchObject({
        code: expect.stringMatching(/^(NOT_ANSWERED|ECONNRESET)$/),
      });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("says why nobody answers by a code, and nothing else", async () => {
    const url = box.url();
    await box.close();
    await expect(postJson(url, LETTER, LOOPBACK)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    box = await LetterBox.open();
    await expect(postJson(box.url().replace("http:", "https:"), LETTER, LOOPBACK)).rejects.toMatchObject({
      code: expect.stringMatching(/^(EPROTO|ECONNRESET|ERR_SSL_)/),
    });
    expect(box.taken).toEqual([]);
  });
});
