import type { Read } from "../../asking/reads";

/** The order of every list of parts of one report. */
const PART = (kind: string, fields: string, seen = "") => `(select coalesce(json_agg(x.piece), '[]') from (
    select json_build_object('label', p.label, 'text', c.text${fields}) as piece
    from part p join part_content c on c.part_id = p.id ${kind === "RECOMMENDATION" ? "join recommendation_state s on s.part_id = p.id" : ""}
    where p.report_id = r.id and p.kind = '${kind}' and p.withdrawn_at is null ${seen} order by p.position, p.id limit`;

const TITLE = "(select t.title from report_title t where t.report_id = r.id)";
const LISTED = `'symbol', r.symbol, 'title', ${TITLE}, 'submittedOn', r.submitted_on`;
/** Rows as one list in JSON. */
export const all = (fields: string, from: string): string =>
  `select coalesce(json_agg(x.piece), '[]') as answer from (select json_build_object(${fields}) as piece ${from}) x`;

interface Windows {
  readonly of?: string;
  readonly level?: string;
  readonly where?: string;
  readonly order: string;
  readonly limit?: string;
}

/** What is the reader's own, where the reader is given few: posts in $1, offices in $2, those whose confidential parts count in $3. */
const windows = (
  keys: string,
  { of: table = "circulated_part", level: ofPart = "part_level", where = "", order, limit = "" }: Windows,
) => {
  const branch = (of: string, whose: string, level: string) =>
    `select w.* from unnest(${of}::uuid[]) own (id) cross join lateral (select distinct on (${keys}) ${keys} from ${table}
       where ${whose} = own.id and starts_at <= (select registry_now()) and (select registry_now()) < ends_at ${level} ${where}
       order by ${order} ${limit}) w`;
  return `(select distinct on (${keys}) * from (${branch("$1", "post_id", "")}
    union all ${branch("$2", "office_id", `and ${ofPart} = 'UNCLASSIFIED'`)}
    union all ${branch("$3", "office_id", `and ${ofPart} = 'CONFIDENTIAL'`)}) w order by ${order} ${limit})`;
};
const reportsGiven = (where: string) =>
  windows("listed_on, report_id", { where, order: "listed_on desc, report_id desc", limit: "limit 20" });
/** What windows tell of the parts that they give. */
const told = (kind: string, keys: string, { where, order, limit }: Windows) =>
  windows(keys, {
    of: "circulated_content",
    level: "level",
    where: `and kind = '${kind}' ${where ?? ""}`,
    order,
    limit: limit ?? "",
  });

const MISSION = (acronym: string) => `(select m.id from mission m where m.acronym = ${acronym})`;
const ANY_MISSION = "'00000000-0000-0000-0000-000000000000'::uuid";
const OF_FINDING = "'label', p.label, 'text', c.text, 'risk', c.risk, 'symbol', r.symbol";
const findingsOf = (listed: string) => `from ${listed} l join part p on p.id = l.part_id
      join part_content c on c.part_id = l.part_id join report r on r.id = l.report_id
      order by l.listed_on desc, l.report_id desc, l.position, l.part_id`;
const OF_STATUS = `and about = ${ANY_MISSION} and implementation = $4`;
const OF_RECOMMENDATION = "'label', p.label, 'text', c.text, 'targetOn', c.target_on, 'status', s.implementation";
const recommendationsOf = (listed: string) => `from ${listed} l join part p on p.id = l.part_id
      join part_content c on c.part_id = l.part_id join recommendation_state s on s.part_id = l.part_id order by l.due, l.part_id`;
const countAndFirst = (counted: string, listed: string) =>
  `select json_build_object('count', (select count(*) from (${counted} limit 10001) n),
      'first', (${all(OF_RECOMMENDATION, recommendationsOf(listed))})) as answer`;

/** Whether a finding p of a report r is about a mission: the one that it names, or its report's where it names none. */
export const ABOUT = (mission: string) => `(exists (select from part_mission pm join mission m on m.id = pm.mission_id
      where pm.part_id = p.id and pm.is_current and m.acronym = ${mission})
    or not exists (select from part_mission pm where pm.part_id = p.id and pm.is_current)
      and exists (select from review_mission rm join mission m on m.id = rm.mission_id where rm.review_id = r.review_id and m.acronym = ${mission}))`;

