import { SMTPServer } from "smtp-server";

/** A mail as the server took it: to whom, and all of its text. */
export interface Mail {
  readonly to: string[];
  readonly text: string;
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

  /** One that takes mails of a login alone, where one is named. */
  static async open(login?: { user: string; pass: string }): Promise<PostBox> {
    const server: SMTPServer = new SMTPServer({
      authOptional: login === undefined,
      allowInsecureAuth: true,
      disabledCommands: ["STARTTLS"],
      onAuth: ({ username, password }, _session, done) =>
        login && username === login.user && password === login.pass
          ? done(null, { user: username })
          : done(new Error("Not this login")),
      onData: (stream, { envelope }, done) => {
        let text = "";
        stream.on("data", (piece: Buffer) => (text += piece.toString()));
        stream.on("end", () => done(box.take({ to: envelope.rcptTo.map(({ address }) => address), text })));
      },
    });
    const box = new PostBox(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return box;
  }

  get url(): string {
    const { port } = this.server.server.address() as { port: number };
    return `smtp://127.0.0.1:${port}`;
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
