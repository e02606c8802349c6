import type { IssuerView } from '../../../../src/api/schemas/issuers.ts';

/** Where this server has the logo of an issuer; null when it has none. */
export function logoUrl({ logo }: Pick<IssuerView, 'logo'>): string | null {
  return logo === null ? null : `/images/${logo}`;
}
