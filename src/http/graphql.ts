import { createHash } from "node:crypto";
import type { BaseContext } from "@apollo/server";
import { OperationTypeNode } from "graphql";
import { Unavailable } from "../entities/errors";
import { Unauthenticated } from "../identity/unauthenticated";
import { operationOf } from "../limits/operation";
import { RequestRefused } from "../limits/request-refused";
import { evenly, tellsOfAbsence } from "./absence";
import { type Executed, allOrNothing } from "./answer";
import { Budget, digestOf, rateHeaders } from "./budgets";
import { Estimates } from "./estimates";
import type { Exchange } from "./exchange";
import { type GraphqlRequest, graphqlRequest, idempotencyKeyOf } from "./graphql-request";
import { refuseForgeable, refuseOtherMediaTypes } from "./json-body";
import { answerType } from "./media-type";
import { badRequest } from "./refusal";
import { type Reply, replyOf } from "./reply";
import type { Asker, Question, Service } from "./service";

/** The way of one GraphQL request: each step refuses what the next need not see. */
export class GraphqlEndpoint<Caller extends Asker, Context extends BaseContext> {
  private readonly requests: Budget;
  private readonly costs: Budget;
  private readonly strangers: Budget;
  private readonly estimates: Estimates;

  constructor(private readonly service: Service<Caller, Context>) {
    const { requestsPerMinute, costPerMinute } = service.settings.limits;
    this.requests = new Budget({ name: "requests", points: requestsPerMinute });
    this.costs = new Budget({ name: "cost", points: costPerMinute });
    this.estimates = new Estimates(service.schema, service.settings.limits);
    this.strangers = new Budget({ name: "requests", points: requestsPerMinute });
  }

  async answer(exchange: Exchange): Promise<Reply> {
    const { request } = exchange;
    exchange.type = answerType(request.headers.accept);
    if (request.method === "GET") refuseForgeable(request);
    else refuseOtherMediaTypes(request);
    const caller = await this.callerOf(exchange);
    await this.spend(exchange, caller, { requests: 1, cost: 0 });
    const { asked, question } = await this.within(exchange, caller);
    await this.spend(exchange, caller, { requests: 0, cost: question.cost });
    const { executed, headers = {} } = await this.service.answer(question, (context) =>
      this.execute(asked, context, exchange.signal),
    );
    if (tellsOfAbsence(executed)) await evenly(exchange.seconds, this.service.settings.limits.absenceMilliseconds);
    const reply = replyOf(allOrNothing(executed), exchange.type);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }

  /** A request that is formed as it must be, within every limit; a refusal of who is signed in is registered. */
  private async within(
    exchange: Exchange,
    caller: Caller,
  ): Promise<{ asked: GraphqlRequest; question: Question<Caller> }> {
    try {
      const asked = await graphqlRequest(exchange.request, this.service.settings.limits.bodyBytes);
      return { asked, question: this.questionOf(exchange, caller, asked) };
    } catch (refusal) {
      if (refusal instanceof RequestRefused) await this.service.refused(caller, refusal.code);
      throw refusal;
    }
  }

  /** Whoever cannot say who they are is counted by their address. */
  private async callerOf(exchange: Exchange): Promise<Caller> {
    try {
      return await this.service.identify(exchange.request);
    } catch (failure) {
      if (failure instanceof Unauthenticated) await this.strangers.spend(exchange.network);
      throw failure;
    }
  }

  private async spend(exchange: Exchange, caller: Caller, points: { requests: number; cost: number }): Promise<void> {
    const { issuer, subject, actor } = caller;
    const who = digestOf(issuer, subject, ...(actor ? [actor.issuer, actor.subject] : []));
    exchange.noted.who = who.slice(0, 16);
    const balances = [await this.requests.spend(who, points.requests), await this.costs.spend(who, points.cost)];
    Object.assign(exchange.headers, rateHeaders(balances));
  }

  private questionOf(exchange: Exchange, caller: Caller, asked: GraphqlRequest): Question<Caller> {
    const { documents } = this.service;
    const document = documents.valid(asked.query);
    const operation = operationOf(document, asked.operationName);
    const kind = operation.operation === OperationTypeNode.MUTATION ? "mutation" : "query";
    if (kind === "mutation" && exchange.request.method === "GET")
      throw badRequest("Send a mutation by POST: by GET the registry only answers queries.", 405, { Allow: "POST" });
    const operationDigest = createHash("sha256").update(asked.query).digest("hex");
    const { cost, fields, variables } = this.estimates.of(
      { document, operation, variables: asked.variables },
      operationDigest,
    );
    Object.assign(exchange.noted, { kind, fields, cost });
    return {
      requestId: exchange.id,
      caller,
      kind,
      asked: { document, operation, variables },
      fields,
      cost,
      idempotencyKey: idempotencyKeyOf(exchange.request),
      operationDigest,
      signal: exchange.signal,
    };
  }

  private async execute(asked: GraphqlRequest, contextValue: Context, signal: AbortSignal): Promise<Executed> {
    if (signal.aborted) throw new Unavailable();
    const { body } = await this.service.apollo.executeOperation(asked, { contextValue });
    if (body.kind !== "single") throw new Unavailable();
    return allOrNothing(body.singleResult).body;
  }
}
