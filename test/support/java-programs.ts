/** Programs for Java that tests run: from Maven Central, at exact versions, in the cache of the checkout. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeRemains } from '../../scripts/remains.ts';

const cache = join(import.meta.dirname, '..', '..', '.cache', 'servers');
const unfinished = 'unfinished-';

/** A program and how it is known again: every file that it runs is in the digest. */
export interface JavaProgram {
  readonly name: string;
  /** `group:artifact:version`, and of an archive `:type:classifier`. */
  readonly artifact: string;
  /** Whether it is one file that holds everything; else it comes with the files that it depends on. */
  readonly isArchive: boolean;
  /** Over the fetched files in the order of their names, each with its name. */
  readonly sha256: string;
}

/** Apache Kafka with all that it needs, and something that writes its log: without it a failed start says nothing. */
export const kafka: JavaProgram = {
  name: 'Apache Kafka 4.3.1',
  artifact: 'org.apache.kafka:kafka_2.13:4.3.1',
  isArchive: false,
  sha256: '929899bc0205a413e019af82b4ea9cd72ca842beec55d2912c6e09780eb2d3d6',
};

/** The newest one for Java 17. */
export const apicurio: JavaProgram = {
  name: 'Apicurio Registry 3.0.9',
  artifact: 'io.apicurio:apicurio-registry-app:3.0.9:tar.gz:all',
  isArchive: true,
  sha256: '1ef1e17eeb27d47d4fa5fa30c1dfb11fef7b8fbd74aba4f56d76d0d0e143230f',
};

const slf4j = 'org.slf4j:slf4j-simple:1.7.36';
const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:2.8';

/** Kafka 4 and the registry ask for it. */
const oldestJava = 17;

let java = false;

/** Whether there is a Java that runs these programs. Once it was seen, it is not looked for again. */
export function hasJava(): boolean {
  if (java) return true;
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  java = status === 0 && Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= oldestJava;
  return java;
}

export function hasMaven(): boolean {
  return spawnSync('mvn', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The directory of a program's files; they are there once it was fetched. */
export function placeOf({ artifact, sha256 }: JavaProgram): string {
  return join(cache, `${artifact.split(':')[1] ?? ''}-${artifact.split(':')[2] ?? ''}-${sha256.slice(0, 16)}`);
}

/** Whether a program can be run. */
export function isFetched(program: JavaProgram): boolean {
  return existsSync(placeOf(program)) && hasJava();
}

/**
 * Brings the files of a program into the cache. They get their place only when they are complete and as they should be, so
 * that an interrupted download is never taken for a finished one, and runs side by side don't disturb each other.
 *
 * @param environment of Maven
 * @throws Error when Maven can't get them, or gets others
 */
export function fetchProgram(program: JavaProgram, environment: Record<string, string>): void {
  removeRemains(cache, unfinished);
  const making = join(cache, `${unfinished}${process.pid}-${randomUUID()}`);
  mkdirSync(making, { recursive: true });
  try {
    const files = join(making, 'files');
    // Maven holds each file against the checksum that its repository names, the digest all of them against this page.
    const maven = ['--batch-mode', '--quiet', '--strict-checksums', `-DoutputDirectory=${files}`];
    const pom = join(making, 'pom.xml');
    writeFileSync(pom, projectWith(program.artifact, slf4j));
    const what = program.isArchive
      ? [`-Dartifact=${program.artifact}`, `${plugin}:copy`]
      : ['-f', pom, '-DincludeScope=runtime', `${plugin}:copy-dependencies`];
    execFileSync('mvn', [...maven, ...what], { cwd: making, env: environment, stdio: 'pipe' });
    const found = digestOf(files);
    if (found !== program.sha256)
      throw new Error(`${program.name} is not what it was: its files have the SHA-256 ${found}, not ${program.sha256}`);
    if (program.isArchive) unpack(files);
    if (!existsSync(placeOf(program))) renameSync(files, placeOf(program));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function digestOf(directory: string): string {
  const all = createHash('sha256');
  for (const name of readdirSync(directory).toSorted())
    all.update(
      `${name} ${createHash('sha256')
        .update(readFileSync(join(directory, name)))
        .digest('hex')}\n`,
    );
  return all.digest('hex');
}

function unpack(directory: string): void {
  for (const name of readdirSync(directory)) {
    execFileSync('tar', ['-xzf', name], { cwd: directory, stdio: 'pipe' });
    rmSync(join(directory, name));
  }
}

function projectWith(...artifacts: readonly string[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [group = '', name = '', version = ''] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>laurel</groupId><artifactId>servers</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('')}</dependencies></project>`;
}
