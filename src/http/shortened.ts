/** The longest name that a sentence repeats. */
const LONGEST_NAME = 64;

/** The longest sentence that is sent. */
const LONGEST_SENTENCE = 400;

const LONG_NAME = new RegExp(`([^\\s"]{${LONGEST_NAME}})[^\\s"]+`, "g");

/** GraphQL's own sentences may end in a guess at what was meant; here nobody is helped to names. */
const GUESS = / Did you mean [\s\S]*$/;

/** A sentence in which what the caller sent is repeated in small measure, and nothing is guessed. */
export function shortened(sentence: string): string {
  const named = sentence.replace(GUESS, "").replace(LONG_NAME, "$1…");
  return named.length > LONGEST_SENTENCE ? `${named.slice(0, LONGEST_SENTENCE)}…` : named;
}
