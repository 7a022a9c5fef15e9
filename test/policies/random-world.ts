import {
  type Instant,
  type Level,
  type Reader,
  type World,
  type WorldCirculation,
  type WorldPart,
  type WorldReport,
  organisation,
} from "./world";

/** Numbers that look random and are the same for the same seed. */
export class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  some<T>(from: readonly T[], probability: number): T[] {
    return from.filter(() => this.chance(probability));
  }

  uuid(): string {
    const digits = Array.from({ length: 32 }, () => this.below(16).toString(16)).join("");
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  code(length: number): string {
    return this.uuid().replaceAll("-", "").toUpperCase().slice(0, length);
  }
}

const DAY = 86_400_000;
const LEVELS: Level[] = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"];
const NOW: Instant[] = [
  "2016-06-01T12:00:00.000Z",
  "2018-12-10T12:00:00.000Z",
  "2019-02-01T12:00:00.000Z",
  "2021-06-01T12:00:00.000Z",
];
const AREAS = ["TRAINING", "MEDICAL", "WELFARE"];
const KINDS = ["SECTION", "FINDING", "RECOMMENDATION", "ANNEX"] as const;

const RECIPIENT_POSTS = [
  "MILITARY_ADVISER",
  "ASG_OO",
  "ASG_AFRICA",
  "HOM_MINUSCA",
  "HOM_MINUSTAH",
  "OMA_STAFF_1",
  "OPSP_SENIOR_POLICE",
];
const RECIPIENT_OFFICES = ["OMA", "OO", "AFRICA"];
const OPSP_POSTS = ["OPSP_SENIOR_MILITARY", "OPSP_SENIOR_POLICE", "OPSP_MISSION_SUPPORT", "OPSP_TEAM_ASSISTANT"];