const withParts = (seen = "") =>
  `${LISTED}, 'findings', ${PART("FINDING", "", seen)} 5) x), 'recommendations', ${PART("RECOMMENDATION", "", seen)} 5) x)`;

/** A report by symbol, of which what is seen is asked by itself where no row-level security holds it back. */
export const reportOf = (symbol: string, { given = "", seen = "" } = {}): string =>
  `select (select json_build_object(${LISTED}, 'level', r.level,
      'findings', ${PART("FINDING", ", 'area', c.area, 'risk', c.risk, 'level', p.level", seen)} 50) x),
      'recommendations', ${PART("RECOMMENDATION", ", 'area', c.area, 'targetOn', c.target_on, 'decision', s.decision, 'status', s.implementation", seen)} 50) x))
    from report r where r.symbol = ${symbol} ${given}) as answer`;

/** Each read as one statement that gives finished JSON, for who reads all that is submitted; the parameters are the read's own. */
export const OF_ALL: Readonly<Record<Read, string>> = {
  Q1: reportOf("$1"),
  Q2: all(withParts(), "from report r where r.status = 'SUBMITTED' order by r.listed_on desc, r.id desc limit 20"),
  Q3: all(
    OF_FINDING,
    findingsOf(`(select l.id as part_id, l.listed_on, l.report_id, l.position from listed_part l
      where l.kind = 'FINDING' and l.about = ${MISSION("$1")} and l.area = $2
      order by l.listed_on desc, l.report_id desc, l.position, l.id limit 50)`),
  ),
  Q4: countAndFirst(
    `select from listed_part l where l.kind = 'RECOMMENDATION' and l.about = ${ANY_MISSION} and l.implementation = $1`,
    `(select l.id as part_id, l.due from listed_part l where l.kind = 'RECOMMENDATION' and l.about = ${ANY_MISSION} and l.implementation = $1
      order by l.due, l.id limit 20)`,
  ),
  Q5: all(
    LISTED,
    "from report r where r.status = 'SUBMITTED' and (r.listed_on, r.id) < ($1::date, $2::uuid) order by r.listed_on desc, r.id desc limit 20",
  ),
  // What was found is looked up one by one: PostgreSQL cannot know that it is little, and would read every part under row-level security.
  Q6: `with found as materialized (select found_parts(websearch_to_tsquery('english', $1)) as id),
    first as materialized (select f.id, s.rank from found f cross join lateral (
        select ts_rank(s.document, websearch_to_tsquery('english', $1)) as rank from part p join part_search s on s.part_id = p.id
        where p.id = f.id and p.withdrawn_at is null offset 0) s
      order by s.rank desc, f.id desc limit 20)
    select coalesce(json_agg(x.piece), '[]') as answer from (
      select json_build_object('label', p.label, 'text', p.text) as piece from first f cross join lateral (
        select p.label, c.text from part p join part_content c on c.part_id = p.id where p.id = f.id offset 0) p
      order by f.rank desc, f.id desc) x`,
};

/** The newest reports of who is given few. */
export const newestOfFew = (seen = ""): string =>
  all(
    withParts(seen),
    `from ${reportsGiven("")} w join report r on r.id = w.report_id order by w.listed_on desc, w.report_id desc`,
  );

/** The same for who is given few, with what is their own before the read's own parameters. */
export const OF_FEW: Readonly<Partial<Record<Read, string>>> = {
  Q2: newestOfFew(),
  Q3: all(
    OF_FINDING,
    findingsOf(
      told("FINDING", "listed_on, report_id, position, part_id", {
        where: `and about = ${MISSION("$4")} and area = $5`,
        order: "listed_on desc, report_id desc, position, part_id",
        limit: "limit 50",
      }),
    ),
  ),
  Q4: countAndFirst(
    `select from ${told("RECOMMENDATION", "due, part_id", { where: OF_STATUS, order: "due, part_id", limit: "limit 10001" })} n`,
    told("RECOMMENDATION", "due, part_id", { where: OF_STATUS, order: "due, part_id", limit: "limit 20" }),
  ),
  Q5: all(
    LISTED,
    `from ${reportsGiven("and (listed_on, report_id) < ($4::date, $5::uuid)")} w join report r on r.id = w.report_id
      order by w.listed_on desc, w.report_id desc`,
  ),
};
