import { Stack, Text, Title } from '@mantine/core';
import type { ParkedMessage } from '../../../../src/api/schemas/parked.ts';
import { sayKept } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { Section } from '../../shared/section.tsx';
import { parkedText } from '../parked-text.ts';
import { reasonTextOf } from '../reason-text.ts';
import { Reason } from '../reason.tsx';

/** Why the message is parked, and what to do about it. */
export function Why({ message: { reason, detail } }: { readonly message: ParkedMessage }) {
  const say = useText();
  const words = reasonTextOf(reason);
  return (
    <Section title={say(parkedText.whyTitle)} actions={<Reason reason={reason} />}>
      <Stack gap="sm" maw={760}>
        {words && <Text>{say(words.cause)}</Text>}
        {detail !== '' && (
          <div>
            <Text size="sm" c="dimmed">
              {say(parkedText.detail)}
            </Text>
            <span dir="auto">{sayKept(say, detail)}</span>
          </div>
        )}
        {words && (
          <div>
            <Title order={3} size="h4">
              {say(parkedText.adviceTitle)}
            </Title>
            <Text>{say(words.advice)}</Text>
          </div>
        )}
      </Stack>
    </Section>
  );
}
