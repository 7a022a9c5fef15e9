import { randomUUID } from "node:crypto";

import type { Issuer } from "../asking/issuer";
import { UNAVAILABLE, Unanswered, send } from "../asking/sending";
import { graphql } from "../contenders/contender";
import type { Given, Recipients } from "./recipients";

const PROPOSE = `mutation Propose($input: ProposeCirculationInput!) {
  proposeCirculation(input: $input) { circulation { id digest } } }`;
const SIGN = `mutation Sign($input: SignCirculationInput!) { signCirculation(input: $input) { circulation { state } } }`;
const REVOKE = `mutation Revoke($input: RevokeCirculationInput!) { revokeCirculation(input: $input) { circulation { state } } }`;
const RECLASSIFY = `mutation Reclassify($input: ReclassifyInput!) { reclassify(input: $input) { report { marking { level } } } }`;

/** How many answers that there is no room now are borne in all. */
const MOST_SENT_AGAIN = 500;

/** What is circulated: one part, or the whole report. */
export interface Wanted {
  readonly given: Given;
  readonly full: boolean;
  readonly recipients: Recipients;
}

/** A circulation that awaits its signature. */
export interface Proposed {
  readonly id: string;
  readonly digest: string;
}

/** Those who act: the Director proposes, the Under-Secretary-General who directs the Office today signs, revokes and reclassifies. */
export class Hands {
  /** How often an act had to be sent again because the registry had no room for it. */
  sentAgain = 0;

  constructor(
    private readonly url: string,
    private readonly issuer: Issuer,
  ) {}

  /** Proposes a circulation: it gives nothing yet. */
  async propose({ given, full, recipients }: Wanted): Promise<Proposed> {
    const scope = full ? { full } : { partIds: [given.part] };
    const input = { reportId: given.report, ...scope, ...recipients, purpose: "To be measured" };
    const { proposeCirculation } = await this.act<{ proposeCirculation: { circulation: Proposed } }>("opsp.director", {
      text: PROPOSE,
      input,
    });
    return proposeCirculation.circulation;
  }

  /** Signs it: it is effective then. */
  async sign({ id, digest }: Proposed): Promise<void> {
    const { signCirculation } = await this.act<{ signCirculation: { circulation: { state: string } } }>("usg.dpo", {
      text: SIGN,
      input: { circulationId: id, digest },
    });
    if (signCirculation.circulation.state !== "SIGNED")
      throw new Error(`A signed circulation is ${signCirculation.circulation.state}.`);
  }

  async revoke(circulationId: string): Promise<void> {
    await this.act("usg.dpo", { text: REVOKE, input: { circulationId, reason: "It was measured" } });
  }

  async reclassify({ report }: Given, level: "CONFIDENTIAL" | "UNCLASSIFIED"): Promise<void> {
    const grounds = level === "CONFIDENTIAL" ? ["INTERNAL_DELIBERATION"] : [];
    await this.act("usg.dpo", { text: RECLASSIFY, input: { id: report, level, grounds, reason: "It is measured" } });
  }

  /** What a reader's next read gives of a row: nothing where the reader does not see it. */
  async read(subject: string, id: string, selected = "id"): Promise<unknown> {
    const asked = graphql(`query ($id: ID!) { node(id: $id) { ${selected} } }`, { id });
    return ((await send(this.url, await this.issuer.token(subject), asked)) as { node: unknown }).node;
  }

  private async act<Payload>(subject: string, { text, input }: { text: string; input: object }): Promise<Payload> {
    const sent = { ...graphql(text, { input }), key: randomUUID() };
    for (;;) {
      try {
        return (await send(this.url, await this.issuer.token(subject), sent)) as Payload;
      } catch (failure) {
        if (!(failure instanceof Unanswered) || failure.status !== UNAVAILABLE || this.sentAgain >= MOST_SENT_AGAIN)
          throw failure;
        this.sentAgain += 1;
      }
    }
  }
}
