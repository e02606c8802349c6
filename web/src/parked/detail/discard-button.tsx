import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { parkedText } from '../parked-text.ts';
import { parkedKeys } from '../queries.ts';
import { useLeave } from '../../shared/way/use-leave.ts';

/** Removes the message for ever, with a reason. */
export function DiscardButton({ id }: { readonly id: string }) {
  const say = useText();
  const client = useQueryClient();
  const leave = useLeave();
  const [opened, { open, close }] = useDisclosure(false);
  const discard = useMutation({
    mutationFn: (reason: string) => post(`/api/v1/parked/${encodeURIComponent(id)}/discard`, { reason }),
    onSuccess: async () => {
      notifyDone(say, say(parkedText.discarded, { id }));
      await leave({ to: '/parked' });
      client.removeQueries({ queryKey: parkedKeys.one(id) });
      await client.invalidateQueries({ queryKey: parkedKeys.all });
    },
  });
  const start = (): void => {
    discard.reset();
    open();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(parkedText.discard)}
      </Button>
      <ReasonDialog
        form={`discard:${id}`}
        opened={opened}
        onClose={close}
        title={say(parkedText.discardTitle, { id })}
        confirm={say(parkedText.discardConfirm)}
        dangerous
        busy={discard.isPending}
        error={discard.error}
        onConfirm={(reason) => discard.mutateAsync(reason)}
      >
        <Text>{say(parkedText.discardQuestion)}</Text>
      </ReasonDialog>
    </>
  );
}
