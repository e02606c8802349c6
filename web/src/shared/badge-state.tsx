import type { MessageDescriptor } from 'react-intl';
import type { Badge } from '../../../src/api/schemas/badges.ts';
import { useText } from '../i18n/use-text.ts';
import { badgeStateText } from './badge-state-text.ts';
import { StateBadge } from './state-badge.tsx';
import type { Tone } from './tone.ts';

/** States of a badge at its provider by their names. */
export const providerStateText: Readonly<Record<Badge['state'], MessageDescriptor>> = {
  created: badgeStateText.created,
  no_response: badgeStateText.noResponse,
  error: badgeStateText.error,
  pending: badgeStateText.pending,
  accepted: badgeStateText.accepted,
  rejected: badgeStateText.rejected,
  revoked: badgeStateText.revoked,
  expired: badgeStateText.expired,
};

/** What Laurel itself says of a badge, by name. */
export const badgeStatusText: Readonly<Record<Badge['status'], MessageDescriptor>> = {
  awarded: badgeStateText.awarded,
  revoked: badgeStateText.revokedHere,
};

const tones: Readonly<Record<Badge['state'], Tone>> = {
  created: 'waiting',
  no_response: 'warning',
  error: 'warning',
  pending: 'waiting',
  accepted: 'good',
  rejected: 'neutral',
  revoked: 'neutral',
  expired: 'neutral',
};

/** Whether the learner has the badge: awarded or revoked. */
export function BadgeStatus({ status }: { readonly status: Badge['status'] }) {
  const say = useText();
  return <StateBadge tone={status === 'awarded' ? 'good' : 'neutral'}>{say(badgeStatusText[status])}</StateBadge>;
}

interface ProviderStateProps {
  readonly state: Badge['state'];
  /** True when it was revoked before anything of it was there. */
  readonly cancelled?: boolean;
  /** Where more is known than the state itself. */
  readonly tone?: Tone;
}

/** How the badge stands at its provider. */
export function ProviderState({ state, cancelled = false, tone }: ProviderStateProps) {
  const say = useText();
  if (cancelled) return <StateBadge tone="neutral">{say(badgeStateText.cancelled)}</StateBadge>;
  return <StateBadge tone={tone ?? tones[state]}>{say(providerStateText[state])}</StateBadge>;
}
