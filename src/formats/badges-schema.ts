import { z } from 'zod';
import { achievementTypes } from '../rules/achievement-types.ts';
import { operatorNames } from '../rules/operators.ts';
import { origins } from '../rules/template.ts';
import type { OperatorName, Origin } from '../rules/template.ts';
import { slug, slugHelp } from '../rules/validate.ts';

/**
 * The shape of badges.yaml, the badge templates as code. The published docs/badges.schema.json is made from it; what a
 * schema can't say (unique ids, known events, types of key paths) is checked in badges-file.ts.
 */

const id = (what: string): z.ZodString =>
  z.string().regex(slug, slugHelp.text).describe(`Stable id of the ${what}; keep it when you edit the rest.`);

const words = (what: string, most: number): z.ZodString => z.string().max(most).describe(what);

const uuid = z
  .string()
  .regex(
    /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
    'must be a UUID such as 9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11',
  );

const eventType = z.string().min(1).describe('Event type of openedx-events, one of BADGES_CONFIG.events.');

const rule = z.strictObject({
  path: z.string().min(1).describe('Key path relative to the payload, for example course.course_key.'),
  operator: z
    .enum(operatorNames as [OperatorName, ...OperatorName[]])
    .describe('eq: equal; ne: not equal. A missing or null value is never equal.'),
  value: z
    .union([z.string(), z.number(), z.boolean()])
    .describe('The expected value. The type of the path decides how it is read.'),
});

const rules = z
  .array(rule)
  .default([])
  .describe('All rules must match; without rules, every event of the type matches.');

const requirement = z.strictObject({
  id: id('requirement'),
  event: eventType,
  group: z
    .union([z.string().min(1).max(100), z.number()])
    .nullable()
    .default(null)
    .describe('Requirements in the same group are alternatives; default: a group of its own.'),
  description: words('A text for people: what it requires.', 10_000).default(''),
  rules,
});

const penalty = z.strictObject({
  id: id('penalty'),
  event: eventType,
  description: words('Shown publicly as the reason when this penalty revokes a badge.', 10_000).default(''),
  requirements: z.array(z.string()).default([]).describe('Ids of the requirements of this template that it resets.'),
  rules,
});

const credly = z
  .strictObject({
    organization: uuid.describe('Credly organization (UUID).'),
    template: uuid.describe('Badge template at Credly (UUID).'),
  })
  .describe('The badge template at Credly.');

const accredible = z
  .strictObject({
    account: z.string().min(1).describe('Name of the account in BADGES_CONFIG.accredible.ACCOUNTS.'),
    group: z.int().positive().describe('Number of the group at Accredible.'),
  })
  .describe('The group at Accredible.');

const openedx = z
  .strictObject({
    issuer: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be the name of an issuer, such as acme-academy')
      .optional()
      .describe('The issuer (see `laurel issuers list`); default: the default issuer.'),
    type: z.enum(achievementTypes).optional().describe('The achievement type of Open Badges 3.0; default: `Badge`.'),
    criteria: words('What learners have to do for it, in Markdown.', 20_000).default(''),
    tags: z.array(z.string().min(1).max(100)).max(50).default([]).describe('Keywords for finding the badge.'),
    alignments: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(500).describe('The entry, such as a skill.'),
          url: z
            .string()
            .max(2_000)
            .regex(/^https?:\/\/\S+$/, 'must be an http or https address')
            .describe('URL of the entry.'),
          framework: z.string().min(1).max(500).optional().describe('The framework, such as ESCO.'),
          code: z.string().min(1).max(200).optional().describe('Its code in the framework.'),
        }),
      )
      .max(50)
      .default([])
      .describe('Entries of frameworks that the badge corresponds to.'),
    language: z
      .string()
      .regex(/^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR')
      .optional()
      .describe('Language of its texts; default: the language of the issuer.'),
    image: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .describe(
        'The image: a PNG or SVG file, relative to this file, to be stored in Laurel; or the digest of a stored image.',
      ),
  })
  .describe('For badges that Laurel issues itself.');

