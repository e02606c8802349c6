import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { hasChromium } from '../test/support/browser.ts';
import { findFaketime } from '../test/support/faketime.ts';
import { apicurio, fetchProgram, hasJava, hasMaven, isFetched, kafka } from '../test/support/java-programs.ts';
import type { JavaProgram } from '../test/support/java-programs.ts';
import { arePackagesInstalled, installPackages, verifierDirectories } from '../test/support/node-packages.ts';
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
  // What makes a process see another time.
  { name: 'libfaketime', packages: ['libfaketime'], isInstalled: () => findFaketime() !== undefined },
  { name: 'Java (17 or newer)', packages: ['default-jre-headless'], isInstalled: hasJava },
  { name: 'Maven', packages: ['maven'], isInstalled: () => programs.every(isFetched) || hasMaven() },
];

/** What runs on Java. It comes from Maven Central, not with the system's packages. */
const programs: readonly JavaProgram[] = [kafka, apicurio];

/**
 * Installs the servers that this machine lacks, where that can be done: as root on a machine with apt. What runs on Java is
 * downloaded into the cache of the checkout, whoever runs this.
 *
 * @param isNeeded whether the server of this name is: all are unless it is given
 * @returns the names of those that are still missing
 */
export function ensureServers(isNeeded: (name: string) => boolean = () => true): string[] {
  return [...ensurePackages(isNeeded), ...ensurePrograms(isNeeded), ...ensureVerifiers(isNeeded)];
}

function ensurePackages(isNeeded: (name: string) => boolean): string[] {
  const missing = servers.filter((server) => isNeeded(server.name) && !server.isInstalled());
  if (missing.length === 0) return [];
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (canInstall) {
    console.log(`Installing what the tests run against: ${missing.map(({ name }) => name).join(', ')} ...`);
    apt('update', '-q');
    apt('install', '-q', '-y', '--no-install-recommends', ...missing.flatMap(({ packages }) => packages));
  }
  return missing.filter((server) => !server.isInstalled()).map(({ name }) => name);
}

function ensurePrograms(isNeeded: (name: string) => boolean): string[] {
  const missing = programs.filter((program) => isNeeded(program.name) && !isFetched(program));
  if (missing.length === 0) return [];
  if (!hasJava() || !hasMaven()) return missing.map(({ name }) => name);
  console.log(`Downloading what the tests run against: ${missing.map(({ name }) => name).join(', ')} ...`);
  for (const program of missing) {
    try {
      fetchProgram(program, installersEnvironment());
    } catch (error) {
      console.error(String((error as { readonly stdout?: Buffer }).stdout ?? ''), String(error));
    }
  }
  return missing.filter((program) => !isFetched(program)).map(({ name }) => name);
}

/** The verifiers of Open Badges that others wrote come from npm, each with packages of its own. */
function ensureVerifiers(isNeeded: (name: string) => boolean): string[] {
  const nameOf = (directory: string): string => `the badge verifier of ${basename(directory)}`;
  const isMissing = (directory: string): boolean => isNeeded(nameOf(directory)) && !arePackagesInstalled(directory);
  const missing = verifierDirectories.filter(isMissing);
  if (missing.length === 0) return [];
  console.log(`Installing what the tests run against: ${missing.map(nameOf).join(', ')} ...`);
  for (const directory of missing) {
    try {
      installPackages(directory, installersEnvironment());
    } catch (error) {
      console.error(String((error as { readonly stderr?: Buffer }).stderr ?? ''), String(error));
    }
  }
  return missing.filter(isMissing).map(nameOf);
}

function apt(...args: string[]): void {
  // The packages would start servers of the machine's own; the tests start theirs on private ports.
  const environment = { ...installersEnvironment(), DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const { status, stderr } = spawnSync('apt-get', args, { env: environment, encoding: 'utf8' });
  if (status !== 0) console.error(stderr);
}
