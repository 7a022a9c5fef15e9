import { inFiveWays, leaksOf, toldTo } from "./leak";

/** Filters, orders and fields that look at what their reader may not see. */
const seeded = [
  ...leaksOf("src/access/filters.ts", {
    "a filter by parts that are hidden": [
      'and ${context.may("read", "Part", part)} and ${asked(part)})`',
      "and ${asked(part)})`",
    ],
    "a filter by recipients that are hidden": ['and ${context.may("read", "CirculationRecipient", recipient)})`', ")`"],
    "an order by titles": [
      "SYMBOL: { sql: (row) => `${row}.symbol`",
      "SYMBOL: { sql: (row) => `(select coalesce(o.title, encode(o.sha256, 'hex')) from report_title o where o.report_id = ${row}.id)`",
    ],
    "an order by levels of parts": [
      "LEVEL: { sql: (row) => `level_rank(${row}.level)`",
      "LEVEL: { sql: (row) => `coalesce((select sum(level_rank(o.level)) from part o where o.report_id = ${row}.id), 0)::int2`",
    ],
    "an order by the number of parts": [
      "const newestReport = (row: string) => `${row}.listed_on`",
      "const newestReport = (row: string) => `(date '2000-01-01' + (select count(*) from part o where o.report_id = ${row}.id)::int)`",
    ],
    "a rank that counts every hit": [
      "(select ts_rank(h.document, ${wordsSql(text as string, context)}) from part_search h where h.part_id = ${row}.id)",
      "(select ts_rank(h.document, ${wordsSql(text as string, context)}) * (select count(*) from part_search a where a.document @@ ${wordsSql(text as string, context)}) from part_search h where h.part_id = ${row}.id)",
    ],
    "an excerpt of the neighbours": [
      "ts_headline('english', ${row}c.text,",
      "ts_headline('english', (select string_agg(n.text, ' ' order by p.position) from part p join part_content n on n.part_id = p.id where p.report_id = ${row}.report_id),",
    ],
  }),
  ...leaksOf("src/entities/report.ts", {
    "titles to whoever sees the cover": [
      '`case when ${may("read", "ReportTitle", row)} then (select ${sealedSql',
      '`case when ${may("read", "Report", row)} then (select ${sealedSql',
    ],
    "grounds and third parties to whoever sees the cover": [
      '`case when ${may("read", "ReportTitle", row)} then (select t.${name}',
      '`case when ${may("read", "Report", row)} then (select t.${name}',
    ],
    "an extract only where something is withheld": [
      '`not ${may("holdInFull", "Report", row)}`',
      '`exists (select from part w where w.report_id = ${row}.id and not ${may("read", "Part", "w")})`',
    ],
    "copies by what is hidden too": [
      'and ${part}.withdrawn_at is null and ${may("read", "Part", part)}), false)`',
      "and ${part}.withdrawn_at is null), false)`",
    ],
    "a version that counts the parts": [
      "case when ${row}.status = 'DRAFT' then ${row}.version end",
      "(select count(*) from part v where v.report_id = ${row}.id)",
    ],
  }),
  ...leaksOf("src/entities/part.ts", {
    "ordinals in an extract": [
      "`case when ${holdsReport(row, context, args)} then (select count(*)",
      "`case when true then (select count(*)",
    ],
    "the third party of the report with its parts": [
      'thirdParty: content("third_party")',
      "thirdParty: value((row) => `(select t.third_party from report_title t where t.report_id = ${row}.report_id)`)",
    ],
    "the grounds of all parts": [
      'grounds: content("grounds")',
      "grounds: value((row) => `(select array_agg(distinct g order by g) from part o join part_content oc on oc.part_id = o.id cross join unnest(oc.grounds) g where o.report_id = ${row}.report_id)`)",
    ],
    "a risk raised by the neighbours": [
      '@Reads(content("risk"))',
      "@Reads(value((row) => `(select max(oc.risk) from part o join part_content oc on oc.part_id = o.id where o.report_id = ${row}.report_id)`))",
    ],
  }),
  ...leaksOf("src/entities/circulation.ts", {
    "the day of the proposal to recipients": [
      '`case when ${may("read", "CirculationPaper", row)} then iso_instant(${row}.proposed_at) end`',
      '`case when ${may("read", "Circulation", row)} then iso_instant(${row}.proposed_at) end`',
    ],
    "a purpose with the other recipients": [
      '@Reads(column("purpose"))',
      "@Reads(value((row) => `${row}.purpose || (select count(*) from circulation_recipient r where r.circulation_id = ${row}.id)`))",
    ],
  }),
  ...leaksOf("src/resolvers/circulation.resolver.ts", {
    "the parts of a circulation that are hidden": ['or ${may("read", "Part", target)})`', "or true)`"],
  }),
  ...leaksOf("src/resolvers/viewer.resolver.ts", {
    "what may be done by how many reports there are": [
      "readRegister: known(({ viewer }) => String(viewer.isAuditor))",
      'readRegister: known(() => "(select count(*) % 2 = 0 from report)")',
    ],
  }),
];

export const fieldLeaks = toldTo(inFiveWays(seeded, ["the parts of a circulation that are hidden"]), {
  "recipient of extracts": [
    "an order by levels of parts",
    "an order by the number of parts",
    "a rank that counts every hit",
    "an excerpt of the neighbours",
    "a version that counts the parts",
    "copies by what is hidden too",
    "an extract only where something is withheld",
    "ordinals in an extract",
    "the grounds of all parts",
    "a risk raised by the neighbours",
    "a filter by parts that are hidden",
  ],
  "recipient without a title": [
    "an order by titles",
    "titles to whoever sees the cover",
    "grounds and third parties to whoever sees the cover",
    "the third party of the report with its parts",
  ],
  administrator: [
    "an order by titles",
    "titles to whoever sees the cover",
    "grounds and third parties to whoever sees the cover",
  ],
  auditor: ["an order by titles", "a filter by parts that are hidden"],
  "recipient among others": [
    "a filter by recipients that are hidden",
    "the day of the proposal to recipients",
    "a purpose with the other recipients",
  ],
});
