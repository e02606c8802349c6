import { Group, Modal, Stack, Text } from '@mantine/core';
import type { ApiKeyCreated } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { Callout } from '../../shared/callout.tsx';
import { CodeBlock } from '../../shared/code-block.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { apiKeysText } from './api-keys-text.ts';

/** Shows a new key, this once. It goes by the button only, not by a click beside it or a key too much. */
export function NewKeyDialog({ made, onClose }: { readonly made: ApiKeyCreated; readonly onClose: () => void }) {
  const say = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(apiKeysText.doneTitle, { name: made.name })}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      closeButtonProps={{ 'aria-label': say(sharedText.close) }}
    >
      <Stack gap="md">
        <CodeBlock label={say(apiKeysText.key)} text={made.key} />
        <Callout tone="warning" headingOrder={3} title={say(apiKeysText.doneWarning)}>
          <Text size="sm">{say(apiKeysText.doneHelp)}</Text>
        </Callout>
        <div>
          <Text size="sm" mb={4}>
            {say(apiKeysText.doneUse)}
          </Text>
          <CodeBlock label={say(apiKeysText.header)} text={`Authorization: Bearer ${made.key}`} />
        </div>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {say(apiKeysText.doneConfirm)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
