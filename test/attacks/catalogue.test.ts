import { CATALOGUE } from "./catalogue";
import { filesWithAttacks, idsWritten, isInCatalogue, standings } from "./standing";

describe("the catalogue of attacks", () => {
  it("has 144 attacks in twelve chapters, numbered without a gap", () => {
    const chapters = new Map<string, number[]>();
    for (const id of Object.keys(CATALOGUE))
      chapters.set(id[0]!, [...(chapters.get(id[0]!) ?? []), Number(id.slice(1))]);
    const sizes = Object.fromEntries([...chapters].map(([letter, numbers]) => [letter, numbers.length]));
    expect(sizes).toEqual({ A: 10, B: 18, C: 18, D: 12, E: 14, F: 10, G: 9, H: 7, I: 14, J: 7, K: 13, L: 12 });
    for (const numbers of chapters.values()) expect(numbers).toEqual(numbers.map((_number, place) => place + 1));
  });

  it("has every id that a test or the page on security names", () => {
    const named = [...filesWithAttacks().flatMap(idsWritten), ...standings().keys()];
    expect(named.filter((id) => !isInCatalogue(id))).toEqual([]);
  });

  it("has a test, or a reason on the page on security, for each of them", () => {
    const answered = new Set([...filesWithAttacks().flatMap(idsWritten), ...standings().keys()]);
    expect(Object.keys(CATALOGUE).filter((id) => !answered.has(id))).toEqual([]);
  });
});
