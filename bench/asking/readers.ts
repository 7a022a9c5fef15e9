/** Who asks: from who reads everything to who reads nothing. */
export const READERS = {
  U: { subject: "usg.dpo", reads: "everything" },
  A: { subject: "asg.orolsi", reads: "19 % of the reports, in full" },
  H: { subject: "hom.minusca", reads: "2 % of the reports, mostly three parts of one" },
  O: { subject: "police.staff", reads: "the unclassified parts of 0.5 % of the reports" },
  Z: { subject: "hom.untso", reads: "nothing" },
} as const;

/** A reader by one letter. */
export type Reader = keyof typeof READERS;

export const EVERY_READER = Object.keys(READERS) as Reader[];
