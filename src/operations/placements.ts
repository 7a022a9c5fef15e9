import { BadInput } from "../entities/errors";
import { PostPlacement } from "../entities/entries";
import { type Office } from "../entities/organisation";
import type { PostRole } from "../entities/terms";
import { OfficeKind } from "../entities/terms";
import type { Act } from "./act";
import type { Period } from "./days";
import { confirmable, noteEntry } from "./entries";
import { heldByDatabase } from "./held-by-database";

/** Where posts of a role belong, where the policy says so; posts of other roles belong anywhere. */
const HOMES: Readonly<Partial<Record<PostRole, { is: (office: Office) => boolean; name: string }>>> = {
  ...homes(
    ["DIRECTOR_OPSP", "SENIOR_MILITARY_OFFICER", "SENIOR_POLICE_OFFICER"],
    "OPSP",
    ({ code }) => code === "OPSP",
  ),
  ...homes(["MISSION_SUPPORT_OFFICER", "TEAM_ASSISTANT"], "OPSP", ({ code }) => code === "OPSP"),
  ...homes(["HEAD_OF_MISSION", "HEAD_OF_MILITARY_COMPONENT"], "a mission", ({ kind }) => kind === OfficeKind.MISSION),
  ...homes(["HEAD_OF_POLICE_COMPONENT"], "a mission", ({ kind }) => kind === OfficeKind.MISSION),
  ...homes(["DIRECTOR_OF_MISSION_SUPPORT"], "a mission", ({ kind }) => kind === OfficeKind.MISSION),
  ...homes(["ADMINISTRATOR", "AUDITOR"], "the registry", ({ kind }) => kind === OfficeKind.REGISTRY),
  ...homes(["HEAD_OF_OVERSIGHT"], "internal oversight", ({ kind }) => kind === OfficeKind.OVERSIGHT),
};

function homes(roles: PostRole[], name: string, is: (office: Office) => boolean) {
  return Object.fromEntries(roles.map((role) => [role, { is, name }]));
}

/** Refuses an office in which a post of this role would not be what the policy means by it. */
export function refuseStrangeOffice(role: PostRole, office: Office): void {
  const home = HOMES[role];
  if (home && !home.is(office))
    throw new BadInput(`A post of the role ${role} belongs to ${home.name}. Give that office, or another role.`);
}

/** Enters that a post belongs to an office; it awaits confirmation, and the watchers are told. */
export async function enterPlacement(
  act: Act,
  { postId, officeId, isHead }: { postId: string; officeId: string; isHead: boolean },
  period: Period,
): Promise<string> {
  const { identifiers } = await heldByDatabase(
    act.manager.insert(PostPlacement, { postId, officeId, isHead, ...period, enteredBy: act.person }),
  );
  const id = identifiers[0]!.id as string;
  noteEntry(act, confirmable.placement, id);
  await act.notify("ENTRY_AWAITS_CONFIRMATION", id, await act.watchers());
  return id;
}
