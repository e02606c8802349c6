import { List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { settleText } from './settle-text.ts';

/** Ends what is to be done outside for a badge, after it has said what that means and was told why. */
export function SettleBadge({ badge: { id, templateName } }: { readonly badge: Badge }) {
  const say = useText();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const settle = useMutation({
    mutationFn: (reason: string) => post<unknown>(`/api/v1/badges/${encodeURIComponent(id)}/settle`, { reason }),
    onSuccess: async () => {
      close();
      notifyDone(say, say(settleText.done));
      await client.invalidateQueries();
    },
  });
  const show = (): void => {
    settle.reset();
    open();
  };
  return (
    <>
      <Button variant="default" onClick={show}>
        {say(settleText.button)}
      </Button>
      <ReasonDialog
        form={`settle:${id}`}
        opened={opened}
        title={say(settleText.title, { template: templateName })}
        confirm={say(settleText.confirm)}
        acknowledge={say(settleText.acknowledge)}
        dangerous
        busy={settle.isPending}
        error={settle.error}
        onConfirm={(reason) => settle.mutateAsync(reason)}
        onClose={close}
      >
        <Stack gap="xs">
          <Text>{say(settleText.when)}</Text>
          <List size="sm" spacing={4}>
            <List.Item>{say(settleText.nothingSent)}</List.Item>
            <List.Item>{say(settleText.stays)}</List.Item>
          </List>
        </Stack>
      </ReasonDialog>
    </>
  );
}
