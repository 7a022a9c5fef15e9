import { deepStrictEqual } from "node:assert";

import { type HttpSight, tokenOf, uuid } from "../../access/http-sheet";
import { Oracle, awaitedAt, isFull, stateAt } from "../../policies/oracle";
import { type Reader, type World, readerName } from "../../policies/world";
import type { Free } from "../../support/registry";
import type { Scene } from "./scene";

/** What is shown of each thing that is seen: field by field what it is, or null. */

/** Of each report its title and texts, numbers to readers of the whole, and an outline. */
export function reportsAreAsTheyAre(world: World, reader: Reader, { reports }: HttpSight): void {
  const oracle = new Oracle(world, reader);
  for (const report of reports) {
    const made = world.reports.find(({ id }) => id === uuid(report.id))!;
    const expected = oracle.report(made)!;
    const { isExtract, title, outline, parts } = expected;
    deepStrictEqual(
      {
        title: report.title,
        outline: report.outline?.map(({ id }: Free) => uuid(id)) ?? null,
        marking: report.marking,
        parts: report.parts.nodes,
      },
      {
        title: title ? made.title : null,
        outline,
        marking: { isExtract, copiesAllowed: parts.length > 0 && parts.every(({ copies }) => copies) },
        parts: parts.map(({ id, number, copies }) => {
          const { text, label, kind, level } = made.parts.find((part) => part.id === id)!;
          const marking = { level, copiesAllowed: copies, isExtract };
          return { id: `part_${id.replaceAll("-", "")}`, number, text, label, kind, marking };
        }),
      },
    );
  }
}

/** Of each circulation its state, and papers to those who prepare, sign and audit alone. */
export function circulationsAreAsTheyAre(world: World, reader: Reader, { circulations }: HttpSight): void {
  const oracle = new Oracle(world, reader);
  for (const { digest, parts, recipients, ...shown } of circulations) {
    const made = world.circulations.find(({ id }) => id === uuid(shown.id))!;
    const expected = oracle.circulation(made)!;
    const paper = <T>(value: T) => (expected.papers ? value : null);
    deepStrictEqual(/^[0-9a-f]{64}$/.test(digest ?? ""), expected.papers);
    deepStrictEqual(
      parts.map(({ id }: Free) => uuid(id)),
      expected.parts,
    );
    deepStrictEqual(recipients.map(({ code }: Free) => code).sort(), [...expected.recipients].sort());
    deepStrictEqual(shown, {
      id: shown.id,
      state: stateAt(world, made, world.now),
      full: isFull(made, world.now),
      purpose: made.purpose,
      portalsAllowed: made.portals,
      copiesAllowed: made.copies,
      validFrom: made.validFrom,
      validUntil: made.validUntil,
      proposedOn: paper(made.proposedAt),
      signatures: paper(made.signatures.map(({ post }) => ({ post: { code: post } }))),
      awaiting: paper(
        awaitedAt(world, made, world.now)
          .sort()
          .map((code) => ({ code })),
      ),
      acts: paper([{ act: "PROPOSED" }]),
      paperSignatures: paper([]),
      report: { id: `report_${made.report.replaceAll("-", "")}` },
    });
  }
}

/** Lists count what they show. */
export function countsAreRight({ reports, circulations, counts }: HttpSight): void {
  deepStrictEqual(counts, [reports.length, ...reports.map((one) => one.parts.nodes.length), circulations.length]);
}

const DAYS_AGO = [0.5, 7, 25, 100];

/** At every past instant too: the audience of a part then is whom the policy gave it to. */
export async function pastIsAsItWas({ registry, world }: Scene, readers: readonly Reader[]): Promise<void> {
  const auditor = readers.find((reader) => new Oracle(world, reader).mayAudit);
  if (!auditor) return;
  const parts = world.reports
    .filter(({ submittedAt }) => submittedAt)
    .flatMap((report) => report.parts.slice(0, 1).map((part) => ({ report, part })));
  for (const [place, { report, part }] of parts.entries()) {
    const at = new Date(Date.parse(world.now) - DAYS_AGO[place % DAYS_AGO.length]! * 86_400_000).toISOString();
    const { data, body } = await registry.ask(
      tokenOf(auditor),
      `query ($part: ID!, $at: DateTime) { audience(partId: $part, at: $at) { person { name } portal { code } } }`,
      { part: `part_${part.id.replaceAll("-", "")}`, at },
    );
    if (!data) throw new Error(JSON.stringify(body));
    const expected = [
      ...world.persons.map((person) => ({ person })),
      ...world.portals.map(({ code }) => ({ portal: code })),
    ]
      .filter((reader) => new Oracle(world, reader, at).readsPart(report, part))
      .map((reader) => readerName(reader));
    const told = data.audience.map(({ person, portal }: Free) => person?.name ?? portal?.code);
    deepStrictEqual({ at, part: part.id, told: told.sort() }, { at, part: part.id, told: expected.sort() });
  }
}
