import { Stack, Text } from '@mantine/core';
import type { ParkedMessage } from '../../../../src/api/schemas/parked.ts';
import { sayKept } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { CodeBlock } from '../../shared/code-block.tsx';
import { Section } from '../../shared/section.tsx';
import { parkedText } from '../parked-text.ts';

/** What the message seems to be, with its payload where that can be read. */
export function Guess({ guess }: { readonly guess: ParkedMessage['guess'] }) {
  const say = useText();
  return (
    <Section title={say(parkedText.seemsTitle)}>
      {guess === null ? (
        <Text>{say(parkedText.seemsNothing)}</Text>
      ) : (
        <Stack gap="sm">
          <Text dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {sayKept(say, guess.description)}
          </Text>
          {guess.payload !== null && (
            <CodeBlock label={say(parkedText.payload)} text={JSON.stringify(guess.payload, null, 2)} />
          )}
        </Stack>
      )}
    </Section>
  );
}
