import { Anchor, Stack, Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { CodeBlock } from '../../shared/code-block.tsx';
import { Section } from '../../shared/section.tsx';
import { apiKeysText } from './api-keys-text.ts';

/** How a program uses a key: a first request, and where the rest is told. */
export function UseSection() {
  const say = useText();
  const command = `curl -s ${location.origin}/api/v1/templates -H "Authorization: Bearer YOUR_KEY"`;
  return (
    <Section title={say(apiKeysText.useTitle)}>
      <Stack gap="sm">
        <Text size="sm">{say(apiKeysText.useLead)}</Text>
        <CodeBlock label={say(apiKeysText.useCommand)} text={command} />
        <Text size="sm">
          <Anchor href="/api/reference">{say(apiKeysText.useReference)}</Anchor>
        </Text>
      </Stack>
    </Section>
  );
}
