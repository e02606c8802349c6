import { List, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { post } from '../../../api/client.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../shared/button.tsx';
import { ConfirmDialog } from '../../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../../shared/notify.ts';
import { useNewDialog } from '../../../shared/use-new-dialog.ts';
import { issuerKeys, issuerPath } from '../issuer-queries.ts';
import { leakText } from './leak-text.ts';

interface RevokeKeyButtonProps {
  readonly slug: string;
  readonly issuerKey: IssuerView['keys'][number];
}

/** Revokes a key that fell into wrong hands, after it has said what that means for how many badges. */
export function RevokeKeyButton({ slug, issuerKey: { id, purpose, signed, live, retiredAt } }: RevokeKeyButtonProps) {
  const say = useText();
  const client = useQueryClient();
  const { opened, start, close } = useNewDialog();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => post<IssuerView>(`${issuerPath(slug)}/keys/${id}/revoke?confirm=true`),
    onSuccess: async () => {
      notifyDone(say, say(leakText.done, { id }));
      close();
      await client.invalidateQueries({ queryKey: issuerKeys.all });
    },
  });
  const ask = (): void => {
    reset();
    start();
  };
  return (
    <>
      <Button variant="subtle" color="red" size="compact-sm" aria-label={say(leakText.revokeOne, { id })} onClick={ask}>
        {say(leakText.revoke)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={say(leakText.title, { id })}
        confirm={say(leakText.confirm)}
        dangerous
        busy={isPending}
        error={error}
        onConfirm={() => mutate()}
      >
        <Stack gap="sm">
          <Text fw={600}>{say(leakText.final)}</Text>
          <List size="sm" spacing={4}>
            <List.Item>{say(leakText.nothingVerifies)}</List.Item>
            {purpose === 'credential' && <List.Item>{say(leakText.signedAgain, { signed, live })}</List.Item>}
            <List.Item>{say(leakText.copies)}</List.Item>
            {retiredAt === null && <List.Item>{say(leakText.successor)}</List.Item>}
            <List.Item>{say(leakText.notRotate)}</List.Item>
          </List>
        </Stack>
      </ConfirmDialog>
    </>
  );
}
