import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

import type { TlsIdentity } from "./letter-box";

/** A mail as the server took it: to whom, all of its text, and whether it came in clear. */
export interface Mail {
  readonly to: string[];
  readonly text: string;
  readonly inClear: boolean;
}

interface Opening {
  /** Of whom alone mails are taken. */
  readonly login?: { readonly user: string; readonly pass: string };
  readonly host?: string;
  /** With it mails can come under TLS: at once, or by STARTTLS. */
  readonly identity?: TlsIdentity;
  readonly secure?: boolean;
}

/** A mail server on this machine: it takes mails, or refuses them as often as it is told. */
export class PostBox {
  readonly mails: Mail[] = [];
  /** How many mails it refuses before it takes the next. */
  refusing = 0;
  /** How many it was offered. */
  offered = 0;
  private readonly waiting: (() => void)[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async open({ login, host = "127.0.0.1", identity, secure = false }: Opening = {}): Promise<PostBox> {
    const server: SMTPServer = new SMTPServer({
      ...identity,
      secure,
      authOptional: login === undefined,
      allowInsecureAuth: true,
      disabledCommands: identity ? [] : ["STARTTLS"],
      onAuth: ({ username, password }, _session, done) =>
        login && username === login.user && password === login.pass
          ? done(null, { user: username })
          : done(new Error("Not this login")),
      onData: (stream, { envelope, secure: isSecure }, done) => {
        let text = "";
        stream.on("data", (piece: Buffer) => (text += piece.toString()));
        const to = envelope.rcptTo.map(({ address }) => address);
        stream.on("end", () => done(box.take({ to, text, inClear: !isSecure })));
      },
    });
    // Who does not trust it hangs up: no fault of its own.
    server.on("error", () => undefined);
    const box = new PostBox(server);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return box;
  }

  get url(): string {
    const { address, port } = this.server.server.address() as AddressInfo;
    return `smtp${this.server.options.secure ? "s" : ""}://${address}:${port}`;
  }

  /** Waits until it was offered so many mails. */
  async until(offered: number): Promise<void> {
    while (this.offered < offered) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private take(mail: Mail): Error | null {
    this.offered += 1;
    this.waiting.splice(0).forEach((resolve) => resolve());
    if (this.refusing > 0) {
      this.refusing -= 1;
      return Object.assign(new Error("Try again later"), { responseCode: 451 });
    }
    this.mails.push(mail);
    return null;
  }
}
