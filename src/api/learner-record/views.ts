import type { OwnBadge } from '../../store/open-badges/own-badges.ts';

/**
 * A badge as the Credentials service tells of a credential, by the names of both versions of its frontend. None for what can't go
 * into a wallet: revoked, held elsewhere, or not issued yet.
 */
export function toUserCredential({ id, template, status, state, credential }: OwnBadge): object[] {
  if (credential === null || credential.revokedAt !== null || status === 'revoked' || state === 'revoked') return [];
  const { achievement, issuer, awardedAt } = credential;
  return [
    {
      uuid: id.replaceAll('-', ''),
      status: 'awarded',
      credential_uuid: template,
      credential_title: achievement.name,
      credential_org: issuer.name,
      program_title: achievement.name,
      program_org: issuer.name,
      modified_date: awardedAt.toISOString().slice(0, 10),
    },
  ];
}
