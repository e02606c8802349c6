// What every verifier in JavaScript starts with: what it is to verify comes on standard input, what is served there is all that
// can be fetched, and a connection of any kind ends the program.
import { Socket } from 'node:net';

Socket.prototype.connect = () => {
  console.error('A connection was opened.');
  process.exit(3);
};

// Standard output is for what came of it; what a verifier logs goes elsewhere.
console.log = console.error;

let text = '';
for await (const chunk of process.stdin) text += chunk;

/** @type {{ served: Record<string, string>, badges: Record<string, object> }} */
export const { served, badges } = JSON.parse(text);

globalThis.fetch = async (request) => {
  const url = typeof request === 'string' ? request : 'url' in request ? request.url : request.href;
  const body = served[url];
  const response = new Response(body ?? 'Not found', {
    status: body === undefined ? 404 : 200,
    headers: { 'content-type': 'application/json' },
  });
  // Answers from the network say where they are from, and some read it.
  return Object.defineProperty(response, 'url', { value: url });
};

/**
 * Verifies every badge and writes what came of it.
 *
 * @param {(badge: any) => Promise<{ isVerified: boolean, said: unknown }>} verify
 */
export async function run(verify) {
  const results = {};
  for (const [name, badge] of Object.entries(badges))
    results[name] = await verify(badge).catch((error) => ({ isVerified: false, said: String(error?.stack ?? error) }));
  process.stdout.write(JSON.stringify(results));
}
