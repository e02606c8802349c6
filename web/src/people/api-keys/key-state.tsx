import type { ApiKeyView } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { StateBadge } from '../../shared/state-badge.tsx';
import { useNow } from '../../shared/use-now.ts';
import { apiKeysText } from './api-keys-text.ts';

/** Whether a key works, and why not. */
export function KeyState({ apiKey: { works, expiresAt } }: { readonly apiKey: ApiKeyView }) {
  const say = useText();
  const now = useNow();
  if (expiresAt !== null && Date.parse(expiresAt) <= now)
    return <StateBadge tone="neutral">{say(apiKeysText.expired)}</StateBadge>;
  return (
    <StateBadge tone={works ? 'good' : 'bad'}>{say(works ? apiKeysText.works : apiKeysText.makerGone)}</StateBadge>
  );
}
