/** How often a shorter history is tried. */
const TRIES = 60;

/** A shorter list that still fails: pieces are left out, ever smaller ones, for as long as there are tries. */
export async function shortest<T>(
  all: readonly T[],
  fails: (fewer: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept = all;
  let tries = TRIES;
  for (let piece = Math.ceil(kept.length / 2); piece >= 1; piece = piece === 1 ? 0 : Math.ceil(piece / 2))
    for (let from = kept.length - piece; from >= 0 && tries > 0; from -= piece) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + piece)];
      tries -= 1;
      if (await fails(fewer)) kept = fewer;
    }
  return kept;
}
