import { proofs } from "../command/discovery";
import { leaks } from "./all";
import { flawOf } from "./leak";

describe("the leaks that are seeded to try the proofs", () => {
  it("are sixty at least, each with a name of its own", () => {
    expect(leaks.filter(({ isHarmless }) => !isHarmless).length).toBeGreaterThanOrEqual(60);
    expect(new Set(leaks.map(({ name }) => name)).size).toBe(leaks.length);
  });

  it("can each be put into the program as it is now", () => {
    expect(leaks.flatMap((leak) => flawOf(leak) ?? [])).toEqual([]);
  });

  it("have some among them that leak nothing, for each proof that is tried", () => {
    const letters = new Set(leaks.map(({ killedBy }) => killedBy));
    expect(new Set(leaks.flatMap(({ isHarmless, killedBy }) => (isHarmless ? [killedBy] : [])))).toEqual(letters);
  });

  it("name a proof that there is", () => {
    const letters = proofs().map(({ id }) => id);
    expect(leaks.map(({ killedBy }) => killedBy).filter((letter) => !letters.includes(letter))).toEqual([]);
  });
});
