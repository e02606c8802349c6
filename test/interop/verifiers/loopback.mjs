// What every wallet in JavaScript starts with: what it is to do comes on standard input, the site that it is to do it at is on this
// machine under another name, and nothing else can be fetched.
let text = '';
for await (const chunk of process.stdin) text += chunk;

/**
 * @type {{ site: string, at: string, hidden: string, link?: string, credential?: object }}
 * `hidden`: the beginning of addresses that answer 404
 */
export const asked = JSON.parse(text);

// Standard output is for what came of it; what a wallet logs goes elsewhere.
console.log = console.error;

const fetchThere = globalThis.fetch;

globalThis.fetch = async (request, options) => {
  const url = typeof request === 'string' ? request : 'url' in request ? request.url : request.href;
  if (!url.startsWith(`${asked.site}/`)) throw new Error(`${url} is not at the site`);
  if (asked.hidden !== '' && url.startsWith(asked.site + asked.hidden)) return new Response('', { status: 404 });
  const there = asked.at + url.slice(asked.site.length);
  const response = await fetchThere(request instanceof Request ? new Request(there, request) : there, options);
  // Answers say where they are from, and some read it.
  return Object.defineProperty(response, 'url', { value: url });
};

/** Writes what came of it, or why nothing did. */
export async function run(act) {
  const result = await act().catch((error) => ({ error: String(error?.message ?? error) }));
  process.stdout.write(JSON.stringify(result));
}
