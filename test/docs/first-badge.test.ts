import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inherited, repositoryRoot } from '../support/laurel.ts';
import { freePort } from '../support/ports.ts';
import { codeBlocksOf, readPage } from './markdown.ts';

test('docs/first-badge.md leads to the first badge, as it is written', async () => {
  const [inbox, monitoring] = await Promise.all([freePort(), freePort()]);
  const written = codeBlocksOf(readPage('docs/first-badge.md')).map(({ info, code }) => (info === 'sh' ? code : ''));
  // Ports are the machine's: somebody may have them. `npm run` only starts what this starts.
  const script = [`export LAUREL_INBOX_PORT=${inbox}`, ...written]
    .join('\n')
    .replaceAll('8770', String(inbox))
    .replaceAll('9464', String(monitoring))
    .replaceAll('npm run -s laurel --', `"${process.execPath}" --disable-warning=ExperimentalWarning src/main.ts`);
  const { stdout } = await promisify(execFile)('bash', ['-e', '-u', '-c', script], {
    cwd: repositoryRoot,
    env: inherited(),
    timeout: 110_000,
  });
  expect(stdout).toContain('{"accepted":1}');
  expect(stdout.slice(stdout.indexOf('{"accepted":1}'))).toMatch(
    /LMS user id 7\), badge template "[^"]+" \(demo-graduate, active/,
  );
  expect(stdout).toContain('Has the badge.');
}, 120_000);
