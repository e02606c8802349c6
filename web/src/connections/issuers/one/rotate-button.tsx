import { Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconRefresh } from '@tabler/icons-react';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { post } from '../../../api/client.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../shared/button.tsx';
import { ConfirmDialog } from '../../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../../shared/notify.ts';
import { issuerKeys, issuerPath } from '../issuer-queries.ts';
import { keysText } from './keys-text.ts';

/** Gives an issuer new keys, after a question that says what becomes of the old ones. */
export function RotateButton({ issuer: { slug, name, credentials } }: { readonly issuer: IssuerView }) {
  const say = useText();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const rotate = useMutation({
    mutationFn: () => post<IssuerView>(`${issuerPath(slug)}/keys`),
    onSuccess: async () => {
      notifyDone(say, say(keysText.rotated, { name }));
      close();
      await client.invalidateQueries({ queryKey: issuerKeys.all });
    },
  });
  const start = (): void => {
    rotate.reset();
    open();
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconRefresh size={16} stroke={1.8} aria-hidden />}
        onClick={start}
      >
        {say(keysText.rotate)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={say(keysText.rotateTitle, { name })}
        confirm={say(keysText.rotate)}
        dangerous
        busy={rotate.isPending}
        error={rotate.error}
        onConfirm={() => rotate.mutate()}
      >
        <Stack gap="sm">
          <Text>{say(keysText.rotateQuestion)}</Text>
          <Text>{say(keysText.rotateKept, { count: credentials })}</Text>
        </Stack>
      </ConfirmDialog>
    </>
  );
}