/** A world in which a reader holds several posts, and a report has several circulations, in every state. */
export class WorldMaker {
  private readonly random: Random;
  private readonly now: Instant;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.now = NOW[seed % NOW.length]!;
  }

  make({ persons = 16, reports = 24 } = {}): World {
    const world: World = {
      now: this.now,
      ...organisation,
      persons: Array.from({ length: persons }, (_, place) => `person.${place + 1}`),
      appointments: [],
      designations: [],
      officersInCharge: [],
      portals: [
        { code: "portal.oma", office: "OMA", confirmed: true },
        { code: "portal.oo", office: "OO", confirmed: true },
        { code: "portal.africa", office: "AFRICA", confirmed: this.random.chance(0.7) },
      ],
      reports: [],
      circulations: [],
      invocations: [],
    };
    this.appoint(world);
    this.designate(world);
    world.reports = Array.from({ length: reports }, () => this.report());
    world.circulations = world.reports.flatMap((report) => this.circulationsOf(report));
    world.invocations = this.invoke(world.reports);
    return world;
  }

  /** An instant so many days from now, moved a little so that no two fall together. */
  private at(days: number): Instant {
    return new Date(Date.parse(this.now) + Math.round(days * DAY) + this.random.below(3_600_000)).toISOString();
  }

  private day(days: number): string {
    return this.at(days).slice(0, 10);
  }

  /** Each post has a holder and may have another acting; some ended, some begin later, some are not confirmed. */
  private appoint(world: World): void {
    for (const post of Object.keys(world.posts)) {
      if (this.random.chance(0.25)) world.appointments.push({ ...this.appointment(world, post), until: this.day(-60) });
      else if (this.random.chance(0.9))
        world.appointments.push({ ...this.appointment(world, post), confirmed: this.random.chance(0.92) });
      if (this.random.chance(0.2))
        world.appointments.push({ ...this.appointment(world, post), acting: true, until: this.day(20) });
      if (this.random.chance(0.1)) world.appointments.push({ ...this.appointment(world, post), from: this.day(30) });
    }
    world.appointments = world.appointments.filter((one, place, all) => !overlaps(one, all.slice(0, place)));
    if (this.random.chance(0.8))
      world.officersInCharge.push({
        post: "OPSP_SENIOR_POLICE",
        from: this.day(-10),
        until: this.day(this.random.pick([-2, 5, 5])),
      });
  }

  private appointment(world: World, post: string) {
    return {
      person: this.random.pick(world.persons),
      post,
      acting: false,
      from: "2014-06-01",
      until: null,
      confirmed: true,
    };
  }

  private designate(world: World): void {
    const staff = world.appointments.filter(({ post }) => /STAFF|OIOS/.test(post));
    for (const { person, post } of this.random.some(staff, 0.6)) {
      const office = world.posts[post]!.office;
      const until = this.random.chance(0.3) ? this.day(-5) : null;
      if (!world.designations.some((one) => one.office === office && one.person === person))
        world.designations.push({ office, person, from: "2014-06-01", until });
    }
  }

  private report(): WorldReport {
    const level = this.random.pick([...LEVELS, "UNCLASSIFIED", "CONFIDENTIAL"] as const);
    const submitted = this.random.chance(0.78);
    const createdAt = this.at(-this.random.pick([320, 390, 450]));
    const id = this.random.uuid();
    return {
      id,
      symbol: `OPSP/${createdAt.slice(0, 4)}/R-${this.random.code(8)}`,
      level,
      title: `Title ${id}`,
      createdAt,
      submittedAt: submitted ? this.at(-300) : null,
      ...(submitted && level === "CONFIDENTIAL" && this.random.chance(0.3)
        ? { before: { level: "UNCLASSIFIED", until: this.at(-4) } }
        : {}),
      team: this.random
        .some(OPSP_POSTS, 0.2)
        .map((post) => ({ post, from: "2014-06-01", until: this.random.chance(0.3) ? this.day(-3) : null })),
      parts: [],
    };
  }

  /** Parts are given to a report before its circulations, so that these can name them. */
  private partsOf(report: WorldReport): WorldPart[] {
    const count = 1 + this.random.below(4);
    const levels = LEVELS.slice(0, LEVELS.indexOf(report.level) + 1);
    const confidential = levels.filter((level) => level === "CONFIDENTIAL");
    const parts = Array.from({ length: count }, (): WorldPart => {
      const kind = this.random.pick(KINDS);
      const id = this.random.uuid();
      const level = this.random.pick([...levels, ...confidential]);
      const raised = report.before && level === "CONFIDENTIAL";
      return {
        id,
        kind,
        level,
        ...(raised ? { before: report.before! } : {}),
        label: `${kind.charAt(0)}-${this.random.code(6)}`,
        text: `Text ${id} tells of ${this.random.pick(["convoys", "convoys and fuel", "the fuel of a convoy"])}.`,
        ...(/FINDING|RECOMMENDATION/.test(kind) ? { area: this.random.pick(AREAS) } : {}),
      };
    });
    if (report.submittedAt && this.random.chance(0.25)) {
      const id = this.random.uuid();
      parts.push({
        id,
        kind: "CORRIGENDUM",
        level: report.level,
        label: `C-${this.random.code(6)}`,
        text: `Text ${id}`,
        addedAt: this.at(-2),
      });
    }
    return parts;
  }

  private circulationsOf(report: WorldReport): WorldCirculation[] {
    report.parts = this.partsOf(report);
    if (!report.submittedAt) return [];
    return Array.from({ length: this.random.below(4) }, () => this.circulation(report));
  }

  private circulation(report: WorldReport): WorldCirculation {
    const full = this.random.chance(0.65);
    const listed = this.random.some(
      report.parts.filter(({ addedAt }) => !addedAt),
      0.5,
    );
    const posts = this.random.some(RECIPIENT_POSTS, 0.2);
    const offices = this.random.some(RECIPIENT_OFFICES, 0.4);
    const named = posts.length + offices.length > 0;
    const id = this.random.uuid();
    return {
      id,
      report: report.id,
      full,
      parts: full
        ? []
        : (listed.length > 0 ? listed : report.parts.slice(0, 1))
            .filter(({ level }) => offices.length === 0 || level !== "STRICTLY_CONFIDENTIAL")
            .map(({ id }) => id),
      posts: named ? posts : ["MILITARY_ADVISER"],
      offices,
      portals: this.random.chance(0.5),
      copies: this.random.chance(0.6),
      purpose: `Purpose ${id}`,
      proposedAt: this.at(-200),
      proposedBy: "ADMINISTRATOR_1",
      ...this.random.pick([
        { validFrom: null, validUntil: null },
        { validFrom: this.at(-150), validUntil: null },
        { validFrom: this.at(-150), validUntil: this.at(60) },
        { validFrom: null, validUntil: this.at(60) },
        { validFrom: this.at(-150), validUntil: this.at(-6) },
        { validFrom: this.at(12), validUntil: null },
      ]),
      signatures: this.signatures(),
      suspensions: this.random.chance(0.2)
        ? [{ at: this.at(-50), lifted: this.random.pick([null, this.at(-20)]) }]
        : [],
      ...this.fate(),
      ...(full && this.random.chance(0.25) ? { narrowed: this.narrowed(report) } : {}),
    };
  }

  /** Signed by all, by one, or by none; of the line of that day, which may have passed since. */
  private signatures(): WorldCirculation["signatures"] {
    const signedAt = this.at(-190);
    const dual = signedAt < "2019-01-01";
    const line = dual ? ["USG_DPKO", "USG_DFS"] : ["USG_DPO"];
    const both = line.map((post, place) => ({ post, at: new Date(Date.parse(signedAt) + place * 1000).toISOString() }));
    if (this.random.chance(0.75)) return both;
    if (this.random.chance(0.5)) return [];
    const later =
      this.now > "2019-01-01" && dual && this.random.chance(0.5) ? [{ post: "USG_DPO", at: this.at(-9) }] : [];
    return dual ? [...both.slice(0, 1), ...later] : [];
  }

  private fate(): Partial<WorldCirculation> {
    const chance = this.random.next();
    if (chance < 0.07) return { revokedAt: this.at(-15) };
    return {};
  }

  /** Something was raised to strictly confidential: those parts are out of it for good, and what was added since. */
  private narrowed(report: WorldReport): NonNullable<WorldCirculation["narrowed"]> {
    const out = report.parts.filter(({ addedAt, level }) => addedAt !== undefined || level === "STRICTLY_CONFIDENTIAL");
    return { at: this.at(-10), without: out.map(({ id }) => id) };
  }

  private invoke(reports: WorldReport[]): World["invocations"] {
    const submitted = reports.filter(({ submittedAt }) => submittedAt);
    return this.random.some(submitted, 0.2).map(({ id }) => ({
      report: id,
      ...this.random.pick([
        { at: this.at(-9), until: this.at(15) },
        { at: this.at(-31), until: this.at(-2) },
      ]),
    }));
  }
}

/** A post has at most one holder and one acting holder at a time. */
const overlaps = (one: World["appointments"][number], others: World["appointments"]) =>
  others.some(
    (other) =>
      other.post === one.post &&
      other.acting === one.acting &&
      (other.until === null || one.from <= other.until) &&
      (one.until === null || other.from <= one.until),
  );

/** Everyone who could ask in a world: each person, each portal, and some persons through a portal. */
export function readersOf(world: World, seed = 0): Reader[] {
  const random = new Random(seed);
  const persons = world.persons.map((person): Reader => ({ person }));
  const portals = world.portals.map(({ code }): Reader => ({ portal: code }));
  const behalf = random
    .some(world.persons, 0.3)
    .map((person): Reader => ({ person, portal: random.pick(world.portals).code }));
  return [...persons, ...portals, ...behalf];
}
