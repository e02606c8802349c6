import type { MessageDescriptor } from 'react-intl';
import type { Connection } from '../../../src/api/schemas/connections.ts';
import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import type { Tone } from '../shared/tone.ts';
import { connectionsText } from './connections-text.ts';

const states: Readonly<Record<Connection['health']['state'], readonly [tone: Tone, text: MessageDescriptor]>> = {
  works: ['good', connectionsText.works],
  failing: ['warning', connectionsText.failing],
  not_working: ['bad', connectionsText.notWorking],
  paused: ['bad', connectionsText.paused],
  untested: ['neutral', connectionsText.untested],
};

/** How an account is doing, in a word. */
export function Health({ state }: { readonly state: Connection['health']['state'] }) {
  const say = useText();
  const [tone, text] = states[state];
  return <StateBadge tone={tone}>{say(text)}</StateBadge>;
}
