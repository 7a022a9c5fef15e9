import { idOf, uuidOf } from "../../src/access/ids";
import type { TestRegistry } from "../support/registry";

export const mutation = (name: string, payload: string) =>
  `mutation Do($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${payload} } }`;

/** The readers that most tests need, each holding one post. */
export async function cast(registry: TestRegistry): Promise<void> {
  for (const [code, office] of [
    ["OMA_DESIGNATED", "OMA"],
    ["OMA_STAFF", "OMA"],
    ["OO_STAFF", "OO"],
  ] as const)
    await registry.post(code, office);
  for (const [subject, post] of [
    ["director", "DIRECTOR_OPSP"],
    ["officer", "OPSP_MISSION_SUPPORT"],
    ["military", "OPSP_SENIOR_MILITARY"],
    ["assistant", "OPSP_TEAM_ASSISTANT"],
    ["usg.dpko", "USG_DPKO"],
    ["usg.dfs", "USG_DFS"],
    ["usg.dpo", "USG_DPO"],
    ["administrator", "ADMINISTRATOR_1"],
    ["administrator.second", "ADMINISTRATOR_2"],
    ["auditor", "AUDITOR"],
    ["oios", "HEAD_OF_OIOS"],
    ["oma.head", "MILITARY_ADVISER"],
    ["oma.designated", "OMA_DESIGNATED"],
    ["oma.staff", "OMA_STAFF"],
    ["oo.staff", "OO_STAFF"],
    ["asg.oo", "ASG_OO"],
    ["asg.orolsi", "ASG_OROLSI"],
    ["hom.minusca", "HOM_MINUSCA"],
    ["hom.unmiss", "HOM_UNMISS"],
    ["homc.minusca", "HOMC_MINUSCA"],
  ] as const)
    await registry.person(subject, post);
  await designate(registry, "oma.designated", "OMA");
}

/** Designates a person for confidential material of an office, for as long as there are tests. */
async function designate(registry: TestRegistry, subject: string, office: string): Promise<void> {
  await registry.sql(
    `insert into designation (office_id, person_id, starts_on, recorded_at)
       select o.id, l.person_id, '2010-01-01', '2010-01-01' from office o, login l where o.code = $1 and l.subject = $2`,
    [office, subject],
  );
}

type Wish = Parameters<TestRegistry["ask"]>[0];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a payload has the shape that its selection asks for
type Act = (as: Wish, name: string, input: object, payload?: string) => Promise<any>;

/** Does acts on a registry and gives their payloads; a refusal fails the test that did not expect it. */
export const actsOn =
  (registry: TestRegistry): Act =>
  async (as, name, input, payload = "__typename") => {
    const { data, code, message } = await registry.ask(as, mutation(name, payload), { input });
    if (code) throw new Error(`${name} was refused: ${code} ${message} ${JSON.stringify(registry.logged.at(-1))}`);
    return data[name];
  };

export interface MadeReport {
  id: string;
  symbol: string;
  parts: Record<string, string>;
}

interface ReportWish {
  missions?: string[];
  level?: string;
  parts?: { key: string; level?: string; missions?: string[]; text?: string }[];
  submitted?: boolean;
  requestingPostId?: string;
  /** The posts on the team of its review. */
  team?: (string | undefined)[];
  /** Whether its review is completed; it is unless said. */
  completed?: boolean;
}

const groundsOf = (level: string) => (level === "UNCLASSIFIED" ? [] : ["INTERNAL_DELIBERATION"]);

/** A request that the whole reporting line has directed, whatever the line of the day: of the USGs' own motion where no post is named. */
export async function aDirectedRequest(
  registry: TestRegistry,
  { missions = ["MINUSCA"], postId }: { missions?: string[]; postId?: string | undefined } = {},
): Promise<string> {
  const post = postId === undefined ? null : uuidOf("post", postId);
  const [made] = await registry.sql(
    `insert into review_request (origin, post_id, kind, of_headquarters, areas, level, reasons, submitted_at, submitted_by, directed_at)
       select case when $1::uuid is null then 'OWN_MOTION' else 'RECOMMENDED' end, coalesce($1, p.id), 'TARGETED', $2, '{TRAINING}', 'CONFIDENTIAL',
         'For a test', '2015-01-05T09:00:00Z', l.person_id, '2015-01-05T10:00:00Z'
       from post p, login l where p.code = 'USG_DPKO' and l.subject = 'director' returning id`,
    [post, missions.length === 0],
  );
  await registry.sql(
    "insert into request_mission (request_id, mission_id) select $1, m.id from mission m where m.acronym = any($2)",
    [made!.id, missions],
  );
  return idOf("request", made!.id as string);
}

/** Completes a review on the day on which it was directed. */
export const complete = (registry: TestRegistry, reviewId: string) =>
  registry.sql("update review set started_on = directed_on, completed_on = directed_on where id = $1", [
    uuidOf("review", reviewId),
  ]);

/** A report made through the API by the Director, with findings of the levels asked for. */
export async function aReport(registry: TestRegistry, wish: ReportWish = {}): Promise<MadeReport> {
  const act = actsOn(registry);
  const { missions = ["MINUSCA"], level = "CONFIDENTIAL", submitted = true, team = [], completed = true } = wish;
  const parts = wish.parts ?? [
    { key: "u", level: "UNCLASSIFIED" },
    { key: "c", level: "CONFIDENTIAL" },
  ];
  const requestId = await aDirectedRequest(registry, { missions, postId: wish.requestingPostId });
  const { review } = await act("director", "openReview", { requestId, directionReference: "MEMO" }, "review { id }");
  for (const postId of team)
    await act("director", "nameTeamMember", { reviewId: review.id, postId, startsOn: "2016-06-01" });
  const { report } = await act(
    "director",
    "createReport",
    { reviewId: review.id, title: "A title", level, grounds: groundsOf(level) },
    "report { id symbol }",
  );
  const made: Record<string, string> = {};
  for (const { key, level: partLevel = level, missions: about, text } of parts) {
    const { part } = await act(
      "director",
      "addPart",
      {
        reportId: report.id,
        kind: "FINDING",
        text: text ?? `The finding ${key} tells of convoys.`,
        level: partLevel,
        grounds: groundsOf(partLevel),
        missions: about,
        finding: { area: "TRAINING", risk: "HIGH", systemic: false },
      },
      "part { id }",
    );
    made[key] = part.id;
  }
  if (completed) await complete(registry, review.id);
  if (submitted) await act("director", "submitReport", { reportId: report.id });
  return { id: report.id, symbol: report.symbol, parts: made };
}

/** What a reader sees of a report, in one line. */
export async function sightOf(registry: TestRegistry, as: Wish, symbol: string) {
  const { data, code, message } = await registry.ask(
    as,
    `query ($symbol: String!) { report(symbol: $symbol) {
      title marking { isExtract } outline { label } parts(first: 100) { nodes { id text number } totalCount } } }`,
    { symbol },
  );
  if (code) throw new Error(`${code} ${message} ${JSON.stringify(registry.logged.at(-1))}`);
  const report = data.report;
  if (!report) return null;
  return {
    title: report.title,
    isExtract: report.marking.isExtract,
    hasOutline: report.outline !== null,
    parts: report.parts.nodes.map(({ id }: { id: string }) => id),
    texts: report.parts.nodes.map(({ text }: { text: string }) => text),
    numbers: report.parts.nodes.map(({ number }: { number: number | null }) => number),
    count: report.parts.totalCount,
  };
}
