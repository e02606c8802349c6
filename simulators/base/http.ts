import { setTimeout as delay } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import {
  json,
  Refusal,
  render,
  type Answer,
  type Call,
  type ControlRoute,
  type Rendered,
  type Route,
} from './answer.ts';
import { describeFault, type Fault, type Faults } from './faults.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import type { Random } from './random.ts';
import type { RateLimiter } from './rate-limit.ts';

/** Milliseconds, or a range from which each answer draws. */
export type Latency = number | { readonly min: number; readonly max: number };

/** The errors of a provider, in its own shape. */
export type ErrorShape = (status: number, message: string) => Answer;

/** What the server needs of the simulator that it serves. */
export interface Served {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly random: Random;
  readonly limiter: RateLimiter | null;
  readonly latency: Latency;
  readonly errors: ErrorShape;
  /** Aborted when the simulator closes: what waits, stops waiting. */
  readonly closing: AbortController;
  /** Saves what changed; called before an effect becomes known to anyone. */
  save(): void;
}

/** A Fastify server with the leniency of the real services: trailing slashes, any content type. */
export function createServer(host: Served): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: {
      ignoreTrailingSlash: true,
      maxParamLength: 1000,
      querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)),
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    try {
      done(null, form ? Object.fromEntries(new URLSearchParams(String(text))) : parseJson(String(text)));
    } catch {
      done(Object.assign(new Error('the body is no JSON'), { statusCode: 400 }), undefined);
    }
  });
  app.setNotFoundHandler((request, reply) => {
    const answer = host.errors(404, 'no such path');
    if (!request.url.startsWith('/_sim')) journal(host, callOf(request), null, answer.status, null);
    return send(reply, render(answer));
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const answer = host.errors(error.statusCode ?? 500, error.message);
    journal(host, callOf(request), null, answer.status, null);
    return send(reply, render(answer));
  });
  return app;
}

function parseJson(text: string): unknown {
  return text.trim() === '' ? undefined : JSON.parse(text);
}

export function mountRoutes(app: FastifyInstance, host: Served, routes: readonly Route[], prefix: string): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: `${prefix}${route.path}`,
      exposeHeadRoute: false,
      handler: (request, reply) => serve(host, route, request, reply),
    });
  }
}

export function mountControl(app: FastifyInstance, host: Served, routes: readonly ControlRoute[]): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const answer = await controlAnswer(route, callOf(request));
        host.save();
        return send(reply, render(answer));
      },
    });
  }
}

async function controlAnswer(route: ControlRoute, call: Call): Promise<Answer> {
  try {
    return await route.handle(call);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    if (error instanceof ZodError) return json(400, { error: 'not understood', issues: error.issues });
    if (error instanceof RangeError) return json(400, { error: error.message });
    throw error;
  }
}

/** One request of the provider's API: fault before, effect, save, fault after. */
async function serve(host: Served, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  host.clock.tick();
  await pause(host, latencyOf(host));
  const call = callOf(request);
  const fault = host.faults.pick(route.method, route.name);
  const early = fault && faultBefore(host, fault);
  const answer = early === null ? (limited(host, call) ?? handle(route, call)) : early;
  host.save();
  const silent = fault?.kind === 'timeout' || fault?.kind === 'reset';
  journal(host, call, route.name, silent || answer === 'none' ? null : answer.status, fault);
  if (answer === 'none') return abandon(reply, fault);
  return deliver(host, reply, render(answer), fault);
}

/** What a fault answers instead of the handler, null when the handler shall run. */
function faultBefore(host: Served, fault: Fault): Answer | 'none' | null {
  if (fault.kind === 'status') {
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    const answer = host.errors(fault.status, `Simulated fault ${fault.status}`);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }
  return (fault.kind === 'timeout' || fault.kind === 'reset') && fault.when === 'before' ? 'none' : null;
}

function limited(host: Served, call: Call): Answer | null {
  const wait = host.limiter?.take(call.client, host.clock.now()) ?? null;
  if (wait === null || !host.limiter) return null;
  return { ...host.errors(429, 'Simulated: too many requests'), headers: host.limiter.headers(wait) };
}

function handle(route: Route, call: Call): Answer {
  try {
    return route.handle(call);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

async function deliver(
  host: Served,
  reply: FastifyReply,
  answer: Rendered,
  fault: Fault | null,
): Promise<FastifyReply> {
  switch (fault?.kind) {
    case 'timeout':
    case 'reset':
      return abandon(reply, fault);
    case 'slow':
      await pause(host, fault.ms);
      return send(reply, answer);
    case 'slow-body':
      return dribble(host, reply, answer, fault.ms);
    case 'malformed':
      return send(reply, { ...answer, payload: answer.payload.slice(0, Math.ceil(answer.payload.length / 2)) });
    default:
      return send(reply, answer);
  }
}

function send(reply: FastifyReply, answer: Rendered): FastifyReply {
  return reply.code(answer.status).headers(answer.headers).send(answer.payload);
}

/** Gives no answer: resets the connection, or leaves it open until the caller gives up or the simulator closes. */
function abandon(reply: FastifyReply, fault: Fault | null): FastifyReply {
  reply.hijack();
  if (fault?.kind === 'reset') reply.raw.socket?.resetAndDestroy();
  return reply;
}

async function dribble(host: Served, reply: FastifyReply, answer: Rendered, ms: number): Promise<FastifyReply> {
  reply.hijack();
  const half = Math.ceil(answer.payload.length / 2);
  reply.raw.writeHead(answer.status, { ...answer.headers });
  reply.raw.write(answer.payload.slice(0, half));
  await pause(host, ms);
  reply.raw.end(answer.payload.slice(half));
  return reply;
}

function latencyOf(host: Served): number {
  const { latency } = host;
  return typeof latency === 'number' ? latency : latency.min + host.random() * (latency.max - latency.min);
}

/** Waits; shorter when the simulator closes. */
async function pause(host: Served, ms: number): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal: host.closing.signal }).catch(() => undefined);
}

function callOf(request: FastifyRequest): Call {
  return {
    method: request.method,
    path: request.url,
    params: (request.params ?? {}) as Record<string, string>,
    query: (request.query ?? {}) as Record<string, string>,
    body: request.body,
    client: request.ip,
    header: (name) => request.headers[name]?.toString(),
  };
}

function journal(host: Served, call: Call, route: string | null, status: number | null, fault: Fault | null): void {
  host.journal.add({
    time: host.clock.iso(),
    method: call.method,
    path: call.path,
    route,
    status,
    fault: fault && describeFault(fault),
    body: call.body ?? null,
  });
}
