import { Code, Group } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { CopyButton } from '../../shared/copy-button.tsx';
import { setupText } from './setup-text.ts';

/** A command or a setting, to be copied. */
export function Command({ text }: { readonly text: string }) {
  const say = useText();
  return (
    <Group gap={4} wrap="nowrap">
      <Code className="mono" px="xs" py={4}>
        {text}
      </Code>
      <CopyButton text={text} what={say(setupText.command)} />
    </Group>
  );
}
