import { inFiveWays, leaksOf } from "./leak";

/** Acts, entries, headers and errors that say more than they may. */
export const requestLeaks = [
  ...leaksOf("src/operations/act.ts", {
    "FORBIDDEN for what is hidden": [
      'filterSql(this.abilities, "read", subject, { row, statement }),\n      ].join',
      '"true",\n      ].join',
    ],
    "an id that is not found, by whether it is there": [
      "if (!found) throw new NotFound();",
      'if (!found) { const [there] = await this.manager.query<unknown[]>(`select from ${rows[subject].table} where id = $1`, [uuid]); throw there ? new Conflict("This is not yours.") : new NotFound(); }',
    ],
  }),
  ...leaksOf(
    "src/operations/audience.ts",
    { "an audience of what is hidden": ["and p.withdrawn_at is null and ${visible}`", "and p.withdrawn_at is null`"] },
    ["administrator", "auditor"],
  ),
  ...leaksOf(
    "src/operations/proposal.ts",
    {
      "a proposal by parts that are hidden": [
        "and p.withdrawn_at is null and ${visible} order by",
        "and p.withdrawn_at is null order by",
      ],
    },
    ["administrator"],
  ),
  ...leaksOf("src/answering.ts", {
    "a header that counts reports": [
      "headers: { Receipt: receiptHeader(receipt) }",
      'headers: { Receipt: receiptHeader(receipt), Reports: String((await answering.door.reading.query("select from report")).rowCount) }',
    ],
    "a header that counts parts": [
      "headers: { Receipt: receiptHeader(receipt) }",
      'headers: { Receipt: receiptHeader(receipt), Parts: String((await answering.door.reading.query("select from part")).rowCount) }',
    ],
  }),
  ...inFiveWays(
    leaksOf("src/identity/facts.ts", {
      "the facts of whoever asked before": [
        "  const viewers = rows.map((row) => viewerOf(row, { at: row.now, live: true }));",
        "  const kept = enter as unknown as { last?: Found[] }; const before = kept.last ?? rows; kept.last = rows; const viewers = (before.length === rows.length ? before : rows).map((row) => viewerOf(row, { at: row.now, live: true }));",
      ],
      "an office's portal for its staff": [
        "portalOffices: row.portal_office_id ? [row.portal_office_id] : []",
        "portalOffices: row.portal_office_id ? [row.portal_office_id] : row.offices ?? []",
      ],
      "designated as soon as of the office": [
        "confidentialOffices: row.confidential_offices ?? []",
        "confidentialOffices: row.offices ?? []",
      ],
      "an auditor who is a USG": [
        "isUnderSecretaryGeneral: (row.line_posts ?? []).length > 0",
        'isUnderSecretaryGeneral: (row.line_posts ?? []).length > 0 || holds("AUDITOR")',
      ],
      "an administrator who reads like the Team Assistant": [
        'isTeamAssistant: holds("TEAM_ASSISTANT")',
        'isTeamAssistant: holds("TEAM_ASSISTANT") || holds("ADMINISTRATOR")',
      ],
    }),
  ),
];
