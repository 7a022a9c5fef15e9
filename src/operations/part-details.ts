import { In } from "typeorm";

import { uuidOf } from "../access/ids";
import type { PartWords } from "../access/sealing";
import { BadInput, NotFound } from "../entities/errors";
import type { AddPartInput } from "../entities/inputs/report.inputs";
import { Office } from "../entities/organisation";
import { type PartContent, PartReference } from "../entities/part";
import { PartKind } from "../entities/terms";
import type { Act } from "./act";
import { givenDay } from "./days";
import { missionIds } from "./missions";
import { sha256Hex, words } from "./words";

type Details = Pick<AddPartInput, "finding" | "recommendation" | "annex">;

const OF_KIND: Partial<Record<PartKind, keyof Details>> = {
  FINDING: "finding",
  RECOMMENDATION: "recommendation",
  ANNEX: "annex",
};

/** Refuses details that do not belong to the kind of part, and, for a new part, the lack of those that do. */
export function refuseOtherDetails(kind: PartKind, details: Details, isNew: boolean): void {
  const own = OF_KIND[kind];
  for (const name of ["finding", "recommendation", "annex"] as const)
    if (details[name] && name !== own)
      throw new BadInput(`A ${kind.toLowerCase()} takes no details of a ${name}. Leave ${name} out.`);
  if (isNew && own && !details[own]) throw new BadInput(`Give the details of the ${own}.`);
}

/** The file that an annex describes, which is sealed with its text. */
export const annexWords = ({ annex }: Details): Partial<PartWords> =>
  annex
    ? {
        fileName: words(annex.fileName, "the name of the file", 200),
        mediaType: words(annex.mediaType, "the media type", 100),
        fileSha256: sha256Hex(annex.fileSha256, "the digest of the file"),
      }
    : {};

/** The columns of what a finding or a recommendation says beside its text: lists are filtered by them, so they stay in clear. */
export async function detailColumns(act: Act, { finding, recommendation }: Details): Promise<Partial<PartContent>> {
  if (finding)
    return {
      area: finding.area,
      risk: finding.risk,
      systemic: finding.systemic,
      components: [...new Set(finding.components ?? [])],
      difficulties: [...new Set(finding.difficulties ?? [])],
    };
  if (recommendation)
    return {
      mandate: recommendation.mandate,
      area: recommendation.area ?? null,
      officeId: await implementer(act, recommendation.officeId),
      targetOn: recommendation.targetOn ? givenDay(recommendation.targetOn, "targetOn") : null,
    };
  return {};
}

async function implementer(act: Act, id: string | undefined): Promise<string | null> {
  if (!id) return null;
  const uuid = uuidOf("office", id);
  const office = uuid ? await act.manager.findOneBy(Office, { id: uuid }) : null;
  if (!office) throw new NotFound();
  return office.id;
}

/** Links a recommendation to the findings of its own report that it answers. */
export async function linkFindings(act: Act, partId: string, reportId: string, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids.map((id) => uuidOf("part", id) ?? missing()))];
  if (wanted.length === 0) throw new BadInput("A recommendation answers at least one finding. Name it.");
  const findings = await act.manager.findBy(PartReference, { id: In(wanted), reportId, kind: PartKind.FINDING });
  if (findings.filter(({ withdrawnAt }) => withdrawnAt === null).length !== wanted.length)
    throw new BadInput("A recommendation answers findings of its own report. Name findings of this report alone.");
  await keepLinks(
    act,
    { table: "recommendation_finding", owner: "recommendation_id", linked: "finding_id" },
    partId,
    wanted,
  );
}

/** Says which of the report's missions a part is about. */
export async function linkMissions(
  act: Act,
  partId: string,
  reportId: string,
  acronyms: readonly string[],
): Promise<void> {
  const wanted = await missionIds(act, acronyms);
  const own = await act.manager.query<{ mission_id: string }[]>(
    "select m.mission_id from report r join review_mission m on m.review_id = r.review_id where r.id = $1",
    [reportId],
  );
  if (wanted.some((id) => !own.some(({ mission_id }) => mission_id === id)))
    throw new BadInput("A part is about missions of its report. Name missions of the review.");
  await keepLinks(act, { table: "part_mission", owner: "part_id", linked: "mission_id" }, partId, wanted);
}

interface LinkTable {
  readonly table: "part_mission" | "recommendation_finding";
  readonly owner: string;
  readonly linked: string;
}

/** Makes exactly these the current links of a part. */
async function keepLinks(
  act: Act,
  { table, owner, linked }: LinkTable,
  partId: string,
  ids: readonly string[],
): Promise<void> {
  await act.manager.query(
    `update ${table} set is_current = false where ${owner} = $1 and is_current and ${linked} <> all($2::uuid[])`,
    [partId, ids],
  );
  await act.manager.query(
    `insert into ${table} (${owner}, ${linked}) select $1, wanted from unnest($2::uuid[]) wanted
     on conflict (${owner}, ${linked}) do update set is_current = true where not ${table}.is_current`,
    [partId, ids],
  );
}

const missing = (): never => {
  throw new NotFound();
};
