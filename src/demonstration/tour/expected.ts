import { NOBODY } from "./asking";
import { NOTHING, type Sight } from "./sight";

/** Readers, and what the access policy lets each see: written by hand from the policy, not asked of the program. */
export type ExpectedSights = readonly (readonly [reader: string, sight: Sight])[];

const WHOLE = "S1 F1 F2 F3 R1 R2 R3 A1 C1";
const UP_TO_CONFIDENTIAL = "S1 F1 F2 R1 R2 A1 C1";
const UNCLASSIFIED = "S1 F1 R1";

const whole = (because: string): Sight => ({ cover: "yes", title: "yes", parts: WHOLE, extract: "no", because });
/** The report is strictly confidential: with parts of it comes the cover, and not the title. */
const extract = (parts: string, because: string): Sight => ({
  cover: "yes",
  title: "no",
  parts,
  extract: "yes",
  because,
});
const coverOnly = (because: string): Sight => extract("", because);

/** On 1 June 2016: two Under-Secretaries-General, the Office of Operations, and the circulations of February and March. */
const SIGHTS_2016: ExpectedSights = [
  [NOBODY, NOTHING],
  ["usg.dpko", whole("2.6, 3.6")],
  ["usg.dfs", whole("2.6, 3.6")],
  ["opsp.director", whole("2.2, 3.2")],
  ["opsp.military", whole("2.3, 3.3")],
  ["opsp.officer", whole("2.3, 3.3")],
  ["opsp.police", NOTHING],
  ["opsp.assistant", coverOnly("3.5")],
  ["administrator", coverOnly("3.10")],
  ["auditor", coverOnly("3.10")],
  ["asg.oo", whole("2.7, 3.7")],
  ["oo.designated", NOTHING],
  ["iot.head", extract("F1 R1", "2.8, 3.8")],
  ["asg.dfs", NOTHING],
  ["asg.orolsi", NOTHING],
  ["oma.head", extract(UP_TO_CONFIDENTIAL, "2.8, 2.8a, 3.8, 3.8a")],
  ["oma.designated", extract(UP_TO_CONFIDENTIAL, "2.8, 2.8a, 3.8, 3.8a")],
  ["oma.staff", extract(UNCLASSIFIED, "2.8, 3.8")],
  ["portal.oma", extract(UP_TO_CONFIDENTIAL, "2.9, 3.9")],
  ["portal.oma for oma.staff", extract(UNCLASSIFIED, "2.8, 2.9, 3.8, 3.9")],
  ["hom.minusca", extract("S1 F1 R1 R2", "2.7, 3.7")],
  ["hom.unmiss", NOTHING],
  ["oios", whole("2.11, 3.11")],
  ["oios.designated", whole("2.11, 3.11")],
];

/**
 * Today: one Under-Secretary-General. The team's time is over, the Head of Mission's circulation has expired, and that of the
 * Office of Operations has no reader; the circulation to Military Affairs goes on, and those of 2021 have come.
 */
const SIGHTS_TODAY: ExpectedSights = [
  [NOBODY, NOTHING],
  ["usg.dpo", whole("2.6, 3.6")],
  ["usg.dos", NOTHING],
  ["opsp.director", whole("2.2, 3.2")],
  ["opsp.military", NOTHING],
  ["opsp.officer", NOTHING],
  ["opsp.assistant", coverOnly("3.5")],
  ["administrator", coverOnly("3.10")],
  ["auditor", coverOnly("3.10")],
  ["asg.africa", extract("S1 F1 F2 R1 R2", "2.7, 3.7")],
  ["asg.dos", NOTHING],
  ["asg.orolsi", NOTHING],
  ["oma.head", extract(UP_TO_CONFIDENTIAL, "2.8, 2.8a, 3.8, 3.8a")],
  ["oma.designated", extract(UP_TO_CONFIDENTIAL, "2.8, 2.8a, 3.8, 3.8a")],
  ["oma.staff", extract(UNCLASSIFIED, "2.8, 3.8")],
  ["portal.oma", extract(UP_TO_CONFIDENTIAL, "2.9, 3.9")],
  ["police.head", extract("F1 F2 R2", "2.8, 2.8a, 3.8, 3.8a")],
  ["police.staff", extract("F1", "2.8, 3.8")],
  ["portal.police", extract("F1 F2 R2", "2.9, 3.9")],
  ["hom.minusca", NOTHING],
  ["hom.unmiss", NOTHING],
  ["oios", whole("2.11, 3.11")],
  ["oios.designated", whole("2.11, 3.11")],
];

/** A circulation of the full report to one office, from its proposal to its end. */
export interface ExpectedCirculation {
  readonly office: string;
  /** The posts that sign, in their order: every one of the reporting line. */
  readonly signers: readonly string[];
  /** What the preview promises to whom, and what each reads once it is signed; a portal is not allowed by it. */
  readonly gains: Readonly<Record<string, string>>;
  /** What the preview says that those named would still not read, by the paragraph. */
  readonly withheld: Readonly<Record<string, string>>;
  /** Whom it cannot go to. */
  readonly strangers: readonly string[];
}

const CIRCULATION_2016: ExpectedCirculation = {
  office: "POLICE_DIVISION",
  signers: ["usg.dpko", "usg.dfs"],
  gains: { "police.head": UP_TO_CONFIDENTIAL, "police.staff": UNCLASSIFIED },
  withheld: {
    "police.head": "F3 R3 (10.2)",
    "police.staff": "F3 R3 (10.2), F2 R2 A1 C1 (2.8a)",
    "portal.police": "F3 R3 (10.2), S1 F1 F2 R1 R2 A1 C1 (2.9)",
  },
  strangers: ["HOM_UNMISS", "HOMC_MINUSCA", "COUNTRY_A_MILITARY_ADVISER"],
};

const CIRCULATION_TODAY: ExpectedCirculation = {
  office: "DPET",
  signers: ["usg.dpo"],
  gains: { "dpet.director": UP_TO_CONFIDENTIAL },
  withheld: { "dpet.director": "F3 R3 (10.2)" },
  strangers: ["HOM_UNMISS", "HOMC_MINUSCA", "COUNTRY_A_MILITARY_ADVISER"],
};

/** What the policy says of one day. */
export interface Expected {
  readonly sights: ExpectedSights;
  /** Everybody who can read the finding that is strictly confidential, with the paragraph, in the order of the alphabet. */
  readonly audience: string;
  readonly circulation: ExpectedCirculation;
}

export const EXPECTED_2016: Expected = {
  sights: SIGHTS_2016,
  audience:
    "asg.oo (2.7), oios (2.11), oios.designated (2.11), opsp.director (2.2), opsp.military (2.3), opsp.officer (2.3), usg.dfs (2.6), usg.dpko (2.6)",
  circulation: CIRCULATION_2016,
};

/** The circulation to the Assistant Secretary-General for Operations still stands, and nobody reads by it. */
export const EXPECTED_TODAY: Expected = {
  sights: SIGHTS_TODAY,
  audience: "oios (2.11), oios.designated (2.11), opsp.director (2.2), usg.dpo (2.6)",
  circulation: CIRCULATION_TODAY,
};
