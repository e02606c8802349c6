import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { stageApi } from '../support/api.ts';
import { createEmbeddedDatabase } from '../support/database.ts';

test('who sends a request slowly is cut off after half a minute, and not much later', { timeout: 60_000 }, async () => {
  const database = await createEmbeddedDatabase();
  onTestFinished(() => database.close());
  const api = await stageApi(database);
  onTestFinished(() => api.close());
  const { server } = api.server;
  expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 });
  // The rest of this test waits for a shorter time. Node looks for requests that are late every half minute unless told otherwise.
  Object.assign(server, { headersTimeout: 500, requestTimeout: 500 });
  await api.server.listen({ host: '127.0.0.1', port: 0 });
  const started = Date.now();
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(
    'POST /api/auth/sign-out HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
  );
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
  expect(Date.now() - started).toBeLessThan(20_000);
});
