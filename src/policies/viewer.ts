/** The instant at which the law is asked: the registry's clock now, or a moment of the past. */
export interface Instant {
  /** Microseconds since 1970 began, UTC. */
  readonly at: number;
  /** Whether SQL takes the instant from the database's clock, statement by statement. */
  readonly live: boolean;
}

/** What a rule needs to know about who asks: facts of the instant, loaded once a request. */
export interface Viewer {
  readonly personId: string | null;
  readonly portalId: string | null;
  readonly now: Instant;
  /** Posts held now, as holder or acting, in offices that exist now. */
  readonly posts: readonly string[];
  /** The offices of these posts. */
  readonly offices: readonly string[];
  /** Those of the offices that the viewer heads, or in which the head has designated the viewer. */
  readonly confidentialOffices: readonly string[];
  readonly headedOffices: readonly string[];
  /** Those of the posts that belong to the reporting line in force. */
  readonly linePosts: readonly string[];
  /** The offices for which the viewer, being a portal, acts. */
  readonly portalOffices: readonly string[];
  readonly isDirector: boolean;
  /** Holds the Director's post itself, not only its powers. */
  readonly isDirectorByPost: boolean;
  readonly isOpsp: boolean;
  readonly isOpspProfessional: boolean;
  /** The Senior Military or the Senior Police Strategic Partnership Officer. */
  readonly isSeniorOfficer: boolean;
  readonly isTeamAssistant: boolean;
  readonly isUnderSecretaryGeneral: boolean;
  readonly isAdministrator: boolean;
  readonly isAuditor: boolean;
  readonly isHeadOfOversight: boolean;
  /** By what nothing can be given to the viewer now, as the database has found: what asks for it need not be asked. */
  readonly lacks: readonly ("team" | "oversight")[];
  /** The portal through which a person asks: then both must have the right. */
  readonly through: Viewer | null;
}

/** Somebody of whom nothing is known but the instant: the start of every viewer, and of nobody's rights. */
export const nobody = (now: Instant): Viewer => ({
  personId: null,
  portalId: null,
  now,
  posts: [],
  offices: [],
  confidentialOffices: [],
  headedOffices: [],
  linePosts: [],
  portalOffices: [],
  isDirector: false,
  isDirectorByPost: false,
  isOpsp: false,
  isOpspProfessional: false,
  isSeniorOfficer: false,
  isTeamAssistant: false,
  isUnderSecretaryGeneral: false,
  isAdministrator: false,
  isAuditor: false,
  isHeadOfOversight: false,
  lacks: [],
  through: null,
});

/** A date as an instant of the law. */
export const instantOf = (date: Date, live = false): Instant => ({ at: date.getTime() * 1000, live });
