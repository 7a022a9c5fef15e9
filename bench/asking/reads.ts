/** What is asked, in words. */
export const READS = {
  Q1: "a report by symbol, with its findings and recommendations",
  Q2: "the newest 20 reports, each with 5 findings and 5 recommendations",
  Q3: "the first 50 findings by mission and area",
  Q4: "recommendations by status: how many, and the first 20 by target date",
  Q5: "a page of 20 reports three quarters down the list",
  Q6: "the first 20 parts that hold a word",
} as const;

/** A kind of read. */
export type Read = keyof typeof READS;

export const EVERY_READ = Object.keys(READS) as Read[];

/** A report's place in the list of reports, the newest first. */
export interface Place {
  readonly symbol: string;
  readonly listedOn: string;
  readonly id: string;
  /** How many reports come before it. */
  readonly after: number;
}

/** One question in the bench's own words; each contender puts it in its own. */
export type Wish =
  | { readonly read: "Q1"; readonly symbol: string }
  | { readonly read: "Q2" }
  | { readonly read: "Q3"; readonly mission: string; readonly area: string }
  | { readonly read: "Q4"; readonly status: string }
  | { readonly read: "Q5"; readonly after: Place | null }
  | { readonly read: "Q6"; readonly word: string };

/** A report as it stands in a list. */
export interface Listed {
  readonly symbol: string;
  readonly title: string | null;
  readonly submittedOn: string;
}

/** A part by what it says. */
export interface Said {
  readonly label: string;
  readonly text: string | null;
}

/** The answer to each read in one form, whatever a contender's own is. */
export interface Answers {
  Q1:
    | (Listed & {
        readonly level: string;
        readonly findings: readonly (Said & { area: string; risk: string; level: string })[];
        readonly recommendations: readonly (Said & {
          area: string | null;
          targetOn: string | null;
          decision: string;
          status: string;
        })[];
      })
    | null;
  Q2: readonly (Listed & { readonly findings: readonly Said[]; readonly recommendations: readonly Said[] })[];
  Q3: readonly (Said & { risk: string; symbol: string })[];
  Q4: {
    /** Null above ten thousand. */
    readonly count: number | null;
    readonly first: readonly (Said & { targetOn: string | null; status: string })[];
  };
  Q5: readonly Listed[];
  Q6: readonly Said[];
}

/** Up to how many everybody counts. */
export const LARGEST_COUNT = 10_000;

/** What of a report stands in a list. */
export const listed = ({ symbol, title, submittedOn }: Listed): Listed => ({ symbol, title, submittedOn });

/** What a part says. */
export const said = ({ label, text }: Said): Said => ({ label, text });
