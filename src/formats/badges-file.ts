import { readFileSync } from 'node:fs';
import { CommandError } from '../errors.ts';
import type { LaurelError } from '../errors.ts';
import type { Achievement, DataRule, Holder, Template } from '../rules/template.ts';
import { validateTemplate } from '../rules/validate.ts';
import type { Vocabulary } from '../rules/value-type.ts';
import { asMeant, badgesFileSchema, templateSchema, validKeysAt } from './badges-schema.ts';
import type { FileTemplate } from './badges-schema.ts';
import { parseLocatedYaml } from './located-yaml.ts';
import type { LocatedYaml } from './located-yaml.ts';
import { schemaMistakes } from './schema-mistakes.ts';
import type { FileMistake } from './schema-mistakes.ts';
import { decodeText } from './text-file.ts';

const mostMistakes = 100;

type Path = readonly (string | number)[];

/**
 * Reads a badges file.
 *
 * @throws LaurelError FILE_UNREADABLE or BADGES_FILE_INVALID
 */
export function readBadgesFile(path: string, vocabulary: Vocabulary): Template[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new CommandError('FILE_UNREADABLE', `${path}: ${errorText(error)}`, { cause: error });
  }
  const decoded = decodeText(bytes);
  if ('mistake' in decoded) throw new CommandError('FILE_UNREADABLE', `${path} ${decoded.mistake}.`);
  return parseBadgesFile(decoded.text, path, vocabulary);
}

/**
 * Parses the text of a badges file (YAML or JSON) and checks all that can be checked without a database.
 *
 * @param name of the file, for messages
 * @param vocabulary the event types that templates may use, with their key paths (S1, S7)
 * @returns templates in file order, version 1
 * @throws LaurelError BADGES_FILE_INVALID with every mistake as `file:line:column: field: what is wrong and what would
 *   be valid`
 */
export function parseBadgesFile(text: string, name: string, vocabulary: Vocabulary): Template[] {
  const yaml = parseLocatedYaml(text);
  if (yaml.syntaxErrors.length > 0) throw invalid(name, yaml.syntaxErrors);
  const file = withoutExtensions(asMeant(badgesFileSchema, yaml.value, yaml.texts));
  const shape = badgesFileSchema.safeParse(file, { reportInput: true });
  const mistakes = (shape.error?.issues ?? []).flatMap((issue) => schemaMistakes(issue, validKeysAt));
  const templates: Template[] = [];
  // Template by template, so that a slip in one does not hide what is wrong in the others.
  for (const [index, value] of listOf(file).entries()) {
    const at: Path = ['templates', index];
    mistakes.push(...holderMistakes(value, at));
    const parsed = templateSchema.safeParse(value);
    const template = parsed.success ? fromFile(parsed.data, vocabulary) : null;
    if (template === null) continue;
    mistakes.push(
      ...validateTemplate(template, vocabulary).map(({ path, message }) => ({ path: [...at, ...path], message })),
    );
    mistakes.push(...clashes(template, templates, at));
    templates.push(template);
  }
  if (mistakes.length > 0) throw invalid(name, inFileOrder(mistakes.slice(0, mostLocated), yaml), mistakes.length);
  return templates;
}

/** So many are looked up in the file before they are put in order: looking one up takes as long as the file is. */
const mostLocated = 1_000;

/** With the first of very many mistakes: whoever made so many has made one of them over and over. */
function invalid(name: string, mistakes: readonly string[], count = mistakes.length): LaurelError {
  const told = mistakes.slice(0, mostMistakes).map((mistake) => `${name}:${mistake}`);
  const untold = count - told.length;
  if (untold > 0) told.push(`${name}: ${untold} more mistakes are not shown; mend these first`);
  return new CommandError('BADGES_FILE_INVALID', told);
}

/** Top-level fields that begin with `x-` hold what aliases and merge keys refer to, as in other YAML files. */
function withoutExtensions(file: unknown): unknown {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) return file;
  return Object.fromEntries(Object.entries(file).filter(([key]) => !key.startsWith('x-')));
}

