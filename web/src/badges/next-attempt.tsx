import { useIntl } from 'react-intl';
import type { Badge } from '../../../src/api/schemas/badges.ts';
import { useText } from '../i18n/use-text.ts';
import { relativeParts } from '../shared/relative-time.ts';
import { useNow } from '../shared/use-now.ts';
import { deliveryText } from './delivery-text.ts';
import { deliveryOf } from './delivery.ts';
import { isHeldBack, PausedAccount } from './paused-account.tsx';

/** When the badge is tried next, or that it waits for somebody; nothing where nothing is to be done. */
export function NextAttempt({ badge }: { readonly badge: Badge }) {
  const say = useText();
  const intl = useIntl();
  const now = useNow();
  const delivery = deliveryOf(badge);
  if (delivery === 'waits') return say(deliveryText.waitsShort);
  if (delivery !== 'due' && delivery !== 'retrying') return null;
  if (badge.nextAttemptAt === null) return say(deliveryText.nextAttemptNow);
  if (isHeldBack(badge)) return <PausedAccount badge={badge} size="xs" />;
  const { value, unit } = relativeParts(new Date(badge.nextAttemptAt), now);
  if (value <= 0) return say(deliveryText.nextAttemptNow);
  return say(deliveryText.nextAttempt, { when: intl.formatRelativeTime(value, unit) });
}
