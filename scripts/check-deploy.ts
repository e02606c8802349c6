// `npm run check:deploy`: image, compose file, chart and Tutor plugin, with the tools that will read them. What is not there is
// installed into .cache first. Further arguments go to vitest: `npm run check:deploy -- tutor`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureServers } from './ensure-servers.ts';
import { installersEnvironment } from './environments.mjs';

const root = join(import.meta.dirname, '..');
const chart = join('deploy', 'helm', 'laurel');

console.log(`Checks what is in deploy/: the Dockerfile with hadolint, compose.yaml with the specification of compose, the chart with
the engine of Helm 4 and the schemas of Kubernetes, and the plugin with Tutor 21 and 22, up to a badge: the producer of Open edX
sends with the settings that Tutor renders. The first time takes some minutes: the tools are installed.`);

const missing = ensureServers();
if (missing.length > 0) console.error(`This machine lacks ${missing.join(', ')}; what needs it is SKIPPED.`);
const environment = {
  ...installersEnvironment(),
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(':'),
};
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const config = join(root, 'deploy', 'test', 'vitest.config.ts');
const passed = run(process.execPath, [vitest, 'run', '--config', config, ...process.argv.slice(2)]);

const notRun = ['the image was not built and nothing was started from it: that takes a container engine'];
let helmPassed = true;
if (isThere('helm')) helmPassed = run('helm', ['lint', '--strict', '--kube-version', '1.34.0', chart]);
else
  notRun.push('the program helm is not here: its engine has linted and rendered the chart, its command line has not');
console.log(`Not run:\n${notRun.map((line) => `  - ${line}\n`).join('')}`);
process.exitCode = passed && helmPassed ? 0 : 1;

function isThere(program: string): boolean {
  return spawnSync(program, ['version'], { stdio: 'ignore' }).status === 0;
}

function run(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { cwd: root, stdio: 'inherit', env: environment }).status === 0;
}