function fromFile(file: FileTemplate, vocabulary: Vocabulary): Template | null {
  const holder = holderOf(file);
  if (holder === null) return null;
  const rulesOf = ({ event, rules }: FileTemplate['requirements' | 'penalties'][number]): DataRule[] => {
    const types = new Map(vocabulary.keyPaths(event).map(({ path, type }) => [path, type]));
    return rules.map(({ path, operator, value }) => {
      const text = String(value);
      // YAML has more spellings of true and false than rules have.
      const isWord = types.get(path) === 'boolean' && /^(true|false)$/i.test(text);
      return { path, operator, value: isWord ? text.toLowerCase() : text };
    });
  };
  return {
    id: file.id,
    name: file.name,
    description: file.description,
    imageUrl: file.image_url ?? null,
    holder,
    ...(file.openedx && { achievement: achievementOf(file.openedx) }),
    active: file.active,
    version: 1,
    requirements: file.requirements.map((requirement) => ({
      ...requirement,
      group: requirement.group === null ? null : String(requirement.group),
      rules: rulesOf(requirement),
    })),
    penalties: file.penalties.map((penalty) => ({ ...penalty, rules: rulesOf(penalty) })),
  };
}

function holderOf({ origin, credly, accredible }: FileTemplate): Holder | null {
  switch (origin) {
    case 'openedx':
      return { origin };
    case 'credly':
      return credly ? { origin, ...lowerCase(credly) } : null;
    case 'accredible':
      return accredible ? { origin, ...accredible } : null;
  }
}

function achievementOf(openedx: NonNullable<FileTemplate['openedx']>): Achievement {
  const { issuer = null, type = null, criteria, tags, alignments, language = null, image = null } = openedx;
  const entries = alignments.map(({ framework = null, code = null, ...entry }) => ({ ...entry, framework, code }));
  return { issuer, type, criteria, tags, alignments: entries, language, image };
}

/** UUIDs have one spelling here, so that equal ones meet. */
function lowerCase({ organization, template }: { organization: string; template: string }): {
  organization: string;
  template: string;
} {
  return { organization: organization.toLowerCase(), template: template.toLowerCase() };
}

/** `credly` belongs to origin credly, and so on; what `openedx` adds may be left out. */
function holderMistakes(template: unknown, at: Path): FileMistake[] {
  if (typeof template !== 'object' || template === null) return [];
  const origin = 'origin' in template ? template.origin : undefined;
  return (['openedx', 'credly', 'accredible'] as const).flatMap((holder): FileMistake[] => {
    if (holder !== 'openedx' && origin === holder && !(holder in template))
      return [{ path: at, message: `origin ${holder} needs the field ${holder}: {${holderFields[holder]}}` }];
    if (origin !== holder && holder in template && origin !== undefined)
      return [{ path: at, key: holder, message: `belongs to origin: ${holder} only; remove it or change the origin` }];
    return [];
  });
}

const holderFields = { credly: 'organization: UUID, template: UUID', accredible: 'account: NAME, group: NUMBER' };

/** What must differ between the templates of a file. */
function clashes(template: Template, earlier: readonly Template[], at: Path): FileMistake[] {
  const mistakes: FileMistake[] = [];
  if (earlier.some(({ id }) => id === template.id))
    mistakes.push({
      path: [...at, 'id'],
      message: `"${template.id}" is the id of an earlier template; ids are unique`,
    });
  const { holder } = template;
  const twin = earlier.find((other) => JSON.stringify(other.holder) === JSON.stringify(holder));
  if (holder.origin !== 'openedx' && twin)
    mistakes.push({
      path: [...at, holder.origin],
      message: `the template "${twin.id}" issues the same badge outside; each needs its own`,
    });
  return mistakes;
}

function inFileOrder(mistakes: readonly FileMistake[], yaml: LocatedYaml): string[] {
  const located = mistakes.map(({ path, key, message }) => {
    const place = key === undefined ? yaml.locate(path) : yaml.locateKey(path, key);
    const field = fieldPath(key === undefined ? path : [...path, key]);
    const [line = 0, column = 0] = place.split(':').map(Number);
    return { line, column, text: `${place}: ${field === '' ? '' : `${field}: `}${message}` };
  });
  return located.toSorted((a, b) => a.line - b.line || a.column - b.column).map(({ text }) => text);
}

/** `templates[0].requirements[1].id` */
function fieldPath(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

function listOf(value: unknown): readonly unknown[] {
  const isFile = typeof value === 'object' && value !== null && 'templates' in value;
  return isFile && Array.isArray(value.templates) ? value.templates : [];
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
