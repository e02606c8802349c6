import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { getTagged, remove } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { connectionKeys, connectionPath } from '../queries.ts';
import { useLeave } from '../../shared/way/use-leave.ts';
import { oneText } from './one-text.ts';

/** Disconnects an account, after a question. */
export function RemoveButton({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const client = useQueryClient();
  const leave = useLeave();
  const [opened, { open, close }] = useDisclosure(false);
  const { name } = connection;
  const path = connectionPath(connection);
  const disconnect = useMutation({
    // Nothing of it is shown that somebody could have changed meanwhile: what is there now is removed.
    mutationFn: async (confirm: boolean) =>
      remove(confirm ? `${path}?confirm=true` : path, (await getTagged<Connection>(path)).etag),
    onSuccess: async () => {
      notifyDone(say, say(oneText.removed, { name }));
      await leave({ to: '/connections' });
      client.removeQueries({ queryKey: connectionKeys.one(connection) });
      await client.invalidateQueries({ queryKey: connectionKeys.all });
    },
  });
  // Only the API counts the badges: it asks, with their number, before it does anything.
  const asked = disconnect.error?.code === 'CONFIRMATION_NEEDED' ? disconnect.error : null;
  const start = (): void => {
    disconnect.reset();
    open();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconPlugConnectedX size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(oneText.remove)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={say(oneText.removeTitle, { name })}
        confirm={say(asked ? oneText.removeAnyway : oneText.remove)}
        dangerous
        busy={disconnect.isPending}
        error={asked ? null : disconnect.error}
        onConfirm={() => disconnect.mutate(asked !== null)}
      >
        <Text>{say(oneText.removeQuestion)}</Text>
        <div role="status">
          {asked && (
            <Text mt="sm" fw={600}>
              {say(oneText.removeHeld, { count: asked.counts['heldBadges'] ?? 0 })}
            </Text>
          )}
        </div>
      </ConfirmDialog>
    </>
  );
}
