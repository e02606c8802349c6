import type { JsonObject } from '../json.ts';
import type { Achievement, Alignment, Image, Profile, ResultDescription } from './input.ts';
import { absolute, compact, CredentialInputError, languageCode, optional, required } from './values.ts';

/** The profile of an issuer, as it is in each of its credentials. */
export function composeProfile(profile: Profile): JsonObject {
  return compact({
    id: absolute(profile.id, "the issuer's id"),
    type: ['Profile'],
    name: required(profile.name, "the issuer's name"),
    url: optionalAddress(profile.url, "the issuer's URL"),
    email: optional(profile.email, "the issuer's e-mail address"),
    description: optional(profile.description, "the issuer's description"),
    image: composeImage(profile.image, "the issuer's image URL"),
  });
}

/** The achievement, as it is in every credential of it and at its public address. */
export function composeAchievement(achievement: Achievement): JsonObject {
  const { criteria, creator, tags = [], alignments = [], resultDescriptions = [] } = achievement;
  const criteriaObject = compact({
    id: optionalAddress(criteria.url, 'the criteria URL'),
    narrative: optional(criteria.narrative, 'the criteria'),
  });
  if (Object.keys(criteriaObject).length === 0)
    throw new CredentialInputError('The achievement needs criteria: a URL, or a text.');
  return compact({
    id: absolute(achievement.id, "the achievement's id"),
    type: ['Achievement'],
    achievementType: optional(achievement.type, 'the achievement type') ?? 'Badge',
    name: required(achievement.name, "the achievement's name"),
    description: required(achievement.description, "the achievement's description"),
    criteria: criteriaObject,
    image: composeImage(achievement.image, "the achievement's image URL"),
    creator: creator && composeProfile(creator),
    tag: tags.map((tag) => required(tag, 'a tag')),
    inLanguage: languageCode(achievement.language),
    version: optional(achievement.version, 'the version'),
    alignment: alignments.map(composeAlignment),
    resultDescription: resultDescriptions.map(composeResultDescription),
  });
}

function composeImage(image: Image | undefined, field: string): JsonObject | undefined {
  if (image === undefined) return undefined;
  return compact({ id: absolute(image.url, field), type: 'Image', caption: optional(image.caption, 'the caption') });
}

function composeAlignment(alignment: Alignment): JsonObject {
  return compact({
    type: ['Alignment'],
    targetName: required(alignment.name, 'the name of an alignment'),
    targetUrl: absolute(alignment.url, 'the URL of an alignment'),
    targetDescription: optional(alignment.description, 'the description of an alignment'),
    targetFramework: optional(alignment.framework, 'the framework of an alignment'),
    targetCode: optional(alignment.code, 'the code of an alignment'),
    targetType: optional(alignment.type, 'the type of an alignment'),
  });
}

function composeResultDescription(description: ResultDescription): JsonObject {
  return compact({
    id: absolute(description.id, 'the id of a result description'),
    type: ['ResultDescription'],
    name: required(description.name, 'the name of a result description'),
    resultType: required(description.type, 'the type of a result description'),
    valueMin: optional(description.valueMin, 'the lowest value of a result'),
    valueMax: optional(description.valueMax, 'the highest value of a result'),
  });
}

function optionalAddress(value: string | undefined, field: string): string | undefined {
  return value === undefined || value === '' ? undefined : absolute(value, field);
}
