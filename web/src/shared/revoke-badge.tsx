import { List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { notifyDone } from './notify.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { revokeText } from './revoke-text.ts';

interface RevokeBadgeProps {
  /** Id of the badge. */
  readonly badge: string;
  /** Of the template. */
  readonly name: string;
  /** Who holds it, as people call them. */
  readonly learner: string;
}

/** Takes a badge away by hand, after it has said what that means and was told why. */
export function RevokeBadge({ badge, name, learner }: RevokeBadgeProps) {
  const say = useText();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const revoke = useMutation({
    mutationFn: (reasons: { readonly reason: string; readonly publicReason: string }) =>
      post<unknown>(`/api/v1/badges/${encodeURIComponent(badge)}/revoke`, reasons),
    onSuccess: async () => {
      close();
      notifyDone(say, say(revokeText.done, { name }));
      await client.invalidateQueries();
    },
  });
  const show = (): void => {
    revoke.reset();
    open();
  };
  return (
    <>
      <Button variant="default" onClick={show}>
        {say(revokeText.button)}
      </Button>
      <ReasonDialog
        form={`revoke:${badge}`}
        opened={opened}
        title={say(revokeText.title, { name, learner })}
        confirm={say(revokeText.confirm)}
        acknowledge={say(revokeText.acknowledge)}
        dangerous
        busy={revoke.isPending}
        error={revoke.error}
        withPublicReason
        onConfirm={(reason, publicReason) => revoke.mutateAsync({ reason, publicReason })}
        onClose={close}
      >
        <Stack gap="xs">
          <Text fw={600}>{say(revokeText.final)}</Text>
          <List size="sm" spacing={4}>
            <List.Item>{say(revokeText.neverAgain)}</List.Item>
            <List.Item>{say(revokeText.told)}</List.Item>
            <List.Item>{say(revokeText.progressStays)}</List.Item>
          </List>
        </Stack>
      </ReasonDialog>
    </>
  );
}
