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

const words: Schema = { type: 'string', minLength: 1 };
const text: Schema = { type: 'string' };
const moment: Schema = { type: 'string', format: 'date-time' };
/** 1EdTech's own pattern: not every tag of BCP 47 fits it. */
const language: Schema = { type: 'string', pattern: '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$' };

/** How strict it is about what differs: the rest is the same for badges of anyone. */
interface Rules {
  readonly list: (item: Schema, contains?: string) => Schema;
  readonly uri: Schema;
  readonly email: Schema;
  /** Of a status or a schema; Verifiable Credentials do without, Open Badges don't. */
  readonly identified: Schema;
  /** Where nothing else may be. */
  readonly closed: Schema;
}

const strictRules: Rules = {
  list: (item, contains) => listOf('strict', item, contains),
  uri: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
  identified: object({ id: { type: 'string', format: 'uri' }, type: words }, ['id', 'type']),
  closed: { additionalProperties: false },
};

/** Ids of others may be in any script, and addresses as their specifications have them. */
const tolerantRules: Rules = {
  list: (item, contains) => listOf('tolerant', item, contains),
  uri: words,
  email: text,
  identified: object({ id: words, type: words }, ['type']),
  closed: {},
};

const openBadgesContext = String.raw`^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d+\.\d+)?\.json$`;

/** The contexts stand in an order; others have more of them, and older ones, in between. */
const contexts: Readonly<Record<Strictness, Schema>> = {
  strict: {
    type: 'array',
    minItems: 2,
    items: [{ const: 'https://www.w3.org/ns/credentials/v2' }, { type: 'string', pattern: openBadgesContext }],
    additionalItems: strictRules.uri,
  },
  tolerant: {
    type: 'array',
    minItems: 2,
    items: { anyOf: [words, { type: 'object' }] },
    contains: { type: 'string', pattern: openBadgesContext },
  },
};

/** The schema of a whole credential. */
export function credentialSchema(strictness: Strictness): Schema {
  const rules = strictness === 'strict' ? strictRules : tolerantRules;
  const { list, uri } = rules;
  const profile = profileSchema(rules);
  return object(
    {
      '@context': contexts[strictness],
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
      image: imageSchema(rules),
      issuer: strictness === 'strict' ? profile : { anyOf: [uri, profile] },
      validFrom: moment,
      validUntil: moment,
      issuanceDate: moment,
      expirationDate: moment,
      awardedDate: moment,
      credentialSubject: subjectSchema(rules, profile),
      evidence: list(evidenceSchema(rules)),
      credentialSchema: list(rules.identified),
      // Several are not allowed: verifiers of Open Badges look at one.
      credentialStatus: rules.identified,
      refreshService: object({ id: uri, type: words }, ['id', 'type']),
      termsOfUse: list(object({ id: uri, type: words }, ['type'])),
      proof: list(object({ type: words, created: moment, verificationMethod: uri, proofPurpose: text }, ['type'])),
    },
    ['@context', 'id', 'type', 'issuer', 'credentialSubject'],
    // The older form has the date under its older name.
    { anyOf: [{ required: ['validFrom'] }, ...(strictness === 'tolerant' ? [{ required: ['issuanceDate'] }] : [])] },
  );
}

function imageSchema({ uri, closed }: Rules): Schema {
  return object({ id: uri, type: { enum: ['Image'] }, caption: text }, ['id', 'type'], closed);
}

function profileSchema(rules: Rules): Schema {
  const { list, uri, email } = rules;
  return object(
    {
      id: uri,
      type: list(words, 'Profile'),
      name: text,
      url: uri,
      email,
      phone: text,
      description: text,
      image: imageSchema(rules),
      address: addressSchema(rules),
      otherIdentifier: list(identifierEntry),
      official: text,
      parentOrg: object({ id: uri, type: list(words, 'Profile') }, ['id', 'type']),
      dateOfBirth: text,
    },
    ['id', 'type'],
  );
}

function addressSchema({ list }: Rules): Schema {
  const coordinates = object(
    { type: { enum: ['GeoCoordinates'] }, latitude: { type: 'number' }, longitude: { type: 'number' } },
    ['type', 'latitude', 'longitude'],
  );
  return object({ type: list(words, 'Address'), addressCountryCode: text, geo: coordinates }, ['type']);
}

function subjectSchema(rules: Rules, profile: Schema): Schema {
  const { list, uri } = rules;
  return object(
    {
      id: uri,
      type: list(words, 'AchievementSubject'),
      identifier: list(identitySchema),
      activityStartDate: moment,
      activityEndDate: moment,
      creditsEarned: { type: 'number' },
      achievement: achievementSchema(rules, profile),
      image: imageSchema(rules),
      licenseNumber: text,
      narrative: text,
      result: list(resultSchema(rules)),
      role: text,
      source: profile,
      term: text,
    },
    ['type', 'achievement'],
    { anyOf: [{ required: ['id'] }, { required: ['identifier'] }] },
  );
}

/** With nothing else in it: so says the specification, for anyone. */
const identitySchema: Schema = object(
  {
    type: { enum: ['IdentityObject'] },
    hashed: { type: 'boolean' },
    identityHash: text,
    identityType: extensible(identityTypes),
    salt: text,
  },
  ['type', 'hashed', 'identityHash', 'identityType'],
  { additionalProperties: false },
);

const identifierEntry: Schema = object(
  { type: { enum: ['IdentifierEntry'] }, identifier: text, identifierType: extensible(identityTypes) },
  ['type', 'identifier', 'identifierType'],
  { additionalProperties: false },
);

function achievementSchema(rules: Rules, profile: Schema): Schema {
  const { list, uri } = rules;
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
      image: imageSchema(rules),
      creator: profile,
      creditsAvailable: { type: 'number' },
      fieldOfStudy: text,
      humanCode: text,
      specialization: text,
      tag: list(text),
      inLanguage: language,
      version: text,
      alignment: list(alignmentSchema(rules)),
      otherIdentifier: list(identifierEntry),
      related: list(
        object({ id: uri, type: list(words, 'Related'), inLanguage: language, version: text }, ['id', 'type']),
      ),
      resultDescription: list(resultDescriptionSchema(rules)),
    },
    ['id', 'type', 'name', 'description', 'criteria'],
  );
}

function alignmentSchema({ list, uri }: Rules): Schema {
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

function resultDescriptionSchema(rules: Rules): Schema {
  const { list, uri } = rules;
  const level = { id: uri, type: list(words, 'RubricCriterionLevel'), name: text, level: text, points: text };
  return object(
    {
      id: uri,
      type: list(words, 'ResultDescription'),
      name: text,
      resultType: extensible(resultTypes),
      alignment: list(alignmentSchema(rules)),
      allowedValue: list(text),
      requiredLevel: uri,
      requiredValue: text,
      rubricCriterionLevel: list(object(level, ['id', 'type', 'name'])),
      valueMin: text,
      valueMax: text,
    },
    ['id', 'type', 'name', 'resultType'],
  );
}

function resultSchema(rules: Rules): Schema {
  const { list, uri } = rules;
  return object(
    {
      type: list(words, 'Result'),
      resultDescription: uri,
      value: text,
      achievedLevel: uri,
      alignment: list(alignmentSchema(rules)),
      status: { enum: resultStatuses },
    },
    ['type'],
  );
}

function evidenceSchema({ list, uri }: Rules): Schema {
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

function object(properties: Schema, required: readonly string[], more: Schema = {}): Schema {
  return { type: 'object', properties, required, ...more };
}
