import { createTransport } from "nodemailer";

import { mailServer } from "../../src/jobs/mail";
import { Networks } from "../../src/jobs/networks";
import { postJson } from "../../src/jobs/post-json";

/** Sends one webhook or one mail to the server that is named, and prints what came of it. What this process trusts, it was told at its start. */
const [kind, server] = process.argv.slice(2) as ["webhook" | "mail", string];
const LOOPBACK = new Networks([{ address: "127.0.0.0", prefix: 8 }]);
const LETTER = { headers: {}, body: "{}" };
const MAIL = { from: "registry@opsp.example", to: "reader@un.example", text: "A notice awaits you." };

const sent = {
  webhook: () => postJson(server, LETTER, LOOPBACK),
  mail: () => createTransport(mailServer({ server })).sendMail(MAIL),
};

sent[kind]().then(
  (answer) => console.log(typeof answer === "number" ? answer : "SENT"),
  (failure: unknown) => console.log((failure as { code?: string }).code),
);
