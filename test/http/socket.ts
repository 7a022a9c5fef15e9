import { connect } from "node:net";

/** What comes back when bytes are sent that no HTTP client would send: a text, or lines of headers and a body. */
export function exchange(address: string, sent: string | string[], body = ""): Promise<string> {
  const { hostname, port } = new URL(address);
  const bytes = typeof sent === "string" ? sent : [...sent, "", body].join("\r\n");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}
