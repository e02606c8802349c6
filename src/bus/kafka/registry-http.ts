import { request as plainRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { RegistrySettings } from '../../settings/kafka.ts';
import { trustedBesides } from './client-options.ts';

export interface RegistryCall {
  readonly method: 'GET' | 'POST';
  /** Relative to the address of the registry, without a leading slash. */
  readonly path: string;
  readonly json?: unknown;
}

export interface RegistryAnswer {
  readonly status: number;
  /** Undefined when the body is no JSON. */
  readonly json: unknown;
}

const timeoutMs = 5_000;
const largestBody = 4_000_000;

/** Makes one call. Not by `fetch`, which can't be told of authorities for this call alone. */
export async function callRegistry(
  settings: RegistrySettings,
  { method, path, json }: RegistryCall,
): Promise<RegistryAnswer> {
  const url = new URL(path, settings.url);
  const { credentials, authorities } = settings;
  const body = json === undefined ? null : JSON.stringify(json);
  const options: RequestOptions = {
    method,
    headers: {
      accept: 'application/vnd.schemaregistry.v1+json, application/json',
      ...(body === null
        ? {}
        : { 'content-type': 'application/vnd.schemaregistry.v1+json', 'content-length': Buffer.byteLength(body) }),
    },
    ...(credentials === null ? {} : { auth: `${credentials.key}:${credentials.secret}` }),
    signal: AbortSignal.timeout(timeoutMs),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const call =
      url.protocol === 'https:'
        ? tlsRequest(url, { ...options, ...(authorities === null ? {} : { ca: trustedBesides(authorities) }) })
        : plainRequest(url, options);
    call.on('response', resolve);
    call.on('error', reject);
    call.end(body);
  });
  const text = await readBody(response);
  return { status: response.statusCode ?? 0, json: parse(text) };
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error('The answer is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
