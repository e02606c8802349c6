import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKeyView } from '../../../../src/api/schemas/people.ts';
import { remove } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { peopleKeys } from '../queries.ts';
import { apiKeysText } from './api-keys-text.ts';

/** Makes a key stop working. */
export function RevokeKey({ apiKey: { id, name } }: { readonly apiKey: ApiKeyView }) {
  const say = useText();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const revoke = useMutation({
    mutationFn: () => remove(`/api/v1/api-keys/${id}`),
    onSuccess: async () => {
      notifyDone(say, say(apiKeysText.revoked, { name }));
      close();
      await client.invalidateQueries({ queryKey: peopleKeys.apiKeys });
    },
  });
  const start = (): void => {
    revoke.reset();
    open();
  };
  return (
    <>
      <Button size="xs" variant="default" aria-label={say(apiKeysText.revokeOf, { name })} onClick={start}>
        {say(apiKeysText.revoke)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={say(apiKeysText.revokeOf, { name })}
        confirm={say(apiKeysText.revoke)}
        dangerous
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate()}
      >
        <Text>{say(apiKeysText.revokeQuestion)}</Text>
      </ConfirmDialog>
    </>
  );
}
