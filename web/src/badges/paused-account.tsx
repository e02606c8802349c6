import { Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { Badge } from '../../../src/api/schemas/badges.ts';
import { useText } from '../i18n/use-text.ts';
import { clockTime } from '../shared/clock-time.ts';
import { TextLink } from '../shared/links.tsx';
import { originText } from '../shared/origin-text.ts';
import { useNow } from '../shared/use-now.ts';
import { deliveryText } from './delivery-text.ts';

/** Whether a badge waits because nothing is tried in its account. */
export function isHeldBack({ pausedSince, nextAttemptAt }: Badge): boolean {
  return pausedSince !== null && nextAttemptAt !== null;
}

/** Why a badge waits that is due: its account is paused since when, when it is tried next, and the way to the account. */
export function PausedAccount({ badge, size = 'sm' }: { readonly badge: Badge; readonly size?: 'xs' | 'sm' }) {
  const say = useText();
  const intl = useIntl();
  const now = useNow();
  const { origin, account, accountName, pausedSince, nextAttemptAt } = badge;
  if (pausedSince === null || nextAttemptAt === null) return null;
  const provider = say(originText[origin]);
  const named = accountName === null ? provider : say(deliveryText.pausedAccount, { provider, account: accountName });
  return (
    <Text size={size}>
      {say(deliveryText.paused, {
        provider: named,
        since: clockTime(intl, pausedSince, now),
        next: clockTime(intl, nextAttemptAt, now),
      })}{' '}
      <TextLink to="/connections/$origin/$account" params={{ origin, account }} inherit>
        {say(deliveryText.pausedLink)}
      </TextLink>
    </Text>
  );
}
