import { readWish } from "../../src/register/verify-wish";
import { SettingError } from "../../src/start-error";

const KEYS = ["ab", "cd"].map((digits) => digits.repeat(32));
const ID = "01234567-89ab-4cde-8f01-23456789abcd";
const HASH = "ef".repeat(32);

describe("what is to be verified", () => {
  it("is the database and its own checkpoints where nothing is said", () => {
    expect(readWish([])).toEqual({
      file: undefined,
      checkpoints: [],
      publicKeys: [],
      receipts: [],
      after: undefined,
      now: undefined,
    });
  });

  it("is all that is said, and each as often as it is said", () => {
    const argv = [
      ["--file", "export.csv"],
      ["--checkpoints", "one"],
      ["--checkpoints", "two"],
      ["--public-key", KEYS[0]!],
      ["--public-key", KEYS[1]!],
      ["--receipt", `id=${ID}, sha256=${HASH}`],
      ["--receipt", `${ID} ${HASH}`],
      ["--after", "12"],
      ["--now", "2016-06-01"],
    ];
    expect(readWish(argv.flat())).toEqual({
      file: "export.csv",
      checkpoints: ["one", "two"],
      publicKeys: KEYS,
      receipts: [
        { id: ID, hash: HASH },
        { id: ID, hash: HASH },
      ],
      after: 12,
      now: "2016-06-01",
    });
  });

  it.each([`id=${ID}, sha256=${HASH}`, ` ${ID},   ${HASH} `, `${ID} sha256=${HASH}`, `id=${ID}  ${HASH}`])(
    "is written as a receipt: %s",
    (text) => expect(readWish(["--receipt", text]).receipts).toEqual([{ id: ID, hash: HASH }]),
  );

  it.each([
    `xid=${ID}, sha256=${HASH}`,
    `id=${ID}, sha256=${HASH}0`,
    `id=${ID}, sha256=${HASH.slice(1)}`,
    `id=${ID.slice(1)}, sha256=${HASH}`,
    `id=${ID}0, sha256=${HASH}`,
    `id=${ID.replace("0", "x")}, sha256=${HASH}`,
    `id=${ID}, sha256=${HASH.replace("e", "x")}`,
    `id=${ID},sha256=${HASH}`,
    ID,
    HASH,
    "",
  ])("is no receipt: %j", (text) => {
    const sentence = 'A receipt is written "id=…, sha256=…", as the header of an answer has it.';
    expect(() => readWish(["--receipt", text])).toThrow(new SettingError(sentence));
  });

  it.each([`x${KEYS[0]}`, `${KEYS[0]}0`, KEYS[0]!.toUpperCase(), ""])("is no public key: %j", (text) => {
    const argv = ["--public-key", KEYS[0]!, "--public-key", text];
    expect(() => readWish(argv)).toThrow(new SettingError(`A public key has 64 hexadecimal digits, not "${text}".`));
  });

  it.each(["0", "012", "x12", "12x", "-12", "1.5", "1".repeat(16), ""])("is no number of an entry: %j", (text) => {
    expect(() => readWish([`--after=${text}`])).toThrow(
      new SettingError(`--after is the number of an entry, not "${text}".`),
    );
  });

  it.each([
    ["1", 1],
    ["1".repeat(15), 111111111111111],
  ])("begins after the entry %s", (text, after) => {
    expect(readWish(["--after", text]).after).toBe(after);
  });

  it.each([["more"], ["--more"], ["--file"], ["--now", "a", "b"]])("is not %j, nor anything else", (...argv) => {
    const sentence =
      "Say npm run register:verify, with --file, --checkpoints, --public-key, --receipt, --after or --now where wanted, and nothing more.";
    expect(() => readWish(argv)).toThrow(new SettingError(sentence));
  });
});
