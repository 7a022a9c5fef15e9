import { type Circulation, CirculationPart, CirculationRecipient } from "../entities/circulation";
import { BadInput, NotFound, RecipientNotEligible } from "../entities/errors";
import { type OfficeKind, type PostRole, Relevance } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";

/** A recipient of the closed list, and why it is one. */
export interface NamedRecipient {
  readonly postId: string | null;
  readonly officeId: string | null;
  readonly relevance: Relevance;
}

/** What a circulation would give, and to whom, as far as it decides who may receive it. */
export interface Wanted {
  readonly reportId: string;
  readonly isFull: boolean;
  readonly parts: readonly { id: string }[];
  readonly posts: readonly string[];
  readonly offices: readonly string[];
}

interface PostRow {
  id: string;
  code: string;
  role: PostRole;
  exists: boolean;
  office_id: string | null;
  is_head: boolean | null;
  office_kind: OfficeKind | null;
  is_headquarters: boolean;
  mission_id: string | null;
}

interface ReportRow {
  requesting_post_id: string | null;
  requesting_country: string | null;
  requesting_office_id: string | null;
  missions: string[];
}

const POSTS = `
  select p.id, p.code, p.role, post_exists(p.id, registry_now()) and coalesce(office_exists(o.id, registry_now()), false) as exists,
    o.id as office_id, pl.is_head, o.kind as office_kind, is_headquarters(o.id) as is_headquarters, o.mission_id
  from post p
  left join post_placement pl on pl.post_id = p.id and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
  left join office o on o.id = pl.office_id
  where p.id = any($1::uuid[])`;

const REPORT = `
  select v.requesting_post_id, v.requesting_country, o.id as requesting_office_id,
    coalesce((select array_agg(m.mission_id::text) from review_mission m where m.review_id = r.review_id), '{}') as missions
  from report r cross join lateral requester_of(r.id) v
  left join post_placement pl on pl.post_id = v.requesting_post_id and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
  left join office o on o.id = pl.office_id
  where r.id = $1`;

const refuse = (sentence: string): never => {
  throw new RecipientNotEligible(sentence, citing("§ 10.1"));
};

/** The recipients named, each with why it is of the closed list; RECIPIENT_NOT_ELIGIBLE for any that is not. */
export async function eligibleRecipients(act: Act, wanted: Wanted): Promise<NamedRecipient[]> {
  if (wanted.posts.length + wanted.offices.length === 0)
    throw new BadInput("Name at least one recipient: a post or an office.", citing("§ 10.1"));
  const [report] = await act.manager.query<ReportRow[]>(REPORT, [wanted.reportId]);
  const posts = await postRows(act, wanted.posts);
  const offices = await officeRows(act, wanted.offices);
  const recipients: NamedRecipient[] = [];
  for (const post of posts) {
    recipients.push({ postId: post.id, officeId: null, relevance: relevanceOfPost(post, report!) });
    await refuseBeyondMission(act, post, report!, wanted);
  }
  for (const office of offices)
    recipients.push({ postId: null, officeId: office.id, relevance: relevanceOfOffice(office, report!) });
  return recipients;
}

async function postRows(act: Act, wanted: readonly string[]): Promise<PostRow[]> {
  const found = await act.manager.query<PostRow[]>(POSTS, [wanted]);
  if (found.length !== wanted.length) throw new NotFound();
  return found;
}

interface OfficeRow {
  id: string;
  code: string;
  kind: OfficeKind;
  is_headquarters: boolean;
  exists: boolean;
}

async function officeRows(act: Act, wanted: readonly string[]): Promise<OfficeRow[]> {
  const found = await act.manager.query<OfficeRow[]>(
    "select id, code, kind, is_headquarters(id) as is_headquarters, office_exists(id, registry_now()) as exists from office where id = any($1::uuid[])",
    [wanted],
  );
  if (found.length !== wanted.length) throw new NotFound();
  return found;
}

