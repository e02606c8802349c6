import { credentialsContextUrl, openBadgesContextUrl, openBadgesExtensionsUrl } from '../contexts/vendored.ts';
import type { JsonObject } from '../json.ts';
import { composeAchievement, composeProfile } from './achievement.ts';
import type { CredentialInput, Evidence, Result, StatusSlot } from './input.ts';
import { composeRecipient } from './recipient.ts';
import { absolute, compact, CredentialInputError, moment, optional, required } from './values.ts';

/** The schema of 1EdTech that every credential names: lists are written as lists, even of one. */
export const achievementCredentialSchemaUrl =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/**
 * Makes the credential of a badge, ready to be signed: Open Badges 3.0 on Verifiable Credentials 2.0, in the form that the
 * strict schema of 1EdTech and all verifiers accept.
 *
 * @throws CredentialInputError naming the field that can't be written
 */
export function composeCredential(input: CredentialInput): JsonObject {
  const { validUntil, awardedDate, evidence = [], results = [], status } = input;
  const validFrom = moment(input.validFrom, 'validFrom');
  const achievement = composeAchievement(input.achievement);
  if (validUntil !== undefined && Date.parse(validUntil) <= Date.parse(validFrom))
    throw new CredentialInputError(`validUntil (${validUntil}) is not after validFrom (${validFrom}).`);
  checkResults(input);
  return compact({
    '@context': [credentialsContextUrl, openBadgesContextUrl, openBadgesExtensionsUrl],
    id: absolute(input.id, "the credential's id"),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: required(input.achievement.name, "the achievement's name"),
    issuer: composeProfile(input.issuer),
    validFrom,
    validUntil: optionalMoment(validUntil, 'validUntil'),
    awardedDate: optionalMoment(awardedDate, 'awardedDate'),
    credentialSubject: compact({
      ...composeRecipient(input.recipient),
      activityStartDate: optionalMoment(input.activityStart, 'activityStart'),
      activityEndDate: optionalMoment(input.activityEnd, 'activityEnd'),
      achievement,
      result: results.map(composeResult),
    }),
    evidence: evidence.map(composeEvidence),
    credentialSchema: [{ id: achievementCredentialSchemaUrl, type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: status && composeStatus(status),
  });
}

function optionalMoment(value: string | undefined, field: string): string | undefined {
  return value === undefined ? undefined : moment(value, field);
}

function checkResults({ results = [], achievement }: CredentialInput): void {
  const described = new Set(achievement.resultDescriptions?.map(({ id }) => id));
  const stray = results.find(({ of }) => !described.has(of));
  if (stray !== undefined) throw new CredentialInputError(`The achievement describes no result ${stray.of}.`);
}

function composeResult({ of, value }: Result): JsonObject {
  return {
    type: ['Result'],
    resultDescription: absolute(of, 'the description of a result'),
    value: required(value, 'the value of a result'),
  };
}

function composeEvidence({ id, name, description, narrative, genre }: Evidence): JsonObject {
  return compact({
    id: id === undefined ? undefined : absolute(id, 'the id of an evidence'),
    type: ['Evidence'],
    name: optional(name, 'the name of an evidence'),
    description: optional(description, 'the description of an evidence'),
    narrative: optional(narrative, 'the narrative of an evidence'),
    genre: optional(genre, 'the genre of an evidence'),
  });
}

/** One entry, as an object: Open Badges 3.0 allows no list here. */
function composeStatus({ list, index }: StatusSlot): JsonObject {
  if (!Number.isSafeInteger(index) || index < 0)
    throw new CredentialInputError(`${index} is no place of a status list.`);
  const statusListCredential = absolute(list, "the status list's URL");
  return {
    id: `${statusListCredential}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential,
  };
}
