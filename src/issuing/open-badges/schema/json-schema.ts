import { achievementTypes } from '../../../rules/achievement-types.ts';
import { alignmentTypes, identityTypes, resultStatuses, resultTypes } from './vocabulary.ts';

/**
 * The JSON Schema of a credential, written after the data model of Open Badges 3.0 (appendix B). 1EdTech's own schema is on no
 * package registry and under no licence to pass it on, see docs/decisions/0044.
 *
 * - strict: lists are lists even of one, as Laurel writes them
 * - tolerant: of what may be many, one may stand alone, as JSON-LD has it; so credentials of others are read
 */
export type Strictness = 'strict' | 'tolerant';

type Schema = Readonly<Record<string, unknown>>;

const uri: Schema = { type: 'string', format: 'uri' };
const words: Schema = { type: 'string', minLength: 1 };
const text: Schema = { type: 'string' };
const moment: Schema = { type: 'string', format: 'date-time' };

/** The schema of a whole credential. */
export function credentialSchema(strictness: Strictness): Schema {
  const list = (item: Schema, contains?: string): Schema => listOf(strictness, item, contains);
  const profile = profileSchema(list);
  const status = typed({ id: uri, type: words });
  return object(
    {
      '@context': {
        type: 'array',
        minItems: 2,
        items: { anyOf: [uri, { type: 'object' }] },
        contains: {
          type: 'string',
          pattern: String.raw`^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d+\.\d+)?\.json$`,
        },
      },
      id: uri,
      type: {
        ...list(words, 'VerifiableCredential'),
        allOf: [
          { contains: { enum: ['VerifiableCredential'] } },
          { contains: { enum: ['OpenBadgeCredential', 'AchievementCredential'] } },
        ],
      },
      name: text,
      description: text,
      image: imageSchema,
      issuer: strictness === 'strict' ? profile : { anyOf: [uri, profile] },
      validFrom: moment,
      validUntil: moment,
      issuanceDate: moment,
      expirationDate: moment,
      awardedDate: moment,
      credentialSubject: subjectSchema(list, profile),
      evidence: list(evidenceSchema(list)),
      credentialSchema: list(typed({ id: uri, type: words })),
      // Several are not allowed: verifiers of Open Badges look at one.
      credentialStatus: status,
      proof: list(typed({ type: words })),
    },
    ['@context', 'id', 'type', 'issuer', 'credentialSubject'],
    // The older form has the date under its older name.
    { anyOf: [{ required: ['validFrom'] }, ...(strictness === 'tolerant' ? [{ required: ['issuanceDate'] }] : [])] },
  );
}

type ListOf = (item: Schema, contains?: string) => Schema;

const imageSchema = object({ id: uri, type: { enum: ['Image'] }, caption: text }, ['id', 'type']);

function profileSchema(list: ListOf): Schema {
  return object(
    {
      id: uri,
      type: list(words, 'Profile'),
      name: text,
      url: uri,
      email: { type: 'string', format: 'email' },
      description: text,
      image: imageSchema,
    },
    ['id', 'type'],
  );
}

function subjectSchema(list: ListOf, profile: Schema): Schema {
  return object(
    {
      id: uri,
      type: list(words, 'AchievementSubject'),
      identifier: list(identitySchema),
      activityStartDate: moment,
      activityEndDate: moment,
      creditsEarned: { type: 'number' },
      achievement: achievementSchema(list, profile),
      image: imageSchema,
      licenseNumber: text,
      narrative: text,
      result: list(resultSchema(list)),
      role: text,
      source: profile,
      term: text,
    },
    ['type', 'achievement'],
    { anyOf: [{ required: ['id'] }, { required: ['identifier'] }] },
  );
}

const identitySchema: Schema = {
  ...object(
    {
      type: { enum: ['IdentityObject'] },
      hashed: { type: 'boolean' },
      identityHash: text,
      identityType: extensible(identityTypes),
      salt: text,
    },
    ['type', 'hashed', 'identityHash', 'identityType'],
  ),
  additionalProperties: false,
};

function achievementSchema(list: ListOf, profile: Schema): Schema {
  return object(
    {
      id: uri,
      type: list(words, 'Achievement'),
      achievementType: extensible(achievementTypes),
      name: words,
      description: text,
      criteria: object({ id: uri, narrative: text }, [], {
        anyOf: [{ required: ['id'] }, { required: ['narrative'] }],
      }),
      image: imageSchema,
      creator: profile,
      creditsAvailable: { type: 'number' },
      fieldOfStudy: text,
      humanCode: text,
      specialization: text,
      tag: list(text),
      inLanguage: { type: 'string', pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' },
      version: text,
      alignment: list(alignmentSchema(list)),
      resultDescription: list(resultDescriptionSchema(list)),
    },
    ['id', 'type', 'name', 'description', 'criteria'],
  );
}

function alignmentSchema(list: ListOf): Schema {
  return object(
    {
      type: list(words, 'Alignment'),
      targetName: text,
      targetUrl: uri,
      targetDescription: text,
      targetFramework: text,
      targetCode: text,
      targetType: extensible(alignmentTypes),
    },
    ['type', 'targetName', 'targetUrl'],
  );
}

function resultDescriptionSchema(list: ListOf): Schema {
  return object(
    {
      id: uri,
      type: list(words, 'ResultDescription'),
      name: text,
      resultType: extensible(resultTypes),
      allowedValue: list(text),
      requiredLevel: uri,
      requiredValue: text,
      valueMin: text,
      valueMax: text,
    },
    ['id', 'type', 'name', 'resultType'],
  );
}

function resultSchema(list: ListOf): Schema {
  return object(
    {
      type: list(words, 'Result'),
      resultDescription: uri,
      value: text,
      achievedLevel: uri,
      status: { enum: resultStatuses },
    },
    ['type'],
  );
}

function evidenceSchema(list: ListOf): Schema {
  return object(
    {
      id: uri,
      type: list(words, 'Evidence'),
      name: text,
      narrative: text,
      description: text,
      genre: text,
      audience: text,
    },
    ['type'],
  );
}

function listOf(strictness: Strictness, item: Schema, contains?: string): Schema {
  const containing = contains === undefined ? {} : { contains: { enum: [contains] } };
  const list = { type: 'array', minItems: 1, items: item, ...containing };
  const alone = contains === undefined ? item : { enum: [contains] };
  return strictness === 'strict' ? list : { anyOf: [list, alone] };
}

function extensible(names: readonly string[]): Schema {
  return { anyOf: [{ enum: names }, { type: 'string', pattern: '^ext:[A-Za-z0-9._-]+$' }] };
}

function typed(properties: Schema): Schema {
  return object(properties, ['type']);
}

function object(properties: Schema, required: readonly string[], more: Schema = {}): Schema {
  return { type: 'object', properties, required, ...more };
}