/** JSON Schema for "a template of this origin has this field, and no other has it". */
const heldBy = (origin: Origin): object => ({
  anyOf: [
    { properties: { origin: { const: origin } }, required: [origin] },
    { properties: { origin: { not: { const: origin } }, [origin]: false } },
  ],
});

/** And for "only a template of this origin may have it". */
const onlyOf = (origin: Origin): object => ({
  anyOf: [{ properties: { origin: { const: origin } } }, { properties: { [origin]: false } }],
});

export const templateSchema = z
  .strictObject({
    id: id('template'),
    name: z.string().min(1).max(500).describe('The name of the badge, as learners see it.'),
    description: words('What the badge stands for.', 10_000).default(''),
    image_url: z
      .string()
      .regex(/^https?:\/\/\S+$/, 'must be an http or https address')
      .optional()
      .describe('Image URL.'),
    origin: z.enum(origins).describe('Where the badges are issued: this site (openedx), Credly or Accredible.'),
    openedx: openedx.optional(),
    credly: credly.optional(),
    accredible: accredible.optional(),
    active: z.boolean().default(true).describe('Whether events are processed for it.'),
    requirements: z.array(requirement).default([]),
    penalties: z.array(penalty).default([]),
  })
  .meta({ allOf: [onlyOf('openedx'), heldBy('credly'), heldBy('accredible')] });

export const badgesFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe('For editors; ignored by Laurel.'),
    templates: z.array(templateSchema).describe('Badge templates. Templates that are not in the file are not changed.'),
  })
  .meta({ patternProperties: { '^x-': { description: 'For anchors; ignored by Laurel.' } } });

export type BadgesFile = z.output<typeof badgesFileSchema>;
export type FileTemplate = z.output<typeof templateSchema>;

/** The JSON Schema of badges.yaml, as text: docs/badges.schema.json. */
export function renderBadgesSchema(): string {
  const schema = z.toJSONSchema(badgesFileSchema, { io: 'input', target: 'draft-2020-12' });
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, title: 'badges.yaml: badge templates of Laurel', ...rest }, null, 2)}\n`;
}

/** The fields that the mapping at a path of the file can have; empty for a path that holds no mapping. */
export function validKeysAt(path: readonly (string | number)[]): readonly string[] {
  let schema: unknown = badgesFileSchema;
  for (const step of path) {
    const around = bare(schema);
    if (around instanceof z.ZodArray) schema = around.element;
    else schema = around instanceof z.ZodObject ? (around.shape as Record<string, unknown>)[step] : undefined;
  }
  const found = bare(schema);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/**
 * A value of the file as it is meant: where a text belongs, a number or a boolean is the text that was written (`007`, `1.10`,
 * `TRUE`); elsewhere it stays what YAML makes of it.
 *
 * @param texts the same value, every scalar as it was written
 */
export function asMeant(schema: unknown, value: unknown, texts: unknown): unknown {
  const meant = bare(schema);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = Array.isArray(texts) ? texts : [];
    return meant instanceof z.ZodArray
      ? value.map((item: unknown, index) => asMeant(meant.element, item, items[index]))
      : value;
  }
  if (typeof value === 'object' && value !== null) {
    if (!(meant instanceof z.ZodObject)) return value;
    const shape = meant.shape as Record<string, unknown>;
    const written = (texts ?? {}) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, asMeant(shape[key], item, written[key])]),
    );
  }
  const isTyped = typeof value === 'number' || typeof value === 'boolean';
  return isTyped && typeof texts === 'string' && takesText(meant) ? texts : value;
}

function takesText(schema: unknown): boolean {
  if (schema instanceof z.ZodUnion) return schema.options.some(takesText);
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum;
}

/** The schema without its "may be absent" and "may be null". */
function bare(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? bare(schema.unwrap())
    : schema;
}
