// What every verifier in JavaScript starts with: what it is to verify comes on standard input, what is served there is all that
// can be fetched, and a connection of any kind ends the program.
import { Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

Socket.prototype.connect = () => {
  console.error('A connection was opened.');
  process.exit(3);
};

// Standard output is for what came of it; what a verifier logs goes elsewhere.
console.log = console.error;

// What is cut off a chunk may be half of a character.
process.stdin.setEncoding('utf8');
let text = '';
for await (const chunk of process.stdin) text += chunk;

/** @type {{ served: Record<string, string>, badges: Record<string, { content: string }>, key?: any }} */
export const question = JSON.parse(text);
export const { served, badges } = question;

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

/** Whether the bit of a status entry is set in its list: for libraries of tokens, which know nothing of such lists. */
export function isRevoked({ statusListCredential, statusListIndex }) {
  const { encodedList } = JSON.parse(served[statusListCredential]).credentialSubject;
  const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'));
  return ((bits[statusListIndex >> 3] >> (7 - (statusListIndex % 8))) & 1) === 1;
}

/**
 * Verifies every badge and writes what came of it.
 *
 * @param {(badge: any) => Promise<{ isVerified: boolean, said: unknown, text?: string }>} verify
 */
export async function run(verify) {
  const results = {};
  for (const [name, badge] of Object.entries(badges))
    results[name] = await verify(badge).catch((error) => ({ isVerified: false, said: String(error?.stack ?? error) }));
  process.stdout.write(JSON.stringify(results));
}
