import { useIntl } from 'react-intl';
import type { Badge } from '../../../src/api/schemas/badges.ts';
import { useText } from '../i18n/use-text.ts';
import { relativeParts } from '../shared/relative-time.ts';
import { useNow } from '../shared/use-now.ts';
import { deliveryText } from './delivery-text.ts';
import { deliveryOf } from './delivery.ts';

/** When the badge is tried next, or that it waits for somebody; nothing where nothing is to be done. */
export function NextAttempt({ badge }: { readonly badge: Badge }) {
  const say = useText();
  const intl = useIntl();
  const now = useNow();
  const delivery = deliveryOf(badge);
  if (delivery === 'waits') return say(deliveryText.waitsShort);
  if (badge.dueAt === null || (delivery !== 'due' && delivery !== 'retrying')) return null;
  const { value, unit } = relativeParts(new Date(badge.dueAt), now);
  if (value <= 0) return say(deliveryText.nextAttemptNow);
  return say(deliveryText.nextAttempt, { when: intl.formatRelativeTime(value, unit) });
}
