import type { MessageDescriptor } from 'react-intl';
import type { Badge } from '../../../src/api/schemas/badges.ts';
import { deliveryText } from './delivery-text.ts';
import { deliveryOf } from './delivery.ts';

/** Where bringing a badge outside stands, in words. */
export function deliverySentence(badge: Badge): MessageDescriptor {
  switch (deliveryOf(badge)) {
    case 'settled':
      return deliveryText.settled;
    case 'due':
      return badge.due === 'revoke' ? deliveryText.dueRevoke : deliveryText.dueIssue;
    case 'retrying':
      return deliveryText.retrying;
    case 'waits':
      return deliveryText.waits;
    case 'cancelled':
      return deliveryText.cancelled;
    case 'deleted':
      return deliveryText.deleted;
    case 'closed':
      return deliveryText.closed;
    case 'retired':
      return deliveryText.retired;
  }
}

/** What to do about a delivery that failed, by what the provider said last; null: it has not failed. */
export function deliveryAdvice(badge: Badge): MessageDescriptor | null {
  const delivery = deliveryOf(badge);
  if (delivery !== 'waits' && delivery !== 'retrying') return null;
  const { lastStatus: status } = badge;
  if (status === null) return delivery === 'waits' ? deliveryText.adviceAccount : deliveryText.adviceNoAnswer;
  if (status === 401 || status === 403) return deliveryText.adviceKey;
  if (status === 404 || status === 410) return deliveryText.adviceGone;
  if (status === 429 || status === 425) return deliveryText.adviceFewer;
  if (status >= 500 || status === 408) return deliveryText.adviceTrouble;
  return delivery === 'waits' ? deliveryText.adviceRefused : deliveryText.adviceNoAnswer;
}
