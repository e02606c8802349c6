import { spawnSync } from 'node:child_process';
import { hasChromium } from '../test/support/browser.ts';
import { findPostgresql } from '../test/support/postgresql.ts';
import { findPython } from '../test/support/python.ts';
import { isRedisInstalled } from '../test/support/redis.ts';
import { installersEnvironment } from './environments.mjs';

/** A program that tests run for real. */
interface Server {
  readonly name: string;
  readonly packages: readonly string[];
  isInstalled(): boolean;
}

const servers: readonly Server[] = [
  { name: 'PostgreSQL (15 or newer)', packages: ['postgresql'], isInstalled: () => findPostgresql() !== undefined },
  { name: 'Redis', packages: ['redis-server'], isInstalled: isRedisInstalled },
  { name: 'Python with venv', packages: ['python3', 'python3-venv'], isInstalled: () => findPython() !== undefined },
  // The shell starts and draws in two thirds of the time; the whole browser, where it is there, does too.
  { name: 'Chromium', packages: ['chromium-headless-shell'], isInstalled: hasChromium },
];

/**
 * Installs the servers that this machine lacks, where that can be done: as root on a machine with apt.
 *
 * @returns the names of those that are still missing
 */
export function ensureServers(): string[] {
  const missing = servers.filter((server) => !server.isInstalled());
  if (missing.length === 0) return [];
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (canInstall) {
    console.log(`Installing what the tests run against: ${missing.map(({ name }) => name).join(', ')} ...`);
    apt('update', '-q');
    apt('install', '-q', '-y', '--no-install-recommends', ...missing.flatMap(({ packages }) => packages));
  }
  return missing.filter((server) => !server.isInstalled()).map(({ name }) => name);
}

function apt(...args: string[]): void {
  // The packages would start servers of the machine's own; the tests start theirs on private ports.
  const environment = { ...installersEnvironment(), DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const { status, stderr } = spawnSync('apt-get', args, { env: environment, encoding: 'utf8' });
  if (status !== 0) console.error(stderr);
}
