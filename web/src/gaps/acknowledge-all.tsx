import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { gapsText } from './gaps-text.ts';
import { useAcknowledge } from './use-acknowledge.ts';

/** Notes that all open gaps are seen to, once somebody says so. */
export function AcknowledgeAll() {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  const acknowledge = useAcknowledge(null, { onDone: close });
  const start = (): void => {
    acknowledge.reset();
    open();
  };
  return (
    <>
      <Button variant="default" onClick={start}>
        {say(gapsText.acknowledgeAll)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={say(gapsText.acknowledgeAll)}
        confirm={say(gapsText.acknowledgeAll)}
        busy={acknowledge.isPending}
        error={acknowledge.error}
        onConfirm={() => acknowledge.mutate()}
      >
        <Text>{say(gapsText.allQuestion)}</Text>
      </ConfirmDialog>
    </>
  );
}
