import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { CodeBlock } from '../../shared/code-block.tsx';
import { settingsQuery } from '../../shared/settings-query.ts';
import { formText } from './form-text.ts';

/** Says so before anybody has filled in the form, when no key could be stored. */
export function NoSeal() {
  const say = useText();
  const { data } = useQuery(settingsQuery);
  const setting = data?.items.find(({ name }) => name === 'LAUREL_ENCRYPTION_KEYS');
  if (setting === undefined || setting.value !== null) return null;
  return (
    <Callout tone="warning" title={say(formText.noSealTitle)}>
      <Stack gap="xs" maw={760}>
        <Text size="sm">{say(formText.noSeal)}</Text>
        <CodeBlock label={say(formText.command)} text="openssl rand -base64 32" />
      </Stack>
    </Callout>
  );
}
