import DataLoader from "dataloader";
import type { DataSource } from "typeorm";

import type { Bearer } from "../bearer";
import { Reading } from "./reading";
import { sightOf } from "./sight";
import type { PartRow } from "./tables";

/** What the resolvers of one request share. */
export interface Context {
  readonly reading: Reading;
  readonly titles: DataLoader<string, string | null>;
  readonly findings: DataLoader<string, PartRow[]>;
  readonly recommendations: DataLoader<string, PartRow[]>;
}

const partsLoader = (reading: Reading, kind: string) =>
  new DataLoader<string, PartRow[]>(async (ids) => {
    const parts = await reading.partsOf(ids, kind);
    const byReport = new Map<string, PartRow[]>(ids.map((id) => [id, []]));
    for (const part of parts) byReport.get(part.reportId)!.push(part);
    return ids.map((id) => byReport.get(id)!);
  });

/** The context of a request: who asks is looked up once for it. */
export async function contextOf(source: DataSource, bearer: Bearer): Promise<Context> {
  const reading = new Reading(source, await sightOf(source, bearer));
  const titles = new DataLoader<string, string | null>(async (ids) => {
    const rows = new Map((await reading.titles(ids)).map(({ reportId, title }) => [reportId, title]));
    return ids.map((id) => rows.get(id) ?? null);
  });
  return {
    reading,
    titles,
    findings: partsLoader(reading, "FINDING"),
    recommendations: partsLoader(reading, "RECOMMENDATION"),
  };
}
