import type { MadeReport } from "./life";
import type { World } from "./world";

/** The refusal of a recipient that is not of the closed list. */
export const notEligible = (paragraph = "§ 10.1") => ({ code: "RECIPIENT_NOT_ELIGIBLE", paragraph });

/** What a proposal names as recipients, by code, and why each is one of the closed list. */
export class Proposals {
  constructor(
    readonly world: World,
    readonly report: MadeReport,
  ) {}

  private input(kind: "post" | "office", code: string, scope: object = { full: true }) {
    const id = this.world[kind][code];
    if (!id) throw new Error(`There is no ${kind} ${code}.`);
    return { reportId: this.report.id, purpose: "A test", [`${kind}Ids`]: [id], ...scope };
  }

  async relevance(kind: "post" | "office", code: string, scope?: object): Promise<string> {
    const { circulation } = await this.world.act(
      "administrator",
      "proposeCirculation",
      this.input(kind, code, scope),
      "circulation { id }",
    );
    const [{ relevance }] = await this.world.registry.sql(
      "select relevance from circulation_recipient where 'circulation_' || replace(circulation_id::text, '-', '') = $1",
      [circulation.id],
    );
    return relevance;
  }

  refusal(kind: "post" | "office", code: string, scope?: object) {
    return this.world.refusal("administrator", "proposeCirculation", this.input(kind, code, scope));
  }
}
