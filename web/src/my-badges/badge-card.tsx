import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MyBadge } from '../../../src/api/schemas/my-badges.ts';
import { useText } from '../i18n/use-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { originText } from '../shared/origin-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { TemplateImage } from '../shared/template-image.tsx';
import { Time } from '../shared/time.tsx';
import { BadgeFiles } from './badge-files.tsx';
import classes from './my-badges.module.css';
import { myBadgesText } from './my-badges-text.ts';
import { Publication } from './publication.tsx';
import { AddToWallet } from './wallet/add-to-wallet.tsx';

/** One badge of one's own: what it is, what it is worth, and what can be done with it. */
export function BadgeCard({ badge }: { readonly badge: MyBadge }) {
  const say = useText();
  const { name, imageUrl, issuer, heldBy, status, externalUrl, own } = badge;
  return (
    <article className={classes.badge}>
      <TemplateImage url={imageUrl} size={72} />
      <Stack gap="xs" className={classes.about}>
        <Group gap="xs">
          <Title order={3} size="h4">
            <bdi>{name}</bdi>
          </Title>
          <Status status={status} />
        </Group>
        {issuer !== null && (
          <Text size="sm">
            <bdi>{issuer}</bdi>
          </Text>
        )}
        <Dates badge={badge} />
        {externalUrl !== null && (
          <Anchor href={externalUrl} target="_blank" rel="noreferrer" size="sm">
            {say(myBadgesText.openAt, { provider: say(originText[heldBy]) })} <IconExternalLink size={14} aria-hidden />
          </Anchor>
        )}
        {own === null && externalUrl === null && status === 'valid' && (
          <Text size="sm" c="dimmed">
            {say(myBadgesText.notIssued)}
          </Text>
        )}
        {own !== null && (status !== 'revoked' || own.published) && <Publication badge={badge} own={own} />}
        {own !== null && status !== 'revoked' && <AddToWallet badgeId={badge.id} name={name} />}
        {own !== null && status !== 'revoked' && <BadgeFiles name={name} files={own.files} />}
      </Stack>
    </article>
  );
}

function Status({ status }: Pick<MyBadge, 'status'>) {
  const say = useText();
  switch (status) {
    case 'valid':
      return <StateBadge tone="good">{say(myBadgesText.valid)}</StateBadge>;
    case 'expired':
      return <StateBadge tone="warning">{say(myBadgesText.expired)}</StateBadge>;
    case 'revoked':
      return <StateBadge tone="bad">{say(myBadgesText.isRevoked)}</StateBadge>;
  }
}

function Dates({ badge: { status, awardedAt, expiresAt, revokedAt, reason } }: { readonly badge: MyBadge }) {
  const { rich } = useWords();
  const day = (at: string): ReactNode => <Time key="day" at={at} form="date" />;
  const why = (
    <bdi key="reason" dir="auto">
      {reason}
    </bdi>
  );
  return (
    <Text size="sm" c="dimmed" component="div">
      <div>{rich(myBadgesText.awardedOn, { day: day(awardedAt) })}</div>
      {expiresAt !== null && (
        <div>
          {rich(status === 'expired' ? myBadgesText.expiredOn : myBadgesText.expiresOn, { day: day(expiresAt) })}
        </div>
      )}
      {revokedAt !== null && <div>{rich(myBadgesText.revokedOn, { day: day(revokedAt) })}</div>}
      {reason !== '' && <div>{rich(myBadgesText.reason, { reason: why })}</div>}
    </Text>
  );
}
