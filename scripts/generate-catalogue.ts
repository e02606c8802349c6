/**
 * Makes src/events/catalogue/openedx-events.json: every public signal of several versions of openedx-events with the
 * Avro schema that the library itself writes with. Run it by hand when a version is added; a rerun gives the same file.
 *
 *   node_modules/.bin/node scripts/generate-catalogue.ts
 *
 * Needs Python 3.12 or newer and the Python package index.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installersEnvironment } from './environments.mjs';

/** Oldest first. The newest is the one that Laurel writes its own signals with. */
const versions = ['9.10.0', '9.15.2', '9.20.0', '10.5.0', '11.1.1', '11.2.0'];

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/events/catalogue/openedx-events.json');

interface Signal {
  readonly type: string;
  readonly minorversion: number;
  /** Null when the library can't put the signal on a bus; `reason` says why. */
  readonly schema: unknown;
  readonly reason?: string;
}

main();

function main(): void {
  const python = findPython();
  const types = new Map<string, Map<string, Set<string>>>();
  for (const version of versions) {
    for (const { type, ...description } of signalsOf(version, python)) {
      const variants = types.get(type) ?? new Map<string, Set<string>>();
      const text = JSON.stringify(description);
      variants.set(text, (variants.get(text) ?? new Set()).add(version));
      types.set(type, variants);
    }
  }
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, render(types));
  console.log(`${types.size} event types of openedx-events ${versions.join(', ')} written to ${target}`);
}

/** One line for each event type and variant, so that a change of one schema is one changed line. */
function render(types: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>): string {
  const entries = [...types.keys()].toSorted().map((type) => {
    const variants = [...(types.get(type) ?? [])].map(
      ([description, of]) => `   {"versions":${JSON.stringify([...of])},${description.slice(1)}`,
    );
    return `  ${JSON.stringify(type)}: [\n${variants.join(',\n')}\n  ]`;
  });
  const head = `{\n "library": "openedx-events",\n "versions": ${JSON.stringify(versions)},\n "types": {\n`;
  return `${head}${entries.join(',\n')}\n }\n}\n`;
}

function signalsOf(version: string, python: string): readonly Signal[] {
  const environment = join(root, '.cache/openedx-events', version);
  const interpreter = join(environment, 'bin/python');
  if (!existsSync(join(environment, 'complete'))) {
    run(python, ['-m', 'venv', '--clear', environment]);
    run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `openedx-events==${version}`]);
    writeFileSync(join(environment, 'complete'), '');
  }
  const answer: { version: string; events: Signal[] } = JSON.parse(
    run(interpreter, [join(root, 'scripts/generate_catalogue.py')]),
  );
  if (answer.version !== version) throw new Error(`asked for openedx-events ${version}, got ${answer.version}`);
  return answer.events;
}

/** The first interpreter that openedx-events 11 can be installed with. */
function findPython(): string {
  const named = ['python3.14', 'python3.13', 'python3.12', 'python3'];
  const built = globSync(join(homedir(), '.pyenv/versions/*/bin/python3'));
  const found = [...named, ...built].find((candidate) => {
    try {
      run(candidate, ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 12))']);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error('No Python 3.12 or newer was found. Install one and put it on the PATH.');
  return found;
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
    env: installersEnvironment(),
  });
}
