import { credentialsContextUrl, credentialsContextV1Url } from '../contexts/vendored.ts';
import { asList } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { badgeVct } from '../proofs/sd-jwt.ts';
import { schemaMistakes } from '../schema/check-schema.ts';
import { hasOtherSpelling } from './bounds.ts';
import type { ReadBadge } from './read-badge.ts';
import { failed, passed } from './result.ts';
import type { Finding } from './result.ts';

const openBadges3 = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(?:-3\.\d+\.\d+)?\.json$/;

/** Whether it is an Open Badge 3.0, and has the parts that one has. */
export function checkForm(badge: ReadBadge): Finding {
  if (badge.form === 'sd-jwt') return checkClaims(badge.claims);
  const { credential } = badge;
  const contexts = asList(credential['@context']);
  const types = asList(credential['type']);
  if (contexts.some((context) => typeof context === 'string' && context.startsWith('https://w3id.org/openbadges/')))
    return failed('notOpenBadge3', 'It is a badge of Open Badges 2.0; this verifies Open Badges 3.0.');
  const isBadge = ['OpenBadgeCredential', 'AchievementCredential'].some((type) => types.includes(type));
  if (!types.includes('VerifiableCredential') || !isBadge)
    return failed('notOpenBadge3', 'Its types do not say that it is an Open Badge 3.0.');
  const [first, second] = contexts;
  const isOrdered =
    (first === credentialsContextUrl || first === credentialsContextV1Url) &&
    typeof second === 'string' &&
    openBadges3.test(second);
  if (!isOrdered)
    return failed(
      'notOpenBadge3',
      'Its contexts have to begin with the one of credentials and the one of Open Badges 3.0.',
    );
  // The same statements under other names would be signed just as well, and not seen by who looks for the usual ones.
  if (badge.form === 'json' && hasOtherSpelling(credential))
    return failed('notOpenBadge3', 'It uses names with ":" or "@", under which a badge could hide what it says.');
  const mistakes = schemaMistakes(credential, 'tolerant');
  return mistakes.length === 0
    ? passed('isOpenBadge', 'It is an Open Badge 3.0.')
    : failed('schemaMistakes', `It does not fit the schema of Open Badges 3.0: ${mistakes.join('; ')}.`);
}

function checkClaims({ vct, achievement, iss }: JsonObject): Finding {
  return vct === badgeVct && achievement !== undefined && typeof iss === 'string'
    ? passed('isOpenBadge', 'It is an Open Badge 3.0 as an SD-JWT VC.')
    : failed('notOpenBadge3', 'Its type (vct) does not say that it is an Open Badge 3.0.');
}
