import type { Settings } from '../../settings.ts';
import type { Queryable } from '../../store/database/database.ts';
import { issuerUse, loadIssuers } from '../../store/open-badges/issuers.ts';

/** An issuer whose badges name another address than the one that this site has now. */
export interface MovedIssuer {
  readonly issuer: string;
  /** What its badges name. */
  readonly address: string;
  /** Badges that it has issued. */
  readonly issued: number;
  /** Those of them that are not revoked. */
  readonly counting: number;
}

/** Issuers that were made while LAUREL_PUBLIC_URL was another: what they have issued verifies only while that one leads here. */
export async function findMovedIssuers(
  queryable: Queryable,
  { publicUrl, publicUrlIsSet }: Pick<Settings['http'], 'publicUrl' | 'publicUrlIsSet'>,
): Promise<MovedIssuer[]> {
  const moved = (await loadIssuers(queryable)).filter(({ baseUrl }) => publicUrlIsSet && baseUrl !== publicUrl);
  if (moved.length === 0) return [];
  const use = await issuerUse(queryable);
  return moved.map(({ id, slug, baseUrl }) => {
    const { credentials = 0, revoked = 0 } = use.get(id) ?? {};
    return { issuer: slug, address: baseUrl, issued: credentials, counting: credentials - revoked };
  });
}

/** What is to be done about it. */
export function movedAdvice({ address, issuer }: MovedIssuer): string {
  return `Keep ${address} leading to Laurel as well: verifiers fetch its keys and status lists there, now and for new badges of ${issuer}. For badges under the new address make another issuer and let templates name it (docs/issuing.md, "Moving to another host name").`;
}
