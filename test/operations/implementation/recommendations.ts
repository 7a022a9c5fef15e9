import { idOf, uuidOf } from "../../../src/access/ids";
import { type Free } from "../../support/registry";
import { aDirectedRequest, complete } from "../life";
import { type Wish, type World, aWorld } from "../world";

/** A recommendation of a report, and what it is circulated by. */
export interface Made {
  readonly id: string;
  readonly uuid: string;
  readonly reportId: string;
  readonly symbol: string;
  readonly reviewId: string;
}

interface MadeOf {
  readonly office?: string;
  readonly level?: string;
  readonly targetOn?: string;
  readonly submitted?: boolean;
  readonly requestingPostId?: string | undefined;
}

const groundsOf = (level: string) => (level === "UNCLASSIFIED" ? [] : ["INTERNAL_DELIBERATION"]);

/** What is shown of a recommendation to who reads it. */
export const SHOWN = `decision decidedOn endorsements { matter decision signedAt acting reportingLineCode decided reason post { name } person { name } }
  implementation { status overdue targetOn ageInMonths endedOn implementer { code } supportingOffices { code } coordinator { code }
    progress { done status note targetOn targetReason post { name } person { name } office { code } evidence { fileName mediaType fileSha256 } }
    consultations { heldOn note office { code } post { name } }
    signatures { matter decision reason decided post { name } office { code } } }
  history { done post { name } person { name } reportingLineCode }`;
const CAN =
  "endorse decline nameImplementationOffice recordImplementationConsultation reportProgress verifyImplementation sendBackImplementation close transfer";

/** Recommendations of a world, and what is done with them. */
export class Recommendations {
  constructor(readonly world: World) {}

  static async open(now?: string): Promise<Recommendations> {
    const world = await aWorld(now);
    for (const [subject, post] of [
      ["police", "OPSP_SENIOR_POLICE"],
      ["asg.africa", "ASG_AFRICA"],
    ] as const)
      await world.registry.person(subject, post);
    return new Recommendations(world);
  }

  close = () => this.world.registry.close();

  /** A recommendation to an office, of a submitted report unless said, with a finding beside it. */
  async make({ office = "OMA", level = "CONFIDENTIAL", submitted = true, ...more }: MadeOf = {}): Promise<Made> {
    const { world } = this;
    const requestId = await aDirectedRequest(world.registry, { postId: more.requestingPostId });
    const { review } = await world.act(
      "director",
      "openReview",
      { requestId, directionReference: "MEMO" },
      "review { id }",
    );
    const reportLevel = level === "STRICTLY_CONFIDENTIAL" ? level : "CONFIDENTIAL";
    const { report } = await world.act(
      "director",
      "createReport",
      { reviewId: review.id, title: "A title", level: reportLevel, grounds: groundsOf(reportLevel) },
      "report { id symbol }",
    );
    const about = (kind: string, details: object) =>
      world.act(
        "director",
        "addPart",
        { reportId: report.id, kind, text: `The ${kind}.`, level, grounds: groundsOf(level), ...details },
        "part { id }",
      );
    const finding = await about("FINDING", { finding: { area: "TRAINING", risk: "HIGH", systemic: false } });
    const recommendation = await about("RECOMMENDATION", {
      recommendation: {
        findingIds: [finding.part.id],
        mandate: "PARTNERSHIP",
        officeId: world.office[office],
        targetOn: more.targetOn,
      },
    });
    await complete(world.registry, review.id);
    if (submitted) await world.act("director", "submitReport", { reportId: report.id });
    const { id } = recommendation.part;
    return { id, uuid: uuidOf("part", id)!, reportId: report.id, symbol: report.symbol, reviewId: review.id };
  }

  /** Circulates a recommendation, by its listed part, to posts and offices. */
  circulate(
    { reportId, id }: Made,
    { posts = [], offices = [] }: { posts?: string[]; offices?: string[] },
    signers?: readonly Wish[],
  ) {
    const { post, office } = this.world;
    return this.world.circulate(
      {
        reportId,
        partIds: [id],
        postIds: posts.map((code) => post[code]),
        officeIds: offices.map((code) => office[code]),
      },
      signers,
    );
  }

  /** A recommendation that the USGs of 2016 have endorsed, and that its office reads. */
  async endorsed(of: MadeOf = {}): Promise<Made> {
    const made = await this.make(of);
    await this.endorse(made);
    const { office = "OMA", level } = of;
    if (office === "MINUSCA") await this.circulate(made, { posts: ["HOM_MINUSCA"] });
    else if (level === "STRICTLY_CONFIDENTIAL") await this.circulate(made, { posts: ["MILITARY_ADVISER"] });
    else await this.circulate(made, { offices: [office] });
    return made;
  }

  async endorse(made: Made, signers: readonly Wish[] = ["usg.dpko", "usg.dfs"]): Promise<void> {
    for (const signer of signers) await this.do(signer, "endorseRecommendation", made);
  }

  do(as: Wish, name: string, { id }: Made, more: object = {}) {
    return this.world.act(as, name, { recommendationId: id, ...more }, "recommendation { decision }");
  }

  refusal(as: Wish, name: string, { id }: Pick<Made, "id">, more: object = {}) {
    return this.world.refusal(as, name, { recommendationId: id, ...more });
  }

  report(as: Wish, made: Made, status: string, more: object = {}) {
    return this.do(as, "reportProgress", made, { status, note: `It is ${status}.`, ...more });
  }

  consult(made: Made, heldOn: string, as: Wish = "director") {
    return this.do(as, "recordImplementationConsultation", made, { heldOn, note: "They agree." });
  }

  /** What a reader is shown of a recommendation; null where there is none for the reader. */
  async shown(as: Wish, { id }: Pick<Made, "id">): Promise<Free> {
    const { data, code, message } = await this.world.registry.ask(
      as,
      `query ($id: ID!) { node(id: $id) { ... on Recommendation { ${SHOWN} } } }`,
      { id },
    );
    if (code) throw new Error(`${code} ${message} ${JSON.stringify(this.world.registry.logged.at(-1))}`);
    return data.node;
  }

  /** What a reader may do to a recommendation now. */
  async can(as: Wish, { id }: Pick<Made, "id">): Promise<string[] | null> {
    const { data, code, message } = await this.world.registry.ask(
      as,
      `query ($id: ID!) { node(id: $id) { ... on Recommendation { viewerCan { ${CAN} } } } }`,
      { id },
    );
    if (code) throw new Error(`${code} ${message} ${JSON.stringify(this.world.registry.logged.at(-1))}`);
    return data.node && Object.keys(data.node.viewerCan).filter((name) => data.node.viewerCan[name]);
  }

  /** The kinds of notices about a recommendation, with the posts that were told. */
  async notices({ uuid }: Made): Promise<string[]> {
    const told = await this.world.registry.sql<{ told: string }>(
      "select n.kind || ' ' || p.code as told from notice n join post p on p.id = n.post_id where n.object_id = $1 order by 1",
      [uuid],
    );
    return told.map((one) => one.told);
  }

  get absent(): Pick<Made, "id"> {
    return { id: idOf("part", "00000000-0000-4000-8000-000000000000") };
  }
}
