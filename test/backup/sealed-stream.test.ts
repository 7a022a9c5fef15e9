import { randomBytes } from "node:crypto";

import { KeyFile } from "../../src/access/key-file";
import { seal, unseal } from "../../src/backup/sealed-stream";

const CHUNK = 64 * 1024;
const SEALED = CHUNK + 16;

const keys = new KeyFile([randomBytes(32)]);

async function all(flow: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of flow) pieces.push(piece);
  return Buffer.concat(pieces);
}

const sealed = (plain: Buffer) => all(seal([plain], keys));
const unsealed = (bytes: Buffer, by = keys) => all(unseal([bytes], by));
const refused = (bytes: Buffer) => expect(unsealed(bytes)).rejects.toThrow("This is no whole backup of the registry");

describe("a sealed stream", () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])(
    "gives back %d bytes as they were",
    async (size) => {
      const plain = randomBytes(size);
      expect(await unsealed(await sealed(plain))).toEqual(plain);
    },
  );

  it("gives them back however they come", async () => {
    const plain = randomBytes(2 * CHUNK + 9);
    const bytes = await sealed(plain);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 997) }, (_, place) =>
      bytes.subarray(place * 997, (place + 1) * 997),
    );
    expect(await all(unseal(pieces, keys))).toEqual(plain);
  });

  it("is never the same twice, and holds nothing of what it seals", async () => {
    const plain = Buffer.from("A canary of the strictly confidential kind. ".repeat(50));
    const [one, other] = [await sealed(plain), await sealed(plain)];
    expect(one.includes("canary")).toBe(false);
    expect(one.subarray(100).equals(other.subarray(100))).toBe(false);
  });

  it("is refused cut short at any place, in the middle of a chunk and between two", async () => {
    const bytes = await sealed(randomBytes(3 * CHUNK));
    const head = bytes.length - 3 * SEALED;
    const cuts = [0, 5, head - 1, head, head + 10, head + SEALED, head + 2 * SEALED, bytes.length - 1];
    for (const cut of cuts) await refused(bytes.subarray(0, cut));
  });

  it("is refused with chunks swapped, doubled, left out, put in from another or added", async () => {
    const [bytes, other] = [await sealed(randomBytes(3 * CHUNK)), await sealed(randomBytes(3 * CHUNK))];
    const head = bytes.length - 3 * SEALED;
    const chunk = (of: Buffer, place: number) => of.subarray(head + place * SEALED, head + (place + 1) * SEALED);
    const made = (...chunks: Buffer[]) => Buffer.concat([bytes.subarray(0, head), ...chunks]);
    const [a, b, c] = [chunk(bytes, 0), chunk(bytes, 1), chunk(bytes, 2)];
    expect((await unsealed(made(a, b, c))).length).toBe(3 * CHUNK);
    for (const wrong of [made(b, a, c), made(a, a, b, c), made(a, c), made(a, chunk(other, 1), c), made(a, b, c, c)])
      await refused(wrong);
    await refused(Buffer.concat([bytes, other]));
    await refused(Buffer.concat([bytes, Buffer.alloc(1)]));
  });

  it("is refused with any byte of its beginning flipped, and any of a chunk", async () => {
    const bytes = await sealed(randomBytes(100));
    for (let place = 0; place < bytes.length; place++) {
      const flipped = Buffer.from(bytes);
      flipped[place]! ^= 1;
      await expect(unsealed(flipped)).rejects.toThrow(/no whole backup|is not in BACKUP_KEY_FILE/);
    }
  });

  it("is refused without its key, and opened by one that is current no longer", async () => {
    const bytes = await sealed(Buffer.from("text"));
    const rotated = new KeyFile([randomBytes(32), keys.secret]);
    expect((await unsealed(bytes, rotated)).toString()).toBe("text");
    await expect(unsealed(bytes, new KeyFile([randomBytes(32)]))).rejects.toThrow("is not in BACKUP_KEY_FILE");
  });
});
