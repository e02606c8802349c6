import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { reasonTextOf } from './reason-text.ts';

/** Why a message is parked, in a word or two. A reason that these pages do not know stands there by its name in the API. */
export function Reason({ reason }: { readonly reason: string }) {
  const say = useText();
  const words = reasonTextOf(reason);
  return <StateBadge tone="warning">{words === undefined ? reason : say(words.name)}</StateBadge>;
}
