import type { FormerPlace } from '../store/delivery/former-places.ts';
import { printable } from './terminal/output.ts';

/** Where a badge is held, in a few words: the environment only where it is not the usual one. */
export function placeName({
  origin,
  account,
  externalTemplate,
  environment,
}: Pick<FormerPlace, 'origin' | 'account' | 'externalTemplate' | 'environment'>): string {
  if (origin === 'openedx') return origin;
  const template = `${origin === 'credly' ? 'template' : 'group'} ${printable(externalTemplate)}`;
  return `${origin}, account ${printable(account)}, ${template}${environment === 'sandbox' ? ', sandbox' : ''}`;
}

/** The other places of a badge, whose template was moved, below what is told of the badge itself. */
export function placeLines(places: readonly FormerPlace[]): string[] {
  return places.map((place) => {
    const id = place.externalId === null ? '' : `, id ${printable(place.externalId)}`;
    const rest = place.done ? 'nothing left to do there' : 'to be revoked there with the badge';
    return `  also at     ${placeName(place)}: ${place.state}${id}; ${rest}`;
  });
}
