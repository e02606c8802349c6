import { Checkbox, List, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Standing } from '../../../src/api/schemas/learners.ts';
import { post } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { notifyDone } from '../shared/notify.ts';
import { ReasonDialog } from '../shared/reason-dialog.tsx';
import { resetText } from './reset-text.ts';

/** Lets the progress of a learner on a template begin anew, after it has said what that means and was told why. */
export function ResetProgress({ standing }: { readonly standing: Standing }) {
  const { learner, template, templateName, badge } = standing;
  const say = useText();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [revoke, setRevoke] = useState(false);
  const reset = useMutation({
    mutationFn: (reasons: { readonly reason: string; readonly publicReason: string }) =>
      post<unknown>('/api/v1/progress/reset', { learner, template, revoke, ...reasons }),
    onSuccess: async () => {
      close();
      notifyDone(say, say(resetText.done, { template: templateName }));
      await client.invalidateQueries();
    },
  });
  const show = (): void => {
    reset.reset();
    setRevoke(false);
    open();
  };
  const hasBadge = badge?.status === 'awarded';
  return (
    <>
      <Button variant="default" onClick={show}>
        {say(resetText.button)}
      </Button>
      <ReasonDialog
        form={`reset:${learner}:${template}`}
        opened={opened}
        title={say(resetText.title, { template: templateName })}
        confirm={say(revoke ? resetText.confirmRevoke : resetText.confirm)}
        dangerous
        busy={reset.isPending}
        error={reset.error}
        withPublicReason={revoke}
        onConfirm={(reason, publicReason) => reset.mutateAsync({ reason, publicReason })}
        onClose={close}
      >
        <Stack gap="sm">
          <List size="sm" spacing={4}>
            <List.Item>{say(resetText.anew)}</List.Item>
            <List.Item>{say(resetText.notUndone)}</List.Item>
            {hasBadge && !revoke && <List.Item>{say(resetText.badgeStays)}</List.Item>}
          </List>
          {hasBadge && (
            <Checkbox
              label={say(resetText.revoke)}
              description={say(resetText.revokeHelp)}
              checked={revoke}
              onChange={({ currentTarget }) => setRevoke(currentTarget.checked)}
            />
          )}
        </Stack>
      </ReasonDialog>
    </>
  );
}
