import { idOf } from "../../../src/access/ids";
import type { World } from "../../operations/world";
import { DIRECTOR, holderOf } from "./table";

export const FIRST = holderOf("ADMINISTRATOR_1");
export const SECOND = holderOf("ADMINISTRATOR_2");
export const HEAD_OF_OMA = holderOf("MILITARY_ADVISER");

/** The days of the registry of all posts: one that is past, so that an end at once leaves some days before it; today and tomorrow; and a last one. */
export const PAST = "2016-05-01";
export const TODAY = "2016-06-01";
export const TOMORROW = "2016-06-02";
export const LAST = "2016-12-31";

/** What awaits confirmation: of which kind, entered by the first administrator, and by whom it is to be confirmed. */
interface Awaiting {
  readonly kind: "appointment" | "login" | "portal" | "webhook";
  readonly id: string;
  readonly by: string;
}

/** The last word of a state: where an entry stands; and what was said before it of whose entry it is. */
export function readState(state: string): { whose: string; step: string } {
  const [, whose, step] = /^(?:(.*) )?(\S*)$/.exec(state)!;
  return { whose: whose ?? "", step: step! };
}

/** Leads an entry that awaits confirmation to where it is to stand, and gives the id of the entry that does. */
export async function lead(world: World, { kind, id, by }: Awaiting, step: string): Promise<string> {
  if (step === "WITHDRAWN") await world.act(FIRST, "withdrawEntry", { entryId: id });
  if (["AWAITING", "WITHDRAWN"].includes(step)) return id;
  await world.act(by, "confirmEntry", { entryId: id });
  return step === "CONFIRMED" ? id : end(world, { kind, id, by: SECOND }, step);
}

interface Standing {
  readonly kind: Awaiting["kind"] | "designation" | "officerInCharge";
  readonly id: string;
  readonly by: string;
}

/** Ends an entry on a day or at once, and gives what stands in its place; or the entry itself, whose place was taken. */
export async function end(world: World, { kind, id, by }: Standing, step: string): Promise<string> {
  const name = `end${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const endsOn = step === "ENDING" ? LAST : undefined;
  const ended = await world.act(by, name, { [`${kind}Id`]: id, endsOn }, `${kind} { id }`);
  return step === "REPLACED" ? id : ended[kind].id;
}

let count = 0;
/** A name that nothing has yet. */
export const fresh = (stem: string): string => `${stem}${(count += 1)}`;

/** A person whom nothing else is known of. */
export const somebody = async (world: World): Promise<string> =>
  (await world.registry.person(fresh("somebody "))).person;

/** Who holds one of the posts that are tried. */
export const personOf = async (world: World, post: string): Promise<string> =>
  (await world.registry.person(holderOf(post))).person;

/** A post that nobody holds yet. */
export const aPost = async (world: World, office = "OMA", role = "STAFF"): Promise<string> =>
  idOf("post", await world.registry.post(fresh("POST_"), office, { role }));

/** An office of which the end is recorded: it exists to the end of today. */
export async function anOfficeThatEnds(world: World): Promise<string> {
  const officeId = await anOffice(world);
  await world.act(FIRST, "endOffice", { officeId, endsOn: TODAY });
  return officeId;
}

export async function anOffice(world: World): Promise<string> {
  const input = { code: fresh("OFFICE_"), name: "An office", kind: "HEADQUARTERS_OFFICE", startsOn: PAST };
  return (await world.act(FIRST, "createOffice", input, "office { id }")).office.id;
}

/** A portal of an office, entered by the first administrator, and confirmed by the head of the office. */
export async function aPortal(world: World, step: string, office = "OMA"): Promise<{ id: string; code: string }> {
  const input = { code: fresh("portal."), name: "A portal", officeId: world.office[office], startsOn: PAST };
  const { portal } = await world.act(FIRST, "registerPortal", input, "portal { id }");
  const by = office === "OPSP" ? DIRECTOR : HEAD_OF_OMA;
  return { id: await lead(world, { kind: "portal", id: portal.id, by }, step), code: input.code };
}
