import { Random } from "../../policies/random-world";
import { type Made, Recommendations } from "./recommendations";

/** Random acts by random persons, beside a model that knows nothing of the program: what the one does, the other foresees. */

const USGS = ["usg.dpko", "usg.dfs"];
const OFFICE = ["director", "officer"];
const STEPS = ["NOT_STARTED", "IN_PROGRESS", "IMPLEMENTED"];
const OUTCOMES = ["OVERTAKEN_BY_EVENTS", "CLOSED_WITHOUT_IMPLEMENTATION"];
const ACTS = 110;

class Model {
  decision = "PENDING";
  status = "NOT_STARTED";
  private decidedOn = "";
  private isConsulted = false;
  private readonly signed = new Map<string, Set<string>>();

  constructor(
    readonly made: Made,
    readonly reporter: string,
    private readonly isForMission: boolean,
  ) {}

  private get isOpen(): boolean {
    return this.decision === "ENDORSED" && STEPS.includes(this.status);
  }

  private by(matter: string): Set<string> {
    if (!this.signed.has(matter)) this.signed.set(matter, new Set());
    return this.signed.get(matter)!;
  }

  /** Whether somebody may do an act with one of its choices. */
  may(who: string, act: string, choice: string, today: string): boolean {
    const isImplemented = this.isOpen && this.status === "IMPLEMENTED";
    switch (act) {
      case "endorse":
      case "decline":
        return USGS.includes(who) && this.decision === "PENDING" && !this.by("ENDORSEMENT").has(who);
      case "close":
        return USGS.includes(who) && this.isOpen && !this.by(choice).has(who);
      case "recordImplementationConsultation":
        return who === "director" && this.isOpen && this.isForMission && (choice === "ever" || today > this.decidedOn);
      case "verifyImplementation":
      case "sendBackImplementation":
        return OFFICE.includes(who) && isImplemented;
      default:
        return who === this.reporter && this.isOpen && !isImplemented && this.mayReport(choice);
    }
  }

  private mayReport(status: string): boolean {
    const step = STEPS.indexOf(status) - STEPS.indexOf(this.status);
    return (step === 0 || step === 1) && (status === "NOT_STARTED" || !this.isForMission || this.isConsulted);
  }

  do(who: string, act: string, choice: string, today: string): void {
    switch (act) {
      case "endorse":
        if (this.by("ENDORSEMENT").add(who).size === USGS.length) this.decide("ENDORSED", today);
        break;
      case "decline":
        this.decide("NOT_ENDORSED", today);
        break;
      case "close":
        if (this.by(choice).add(who).size === USGS.length) this.status = choice;
        break;
      case "recordImplementationConsultation":
        this.isConsulted = true;
        break;
      case "verifyImplementation":
        this.status = "VERIFIED";
        break;
      case "sendBackImplementation":
        this.status = "IN_PROGRESS";
        break;
      default:
        this.status = choice;
    }
  }

  private decide(decision: string, today: string): void {
    this.decision = decision;
    this.decidedOn = today;
  }
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  endorse: [""],
  decline: [""],
  close: OUTCOMES,
  recordImplementationConsultation: [""],
  reportProgress: STEPS,
  verifyImplementation: [""],
  sendBackImplementation: [""],
};
const NAMES: Readonly<Record<string, string>> = {
  endorse: "endorseRecommendation",
  decline: "declineRecommendation",
  close: "closeRecommendation",
};

function inputOf(act: string, choice: string, today: string): object {
  if (act === "close") return { outcome: choice, reason: "A reason" };
  if (act === "reportProgress") return { status: choice, note: "A note" };
  if (act === "recordImplementationConsultation") return { heldOn: today, note: "A note" };
  return act === "decline" || act === "sendBackImplementation" ? { reason: "A reason" } : {};
}

/** What ends everything is tried seldom where it would be done. */
const ENDINGS = ["close", "decline"];

/** Some act by somebody: more often than not one that the model allows. */
function someAct(random: Random, model: Model, today: string): [who: string, act: string, choice: string] {
  const acts = [...USGS, ...OFFICE, "oma.head", "hom.minusca"].flatMap((who) =>
    Object.entries(CHOICES).flatMap(([act, choices]) =>
      choices.map((choice): [string, string, string] => [who, act, choice]),
    ),
  );
  const allowed = acts.filter(([who, act, choice]) => model.may(who, act, choice, today));
  const goingOn = allowed.filter(([, act]) => !ENDINGS.includes(act));
  if (goingOn.length > 0 && random.chance(0.5)) return random.pick(goingOn);
  const others = acts.filter((one) => !allowed.includes(one) || !ENDINGS.includes(one[1]) || random.chance(0.4));
  return random.pick(others);
}

describe("random acts", () => {
  let all: Recommendations;
  beforeAll(async () => {
    all = await Recommendations.open();
  });
  afterAll(() => all.close());

  /** Recommendations, each read by who is to report it, by those who sign and by the Office. */
  async function models(): Promise<Model[]> {
    const made: Model[] = [];
    for (const [office, reporter] of [
      ["OMA", "oma.head"],
      ["MINUSCA", "hom.minusca"],
      ["OMA", "oma.head"],
      ["MINUSCA", "hom.minusca"],
    ] as const) {
      const one = await all.make({ office });
      await all.circulate(one, { posts: ["MILITARY_ADVISER", "HOM_MINUSCA"] });
      made.push(new Model(one, reporter, office === "MINUSCA"));
    }
    return made;
  }

  it("come to no state that the model does not foresee, and viewerCan foretells each", async () => {
    const random = new Random(20160601);
    const known = await models();
    let day = Date.parse("2016-06-01T12:00:00Z");
    const done = new Map<string, number>();
    for (let place = 0; place < ACTS; place += 1) {
      if (random.chance(0.1)) await all.world.registry.clock(new Date((day += 86_400_000)).toISOString());
      const today = new Date(day).toISOString().slice(0, 10);
      const model = random.pick(known);
      const [who, act, choice] = someAct(random, model, today);
      const told = [place, who, act, choice, model.decision, model.status];
      const foreseen = model.may(who, act, choice, today);
      const can = (await all.can(who, model.made))!.includes(act);
      const some = CHOICES[act]!.some((one) => model.may(who, act, one === "" ? "ever" : one, today));
      expect([...told, can]).toEqual([...told, some]);
      const { code } = await all.world.ask(who, NAMES[act] ?? act, {
        recommendationId: model.made.id,
        ...inputOf(act, choice, today),
      });
      expect([...told, code === undefined]).toEqual([...told, foreseen]);
      if (foreseen) model.do(who, act, choice, today);
      if (foreseen) done.set(act, (done.get(act) ?? 0) + 1);
      const shown = await all.shown("director", model.made);
      expect([...told, shown.decision, shown.implementation.status]).toEqual([...told, model.decision, model.status]);
    }
    const often = Object.keys(CHOICES).filter((act) => act !== "decline");
    expect([...done.keys()]).toEqual(expect.arrayContaining(often));
  });
});
