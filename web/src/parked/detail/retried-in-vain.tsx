import { Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { parkedText } from '../parked-text.ts';

/** After a retry that changed nothing. */
export function RetriedInVain() {
  const say = useText();
  return (
    <Callout tone="warning" title={say(parkedText.retriedInVain)} announced>
      <Text size="sm">{say(parkedText.retriedInVainHelp)}</Text>
    </Callout>
  );
}
