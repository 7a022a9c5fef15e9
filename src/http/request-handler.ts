import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { BaseContext } from "@apollo/server";
import { Exchange } from "./exchange";
import { HEADERS, PRODUCTION_HEADERS } from "./headers";
import { originHeaders, preflightHeaders } from "./origins";
import { Refusal, badRequest } from "./refusal";
import { type Reply, refusalOf } from "./reply";
import { type Route, routesOf } from "./routes";
import type { Asker, Service } from "./service";

/** Answers every request that comes, by the routes there are and by no other. */
export function createRequestHandler<Caller extends Asker, Context extends BaseContext>(
  service: Service<Caller, Context>,
): RequestListener {
  const routes = routesOf(service);
  const { production, limits, corsOrigins } = service.settings;
  const origins = { listed: corsOrigins, own: service.pages.size > 0 };
  const always = { ...HEADERS, ...(production ? PRODUCTION_HEADERS : {}) };

  const replyTo = async (exchange: Exchange, route: Route | undefined): Promise<Reply> => {
    try {
      if (!route) throw new Refusal("NOT_FOUND", "There is nothing at this address: ask at /graphql.", { status: 404 });
      if (route.shared) Object.assign(exchange.headers, originHeaders(exchange.request, origins));
      const { method = "" } = exchange.request;
      if (method === "OPTIONS") return options(exchange.request, route);
      if (!route.methods.includes(method))
        throw badRequest(`Ask here by ${route.methods.join(" or ")}.`, 405, allow(route));
      return await exchange.within(limits.requestMilliseconds, Promise.resolve(route.answer(exchange)));
    } catch (failure) {
      return refusalOf(failure, exchange.type);
    }
  };

  return (request: IncomingMessage, response: ServerResponse) => {
    const exchange = new Exchange(request, response);
    const route = routes.get(exchange.path);
    service.meter.begin();
    const finish = (reply: Reply) => {
      service.meter.end(reply.outcome, exchange.seconds);
      const abandoned = !send(exchange, { ...reply, headers: { ...always, ...exchange.headers, ...reply.headers } });
      if (!route?.quiet || reply.outcome !== "OK") service.log(line(exchange, reply, abandoned));
    };
    replyTo(exchange, route)
      .then(finish)
      .catch(() => response.destroy());
  };
}

const allow = ({ methods }: Route): Record<string, string> => ({ Allow: [...methods, "OPTIONS"].join(", ") });

const options = (request: IncomingMessage, route: Route): Reply => ({
  outcome: "OK",
  status: 204,
  headers: { ...allow(route), ...(route.shared ? preflightHeaders(request) : {}) },
  body: "",
});

/** Whether there was still somebody to send it to. */
function send({ id, request, response, isAbandoned }: Exchange, { status, headers, body }: Reply): boolean {
  if (isAbandoned) return false;
  const length = status === 204 ? {} : { "Content-Length": Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length, "X-Request-Id": id });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}

/** One line of the log: never variables, parameters or texts. */
function line(exchange: Exchange, { outcome, status, cause }: Reply, abandoned: boolean): object {
  return {
    at: new Date().toISOString(),
    requestId: exchange.id,
    ...exchange.noted,
    code: outcome,
    status,
    milliseconds: Math.round(exchange.seconds * 1000),
    ...(abandoned ? { abandoned } : {}),
    ...(cause ? { cause } : {}),
  };
}
