import { queryOptions } from '@tanstack/react-query';
import type { IssuerView } from '../../../../src/api/schemas/issuers.ts';
import { get, getTagged } from '../../api/client.ts';

/** By these keys the cache knows what belongs to issuers; all of them begin with the first. */
export const issuerKeys = {
  all: ['issuers'] as const,
  one: (slug: string) => ['issuers', 'one', slug] as const,
};

/** Where the API has an issuer. */
export function issuerPath(slug: string): string {
  return `/api/v1/issuers/${encodeURIComponent(slug)}`;
}

/** One issuer, with the tag that an edit is based on. */
export function issuerQuery(slug: string) {
  return queryOptions({
    queryKey: issuerKeys.one(slug),
    queryFn: ({ signal }) => getTagged<IssuerView>(issuerPath(slug), { signal }),
  });
}

/** Its public keys, as everybody can fetch them here. */
export function didDocumentQuery(slug: string) {
  return queryOptions({
    queryKey: ['issuers', 'did-document', slug],
    queryFn: ({ signal }) => get<object>(`/issuers/${encodeURIComponent(slug)}/did.json`, { signal }),
  });
}
