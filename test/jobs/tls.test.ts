import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";

import { Child } from "../support/child";
import { temporaryFolder } from "../support/temporary-folder";
import { LetterBox, type TlsIdentity } from "./letter-box";
import { PostBox } from "./post-box";

/** A host of this machine that does not count as this machine: to it nothing may go in clear. */
const ELSEWHERE = "127.0.0.2";

const folder = temporaryFolder("registry-tls-");
const trusted = join(folder.path, "trusted.pem");
let identity: TlsIdentity;

beforeAll(async () => {
  const altNames = [{ type: 7, ip: ELSEWHERE } as const];
  const made = await generate([{ name: "commonName", value: "A server of a test" }], {
    extensions: [{ name: "subjectAltName", altNames }],
  });
  identity = { key: made.private, cert: made.cert };
  writeFileSync(trusted, made.cert);
});

afterAll(() => folder.remove());

/** What comes of a webhook or a mail, sent by who trusts the certificate, or nobody's but the usual. */
async function sent(kind: "webhook" | "mail", server: string, { trusting = true } = {}): Promise<string> {
  const env: Record<string, string> = trusting ? { NODE_EXTRA_CA_CERTS: trusted } : {};
  const child = Child.run([kind, server], env, "test/jobs/securely.ts");
  await child.ended();
  return child.out.trim();
}

describe("a webhook by https", () => {
  let box: LetterBox;

  const opened = async (host = ELSEWHERE) => (box = await LetterBox.open(host, identity)).url(host);
  afterEach(() => box.close());

  it("comes to a server whose certificate is trusted", async () => {
    expect(await sent("webhook", await opened())).toBe("204");
    expect(box.taken).toMatchObject([{ url: "/hook", body: "{}" }]);
  });

  it("does not come to one for which nobody vouches", async () => {
    expect(await sent("webhook", await opened(), { trusting: false })).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(box.taken).toEqual([]);
  });

  it("does not come to one whose certificate is another host's", async () => {
    expect(await sent("webhook", await opened("127.0.0.1"))).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(box.taken).toEqual([]);
  });
});

describe("a mail to another machine", () => {
  let box: PostBox;

  afterEach(() => box.close());

  it.each([
    ["by STARTTLS", false],
    ["by smtps", true],
  ])("goes %s, and never in clear", async (_way, secure) => {
    box = await PostBox.open({ host: ELSEWHERE, identity, secure });
    expect(await sent("mail", box.url)).toBe("SENT");
    expect(box.mails).toMatchObject([{ to: ["reader@un.example"], inClear: false }]);
  });

  it.each([
    ["by STARTTLS", false],
    ["by smtps", true],
  ])("does not go %s to one for which nobody vouches", async (_way, secure) => {
    box = await PostBox.open({ host: ELSEWHERE, identity, secure });
    expect(await sent("mail", box.url, { trusting: false })).toMatch(/^(ESOCKET|ETLS)$/);
    expect(box.mails).toEqual([]);
  });

  it("does not go to one that offers no STARTTLS", async () => {
    box = await PostBox.open({ host: ELSEWHERE });
    expect(await sent("mail", box.url)).toBe("ETLS");
    expect(box.mails).toEqual([]);
  });
});
