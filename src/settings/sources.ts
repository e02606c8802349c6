import { readFileSync } from 'node:fs';
import { parseLocatedYaml } from '../formats/located-yaml.ts';
import type { LocatedYaml } from '../formats/located-yaml.ts';
import { decodeText } from '../formats/text-file.ts';
import { didYouMean } from '../suggest.ts';
import { settingsTable } from './table.ts';
import type { SettingName } from './table.ts';

/** The environment of a process, as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What was written for a setting, and where. */
export interface WrittenValue {
  readonly value: unknown;
  readonly source: 'environment' | 'file';
  /** For messages: `in the environment` or `at laurel.yaml:3:7`. */
  readonly place: string;
}

/** Everything that was written, the environment over the file, and the mistakes in the writing itself. */
export interface WrittenSettings {
  readonly values: ReadonlyMap<SettingName, WrittenValue>;
  readonly mistakes: readonly string[];
  readonly file: string | null;
}

const names = Object.keys(settingsTable) as SettingName[];
const environmentOnly: SettingName = 'LAUREL_SETTINGS';

/** These have been written in small letters for longer than in capitals; as for curl, the small ones win. */
const smallNames: Readonly<Record<string, SettingName>> = {
  http_proxy: 'HTTP_PROXY',
  https_proxy: 'HTTPS_PROXY',
  no_proxy: 'NO_PROXY',
};

/** Names that must be ours when they begin like this: anything else is a slip of the pen. */
const ownPrefixes = ['LAUREL_', 'EVENT_BUS_REDIS_', 'EVENT_BUS_KAFKA_'];

/** Collects what is written in the environment and in the settings file; a value that says nothing counts as not set. */
export function collectSettings(environment: Environment, file?: string): WrittenSettings {
  const values = new Map<SettingName, WrittenValue>();
  const mistakes: string[] = [];
  const path = file ?? (environment[environmentOnly] || null);
  if (path !== null) collectFile(path, values, mistakes);
  collectEnvironment(environment, values, mistakes);
  return { values, mistakes, file: path };
}

function collectEnvironment(
  environment: Environment,
  values: Map<SettingName, WrittenValue>,
  mistakes: string[],
): void {
  const place = 'in the environment';
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue;
    if (name === 'BADGES_CONFIG') {
      const yaml = parseLocatedYaml(value);
      // The text can hold API keys: the parser's message may quote it, so only the place is told.
      if (yaml.syntaxErrors.length > 0) {
        const at = yaml.syntaxErrors.map((error) => error.split(':').slice(0, 2).join(':')).join(', ');
        mistakes.push(`BADGES_CONFIG (${place}): is neither JSON nor YAML; look at line:column ${at}.`);
      } else {
        flatten(yaml.texts, 'BADGES_CONFIG', [], { source: 'environment', placeOf: () => place }, values, mistakes);
      }
    } else if (isSettingName(name)) {
      if (!saysNothing(value)) values.set(name, { value, source: 'environment', place });
    } else if (ownPrefixes.some((prefix) => name.startsWith(prefix))) {
      mistakes.push(
        `${name} (${place}): there is no such setting.${didYouMean(name, topNames())} Correct or remove it.`,
      );
    }
  }
  for (const [small, name] of Object.entries(smallNames)) {
    const value = environment[small];
    if (!saysNothing(value)) values.set(name, { value, source: 'environment', place: `${place}, as ${small}` });
  }
}

function collectFile(file: string, values: Map<SettingName, WrittenValue>, mistakes: string[]): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    mistakes.push(`${file}: can't be read (${code}). Correct --settings or LAUREL_SETTINGS, or remove it.`);
    return;
  }
  const decoded = decodeText(bytes);
  if ('mistake' in decoded) {
    mistakes.push(`${file}: ${decoded.mistake}.`);
    return;
  }
  const yaml = parseLocatedYaml(decoded.text);
  if (yaml.syntaxErrors.length > 0) {
    mistakes.push(...yaml.syntaxErrors.map((error) => `${file}:${error.split('\n')[0] ?? ''}`));
    return;
  }
  const origin = { source: 'file', placeOf: placesIn(file, yaml) } as const;
  flatten(yaml.texts, '', [], origin, values, mistakes);
}

function placesIn(file: string, yaml: LocatedYaml): (path: readonly string[]) => string {
  return (path) => {
    const key = path.at(-1);
    return `at ${file}:${key === undefined ? yaml.locate(path) : yaml.locateKey(path.slice(0, -1), key)}`;
  };
}

interface Origin {
  readonly source: 'environment' | 'file';
  placeOf(path: readonly string[]): string;
}

/** Goes down mappings to the settings; `name` is the dotted name of `value`, empty at the top of a file. */
function flatten(
  value: unknown,
  name: string,
  path: readonly string[],
  origin: Origin,
  values: Map<SettingName, WrittenValue>,
  mistakes: string[],
): void {
  if (saysNothing(value)) return;
  const place = origin.placeOf(path);
  if (isSettingName(name)) {
    values.set(name, { value, source: origin.source, place });
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    mistakes.push(`${name || 'The settings'} (${place}): must be a mapping of names to values.`);
    return;
  }
  const valid = childrenOf(name);
  for (const [key, child] of Object.entries(value)) {
    const childName = name === '' ? key : `${name}.${key}`;
    if (valid.has(key) && childName !== environmentOnly) {
      flatten(child, childName, [...path, key], origin, values, mistakes);
    } else {
      const at = origin.placeOf([...path, key]);
      mistakes.push(`${childName} (${at}): there is no such setting.${didYouMean(key, valid)} Correct or remove it.`);
    }
  }
}

/** What may stand below a dotted name: `childrenOf('BADGES_CONFIG')` is events, credly, accredible and rules. */
function childrenOf(name: string): Set<string> {
  const prefix = name === '' ? '' : `${name}.`;
  const below = names
    .filter((candidate) => candidate.startsWith(prefix))
    .map((candidate) => candidate.slice(prefix.length));
  return new Set(below.map((candidate) => candidate.split('.')[0] ?? ''));
}

function topNames(): Set<string> {
  return childrenOf('');
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingsTable, name);
}

/** An empty variable (as compose files make them), null, or Python's None. */
function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && /^\s*(None)?\s*$/.test(value));
}
