import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './client.ts';

/** A real HTTP server that takes webhooks and answers with the next of the given statuses, the last one for ever. */
export async function startReceiver(...statuses: readonly number[]) {
  const received: Json[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      response.statusCode = statuses[Math.min(received.length, statuses.length - 1)] ?? 200;
      received.push(JSON.parse(text) as Json);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
