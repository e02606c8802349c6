import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { plainEnvironment } from './environments.mjs';

const root = join(import.meta.dirname, '..');
const web = join(root, 'web');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** Where the built pages are. */
export const pagesDirectory = join(web, 'dist');
const stamp = join(pagesDirectory, '.built-from');
const cache = join(root, '.cache');
const lock = join(cache, 'pages.lock');

/**
 * Makes sure that the pages are built from what is here now, and builds them when they are missing or stale. An installation
 * without the sources or without the tools, as in a container, serves what it was built with.
 *
 * @param say told what takes a moment; one line each
 * @returns the directory to serve, or null when there are no pages and they can't be built here
 */
export function ensurePages(say: (line: string) => void): string | null {
  const built = existsSync(join(pagesDirectory, 'index.html'));
  if (!existsSync(join(web, 'src')) || !existsSync(vite)) return built ? pagesDirectory : null;
  const wanted = digestOfSources();
  const fresh = (): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (built && fresh()) return pagesDirectory;
  say(built ? 'The pages have changed: building them again ...' : 'Building the pages (once) ...');
  const started = Date.now();
  oneAtATime(() => {
    if (!fresh()) buildPages(wanted);
  });
  say(`The pages are built (${((Date.now() - started) / 1_000).toFixed(0)} s).`);
  return pagesDirectory;
}

/** Several processes may want the pages at once, tests above all: one builds, the others wait for it. */
function oneAtATime(work: () => void): void {
  mkdirSync(cache, { recursive: true });
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // Whoever was killed while building leaves its lock behind.
    if (!isRunning(Number(readIfThere(lock)))) rmSync(lock, { force: true });
    return false;
  }
}

function isRunning(pid: number): boolean {
  // Empty for the instant in which it is written.
  if (pid === 0) return true;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Builds beside the pages that are being served, and swaps them: nobody sees half of them. */
function buildPages(digest: string): void {
  const fresh = join(cache, `pages-${process.pid}`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', web, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'],
    // Whoever builds them, a test runner too: React would bring along what only its developers need, at twice the time.
    { cwd: root, encoding: 'utf8', env: { ...plainEnvironment(), NODE_ENV: 'production' } },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`The pages could not be built:\n${stdout}${stderr}`);
  }
  compress(fresh);
  writeFileSync(join(fresh, '.built-from'), digest);
  rmSync(pagesDirectory, { recursive: true, force: true });
  renameSync(fresh, pagesDirectory);
}

/** What is smaller does not become a packet less. */
const leastBytes = 1_000;

/**
 * Lays each file beside itself once more, compressed, so that no request has to: as hard as it goes what the first page loads, for that
 * is what people wait for, and the rest nearly so, in a quarter of the time.
 */
function compress(directory: string): void {
  const first = readFileSync(join(directory, 'index.html'), 'utf8');
  for (const path of globSync('**/*.{html,js,css,svg}', { cwd: directory })) {
    const content = readFileSync(join(directory, path));
    if (content.length < leastBytes) continue;
    const quality = first.includes(path) || path === 'index.html' ? 11 : 9;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(join(directory, `${path}.br`), brotliCompressSync(content, { params }));
    writeFileSync(join(directory, `${path}.gz`), gzipSync(content, { level: 9 }));
  }
}

/** Of all that the pages are made from: their sources, what they take from the rules, the versions of the parts, and this. */
function digestOfSources(): string {
  const hash = createHash('sha256');
  const sources = globSync(['web/**/*', 'src/rules/*.ts'], { cwd: root, withFileTypes: true, exclude: ['web/dist'] })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of [...sources.toSorted(), join(root, 'package-lock.json'), import.meta.filename])
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  return hash.digest('hex');
}

if (import.meta.main) {
  const directory = ensurePages((line) => console.error(line));
  if (directory === null) {
    console.error('The pages can not be built here: run npm ci with the development dependencies first.');
    process.exitCode = 1;
  }
}
