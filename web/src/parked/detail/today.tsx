import { Text } from '@mantine/core';
import type { ParkedMessage } from '../../../../src/api/schemas/parked.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { parkedText } from '../parked-text.ts';

/** What a retry would make of the message today, where that is not just the same again. */
export function Today({ message: { today, isWhole } }: { readonly message: ParkedMessage }) {
  const say = useText();
  if (!isWhole)
    return (
      <Callout tone="neutral" title={say(parkedText.keptInPartTitle)}>
        <Text size="sm" maw={760}>
          {say(parkedText.keptInPart)}
        </Text>
      </Callout>
    );
  const isReadable = today === 'readable';
  if (!isReadable && !today.startsWith('ignored')) return null;
  return (
    <Callout
      tone={isReadable ? 'good' : 'neutral'}
      title={say(isReadable ? parkedText.readableTitle : parkedText.ignoredTitle)}
    >
      <Text size="sm" maw={760}>
        {say(isReadable ? parkedText.readable : parkedText.ignored)}
      </Text>
    </Callout>
  );
}
