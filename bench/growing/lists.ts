import { ABOUT } from "../contenders/limit/statements";

/** A list of the registry, as it is asked for a page of it, and where its pages begin. */
export interface List {
  readonly name: string;
  /** How many rows a page of it holds. */
  readonly page: number;
  /** What the page's rows hold, and what is asked of the list beside them. */
  readonly contents: string;
  /** The field with its arguments, for so many rows after a cursor. */
  readonly field: string;
  /** Every row that a reader sees by row-level security, and the keys by which the registry orders them; ids come last. */
  readonly rows: string;
  readonly keys: readonly string[];
  readonly order: string;
}

const MISSION = "MINUSCA";
const AREA = "TRAINING";
const STATUS = "IN_PROGRESS";

/** The lists of Q2 and Q5, of Q3, and of Q4. */
export const LISTS: readonly List[] = [
  {
    name: "reports, the newest first",
    page: 20,
    contents: "nodes { symbol title submittedOn }",
    field: "reports(first: $first, after: $after)",
    rows: "report r",
    keys: ["r.listed_on", "r.id"],
    order: "r.listed_on desc, r.id desc",
  },
  {
    name: "findings by mission and area",
    page: 50,
    contents: "nodes { label text risk report { symbol } }",
    field: `findings(first: $first, after: $after, filter: { missions: ["${MISSION}"], areas: [${AREA}] })`,
    rows: `part_content c join part p on p.id = c.part_id join report r on r.id = c.report_id
      where p.kind = 'FINDING' and p.withdrawn_at is null and c.area = '${AREA}' and ${ABOUT(`'${MISSION}'`)}`,
    keys: ["c.listed_on", "c.report_id", "p.id"],
    order: "c.listed_on desc, c.report_id desc, p.position, p.id",
  },
  {
    name: "recommendations by status",
    page: 20,
    contents: "totalCount totalCountAbove nodes { label text targetOn implementation { status } }",
    field: `recommendations(first: $first, after: $after, filter: { statuses: [${STATUS}] })`,
    rows: `part_content c join part p on p.id = c.part_id join recommendation_state s on s.part_id = c.part_id
      where p.kind = 'RECOMMENDATION' and p.withdrawn_at is null and s.implementation = '${STATUS}'`,
    keys: ["coalesce(c.target_on, 'infinity'::date)", "c.part_id"],
    order: "coalesce(c.target_on, 'infinity'::date), c.part_id",
  },
];

/** How the registry is asked for a page of a list: with its contents, or by the ids of its rows alone. */
export const pageOf = ({ field, contents }: List): string => asking(`${field} { ${contents} }`);
export const idsOf = ({ field }: List): string => asking(`${field} { nodes { id } }`);
const asking = (field: string) => `query ($first: Int!, $after: String) { ${field} }`;
