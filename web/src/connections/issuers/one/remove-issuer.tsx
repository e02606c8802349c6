import { Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { getTagged, remove } from '../../../api/client.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../shared/button.tsx';
import { ConfirmDialog } from '../../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../../shared/notify.ts';
import { sharedText } from '../../../shared/shared-text.ts';
import { issuerKeys, issuerPath } from '../issuer-queries.ts';
import { useLeave } from '../../../shared/way/use-leave.ts';
import { issuerText } from './issuer-text.ts';

/** Removes an issuer that has issued nothing, after a question; of any other it says why it stays. */
export function RemoveIssuerButton({ issuer }: { readonly issuer: IssuerView }) {
  const say = useText();
  const client = useQueryClient();
  const leave = useLeave();
  const [opened, { open, close }] = useDisclosure(false);
  const { slug, name, credentials, templates } = issuer;
  const removal = useMutation({
    // Nothing of it is shown that somebody could have changed meanwhile: what is there now is removed.
    mutationFn: async () =>
      remove(`${issuerPath(slug)}?confirm=true`, (await getTagged<IssuerView>(issuerPath(slug))).etag),
    onSuccess: async () => {
      notifyDone(say, say(issuerText.removed, { name }));
      await leave({ to: '/connections' });
      client.removeQueries({ queryKey: issuerKeys.one(slug) });
      await client.invalidateQueries({ queryKey: issuerKeys.all });
    },
  });
  const start = (): void => {
    removal.reset();
    open();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(issuerText.remove)}
      </Button>
      {credentials > 0 || templates > 0 ? (
        <Modal
          opened={opened}
          onClose={close}
          title={say(issuerText.inUseTitle, { name })}
          closeButtonProps={{ 'aria-label': say(sharedText.close) }}
        >
          <Text>
            {credentials > 0
              ? say(issuerText.inUseIssued, { count: credentials })
              : say(issuerText.inUseTemplates, { count: templates })}
          </Text>
        </Modal>
      ) : (
        <ConfirmDialog
          opened={opened}
          onClose={close}
          title={say(issuerText.removeTitle, { name })}
          confirm={say(issuerText.remove)}
          dangerous
          busy={removal.isPending}
          error={removal.error}
          onConfirm={() => removal.mutate()}
        >
          <Text>{say(issuerText.removeQuestion)}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}