function relevanceOfPost(post: PostRow, report: ReportRow): Relevance {
  if (!post.exists)
    refuse(`The post ${post.code} does not exist today. Propose a circulation to the post that has its tasks now.`);
  if (post.office_kind === "CONTRIBUTING_COUNTRY")
    refuse(
      `${post.code} belongs to a contributing country: the report stays internal, also where the country requested the review.`,
    );
  if (post.id === report.requesting_post_id) return Relevance.REQUESTER;
  if (post.role === "ASSISTANT_SECRETARY_GENERAL" && post.is_headquarters) return Relevance.ASSISTANT_SECRETARY_GENERAL;
  if (post.is_head && post.is_headquarters) return Relevance.HEAD_OF_HEADQUARTERS_OFFICE;
  if (post.role === "HEAD_OF_MISSION") {
    if (post.mission_id && report.missions.includes(post.mission_id)) return Relevance.HEAD_OF_MISSION;
    return refuse(
      `${post.code} heads a mission that this report is not about. Name the Head of the mission concerned.`,
    );
  }
  if (post.role === "HEAD_OF_MILITARY_COMPONENT" || post.role === "HEAD_OF_POLICE_COMPONENT")
    return refuse(
      `${post.code} is the head of a component, which has not requested this review. Name the Head of Mission.`,
    );
  return refuse(
    `The post ${post.code} is not one that a report may be circulated to. Name its office, or the head of it.`,
  );
}

function relevanceOfOffice(office: OfficeRow, report: ReportRow): Relevance {
  if (!office.exists)
    refuse(
      `The office ${office.code} does not exist today. Propose a circulation to the office that has its tasks now: this one does not pass to it.`,
    );
  if (office.id === report.requesting_office_id && office.is_headquarters) return Relevance.OFFICE_OF_REQUESTER;
  if (office.is_headquarters) return Relevance.HEADQUARTERS_OFFICE;
  if (office.kind === "CONTRIBUTING_COUNTRY")
    return refuse(
      `${office.code} is a contributing country: the report stays internal, also where the country requested the review.`,
    );
  if (office.kind === "MISSION") return refuse(`${office.code} is a mission. Name the post of its Head.`);
  return refuse(`The office ${office.code} is not one that a report may be circulated to.`);
}

/** § 10.3: of a report on several missions a post of a mission gets only listed parts about its own mission alone. */
async function refuseBeyondMission(act: Act, post: PostRow, report: ReportRow, wanted: Wanted): Promise<void> {
  if (post.mission_id === null || report.missions.length <= 1) return;
  const sentence = `${post.code} may be given listed parts that are about its own mission alone: this report is about several.`;
  if (wanted.isFull) throw new RecipientNotEligible(sentence, citing("§ 10.3"));
  const others = await act.manager.query<unknown[]>(
    `select from unnest($1::uuid[]) wanted where not exists (select from part_mission m where m.part_id = wanted and m.is_current and m.mission_id = $2)
       or exists (select from part_mission m where m.part_id = wanted and m.is_current and m.mission_id <> $2)`,
    [wanted.parts.map(({ id }) => id), post.mission_id],
  );
  if (others.length > 0) throw new RecipientNotEligible(sentence, citing("§ 10.3"));
}

/** At a signature: every recipient is still one of the closed list on that day. */
export async function refuseLapsedRecipients(act: Act, { id, reportId, isFull }: Circulation): Promise<void> {
  const recipients = await act.manager.findBy(CirculationRecipient, { circulationId: id });
  const parts = await act.manager.findBy(CirculationPart, { circulationId: id });
  await eligibleRecipients(act, {
    reportId,
    isFull,
    parts: parts.map(({ partId }) => ({ id: partId })),
    posts: recipients.flatMap(({ postId }) => postId ?? []),
    offices: recipients.flatMap(({ officeId }) => officeId ?? []),
  });
}
