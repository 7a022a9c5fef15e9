/** How long the registers of the proof are: those of the quick size first, then every other up to the longest. */
const QUICK = [1, 2, 3, 8];
const LONGEST = 64;

export const SIZES: readonly number[] = [
  ...QUICK,
  ...Array.from({ length: LONGEST }, (_, place) => place + 1).filter((size) => !QUICK.includes(size)),
];

/** Of which sizes the register is tampered with in a database too, as a superuser can. */
export const IN_DATABASE: ReadonlySet<number> = new Set([1, 3, 16, LONGEST]);
