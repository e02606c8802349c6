import { Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../button.tsx';
import { sharedText } from '../shared-text.ts';
import { draftsText } from './drafts-text.ts';
import { hasUnsaved } from './unsaved.ts';
import type { KeptDraft } from './use-kept-draft.ts';

/** Asks before the page is left with something unsaved, whichever way, what becomes of it. */
export function LeaveDialog({ draft }: { readonly draft: KeptDraft }) {
  const say = useText();
  const isUnsaved = (): boolean => draft.unsaved() && hasUnsaved();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isUnsaved(),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  const stay = (): void => reset?.();
  const drop = (): void => {
    draft.done();
    proceed?.();
  };
  return (
    <Modal
      opened={status === 'blocked'}
      onClose={stay}
      title={say(draftsText.leaveTitle)}
      closeButtonProps={{ 'aria-label': say(sharedText.close) }}
    >
      <Stack gap="md">
        <Text>{say(draft.keeps ? draftsText.leaveHelp : draftsText.leaveLoses)}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={stay} data-autofocus>
            {say(draftsText.stay)}
          </Button>
          <Button color="red" onClick={drop}>
            {say(draftsText.leaveDropping)}
          </Button>
          {draft.keeps && <Button onClick={() => proceed?.()}>{say(draftsText.leave)}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}
