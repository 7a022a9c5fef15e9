import { PostRole } from "../entities/terms";

/** The posts of OPSP's professional staff: of the several that a person may hold one of these is recorded, the Director's before another. */
export const PROFESSIONAL_POSTS: readonly PostRole[] = [
  PostRole.DIRECTOR_OPSP,
  PostRole.SENIOR_MILITARY_OFFICER,
  PostRole.SENIOR_POLICE_OFFICER,
  PostRole.MISSION_SUPPORT_OFFICER,
];

/** Those of all its staff. */
export const OPSP_POSTS: readonly PostRole[] = [...PROFESSIONAL_POSTS, PostRole.TEAM_ASSISTANT];
