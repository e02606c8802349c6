import { beforeAll, expect, test } from 'vitest';
import { describeApi } from '../support/api-databases.ts';

/** Over a real connection: what arrives are bytes, whatever made them. */
describeApi('bodies of JSON as they come from other systems', (stage) => {
  let url: string;
  const document = { name: 'Größe 📗', description: '', imageUrl: null, requirements: [], penalties: [] };
  const json = (id: string) => JSON.stringify({ id, holder: { origin: 'openedx' }, ...document });

  beforeAll(async () => {
    url = await stage().api.server.listen({ host: '127.0.0.1', port: 0 });
  });

  const make = async (body: Buffer, contentType = 'application/json') => {
    const { cookie } = stage().api.people.designer;
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': contentType };
    const response = await fetch(`${url}/api/v1/templates`, { method: 'POST', headers, body: new Uint8Array(body) });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };
  const made = async () => (await stage().database.query<{ slug: string }>('SELECT slug FROM badge_template')).length;

  test.each([
    ['a byte order mark', '\ufeff', 'application/json'],
    ['the name of its encoding', '', 'application/json; charset=utf-8'],
    ['line ends of Windows before it', '\r\n', 'application/json'],
  ])('with %s it is read as without', async (what, before, contentType) => {
    const id = what.replaceAll(' ', '-').toLowerCase();
    expect(await make(Buffer.from(before + json(id)), contentType)).toMatchObject({
      status: 201,
      answer: { id, name: document.name },
    });
  });

  test.each([
    ['Latin-1', Buffer.from(json('latin').replace('📗', ''), 'latin1')],
    ['UTF-16', Buffer.from(json('wide'), 'utf16le')],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${json('wide')}`, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(json('wide'), 'utf16le').swap16()],
  ])('in %s it is refused by the name of the fault, and nothing is made', async (_, body) => {
    const before = await made();
    expect(await make(body)).toMatchObject({
      status: 400,
      answer: { code: 'REQUEST_MALFORMED', detail: 'The body is not encoded in UTF-8. Send JSON in UTF-8.' },
    });
    expect(await made()).toBe(before);
  });
});
