// `npm run check`: types, lint, house rules, formatting. `npm run format` (--fix) fixes what can be fixed automatically.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { plainEnvironment } from './environments.mjs';
import { checkHouseRules } from './house-rules.ts';
import { checkPlainWords } from './plain-words.ts';

const root = join(import.meta.dirname, '..');
const fix = process.argv.includes('--fix');

/** Here and with the types, only what has changed is looked at again. */
const prettierCache = ['--cache', '--cache-strategy=content', '--cache-location=.cache/prettier'];

const steps: readonly (readonly [name: string, run: () => boolean])[] = [
  ['formatting', () => tool('prettier', [fix ? '--write' : '--check', '--log-level=warn', ...prettierCache, '.'])],
  ['types', () => tool('tsc', ['-p', '.', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'])],
  [
    'types of the pages',
    () => tool('tsc', ['-p', 'web', '--incremental', '--tsBuildInfoFile', '.cache/types-web.tsbuildinfo']),
  ],
  ['lint', () => tool('oxlint', ['--type-aware', ...(fix ? ['--fix'] : []), '.'])],
  ['house rules', () => none(checkHouseRules(root))],
  ['plain words', () => none(checkPlainWords(root))],
];

let failed = 0;
for (const [name, run] of steps) {
  const started = Date.now();
  const passed = run();
  if (!passed) failed += 1;
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
console.log(`check: ${steps.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function tool(name: string, args: readonly string[]): boolean {
  return (
    spawnSync(join(root, 'node_modules', '.bin', name), args, { cwd: root, stdio: 'inherit', env: plainEnvironment() })
      .status === 0
  );
}

function none(complaints: readonly string[]): boolean {
  for (const complaint of complaints) console.log(complaint);
  return complaints.length === 0;
}
