import type { BaseContext } from "@apollo/server";
import { Unavailable } from "../entities/errors";
import type { Exchange } from "./exchange";
import { GraphqlEndpoint } from "./graphql";
import { PAGE_POLICY } from "./headers";
import { type Reply, served } from "./reply";
import type { Asker, Page, Service } from "./service";

/** A door, and who may come how. */
export interface Route {
  methods: readonly string[];
  /** Web pages of other origins may ask here, if they are listed. */
  shared?: boolean;
  /** Asked every few seconds by machines, so that a line for each would hide the others. */
  quiet?: boolean;
  answer(this: void, exchange: Exchange): Reply | Promise<Reply>;
}

const READ = ["GET", "HEAD"];

/** Every door there is. Whatever is not named here is not found. */
export function routesOf<Caller extends Asker, Context extends BaseContext>(
  service: Service<Caller, Context>,
): Map<string, Route> {
  const graphql = new GraphqlEndpoint(service);
  const pages = [...service.pages].map(([path, page]): [string, Route] => [
    path,
    { methods: READ, answer: () => pageReply(page) },
  ]);
  return new Map<string, Route>([
    ...pages,
    ["/graphql", { methods: ["GET", "POST"], shared: true, answer: (exchange) => graphql.answer(exchange) }],
    ["/healthz", { methods: READ, quiet: true, answer: () => state("alive") }],
    ["/readyz", { methods: READ, quiet: true, answer: () => readiness(service) }],
    ["/metrics", { methods: READ, quiet: true, answer: () => metrics(service) }],
  ]);
}

const state = (status: string, more: object = {}): Reply =>
  served(JSON.stringify({ status, ...more }), "application/json; charset=utf-8");

async function readiness({
  ready,
  checkpointsLate,
}: Pick<Service<Asker, BaseContext>, "ready" | "checkpointsLate">): Promise<Reply> {
  if (!(await ready())) throw new Unavailable();
  return state("ready", checkpointsLate?.() ? { checkpoints: "late" } : {});
}

const metrics = async ({ meter }: { meter: { text(): Promise<string> } }): Promise<Reply> =>
  served(await meter.text(), "text/plain; version=0.0.4; charset=utf-8");

const pageReply = ({ body, type, headers }: Page): Reply =>
  served(body, type, { "Content-Security-Policy": PAGE_POLICY, ...headers });
