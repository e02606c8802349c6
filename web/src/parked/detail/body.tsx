import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ParkedMessage } from '../../../../src/api/schemas/parked.ts';
import { useText } from '../../i18n/use-text.ts';
import { CodeBlock } from '../../shared/code-block.tsx';
import { Section } from '../../shared/section.tsx';
import { hexDump } from '../hex-dump.ts';
import { parkedText } from '../parked-text.ts';

/** The bytes of the message, as text where they are text, and in hexadecimal. */
export function Body({ message: { bodyHex, bodyText, size } }: { readonly message: ParkedMessage }) {
  const say = useText();
  const [form, setForm] = useState<'text' | 'hex'>(bodyText === null ? 'hex' : 'text');
  if (bodyHex === null || bodyHex === '')
    return (
      <Section title={say(parkedText.bodyTitle)}>
        <Text>{say(parkedText.bodyNone)}</Text>
      </Section>
    );
  const shown = bodyHex.length / 2;
  const asText = form === 'text' && bodyText !== null;
  const choice = bodyText !== null && (
    <SegmentedControl
      size="xs"
      aria-label={say(parkedText.bodyAs)}
      value={form}
      onChange={setForm}
      data={[
        { value: 'text', label: say(parkedText.bodyText) },
        { value: 'hex', label: say(parkedText.bodyHex) },
      ]}
    />
  );
  return (
    <Section title={say(parkedText.bodyTitle)} actions={choice}>
      <Stack gap="xs">
        <CodeBlock label={say(parkedText.bodyTitle)} text={asText ? bodyText : hexDump(bodyHex)} keepLines={!asText} />
        {bodyText === null && (
          <Text size="sm" c="dimmed">
            {say(parkedText.bodyNoText)}
          </Text>
        )}
        {shown < size && (
          <Text size="sm" c="dimmed">
            {say(parkedText.bodyCut, { shown, size })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
