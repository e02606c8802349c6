import { ActionIcon, CopyButton as Copy } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { sharedText } from './shared-text.ts';

/**
 * Copies a text.
 *
 * @param what names it, for the name of the button
 */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const say = useText();
  return (
    <Copy value={text} timeout={2_000}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          onClick={copy}
          aria-label={say(copied ? sharedText.copied : sharedText.copy, { what })}
          title={say(copied ? sharedText.copied : sharedText.copy, { what })}
        >
          {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        </ActionIcon>
      )}
    </Copy>
  );
}
