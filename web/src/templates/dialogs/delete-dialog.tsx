import { Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { remove } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { sharedText } from '../../shared/shared-text.ts';
import { templateKeys, templatePath } from '../queries.ts';
import { templatesText } from '../templates-text.ts';
import { useLeave } from '../../shared/way/use-leave.ts';
import type { TemplateDialogProps } from './dialog-props.ts';
import { dialogsText } from './dialogs-text.ts';

/** Deletes a template that was never used; of another one, says why it stays. */
export function DeleteDialog({ stored: { data: template, etag }, opened, onClose }: TemplateDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const leave = useLeave();
  const { id, name, use } = template;
  const deletion = useMutation({
    mutationFn: () => remove(templatePath(id), etag),
    onSuccess: async () => {
      notifyDone(say, say(templatesText.deleted, { name }));
      await leave({ to: '/templates' });
      client.removeQueries({ queryKey: templateKeys.one(id) });
      await client.invalidateQueries({ queryKey: templateKeys.all });
    },
  });
  // Figures that are seen here; what else keeps it (a revoked badge, say) the API knows.
  const used = use.holders > 0 || use.inProgress > 0 || deletion.error?.code === 'TEMPLATE_IN_USE';
  if (used)
    return (
      <Modal
        opened={opened}
        onClose={onClose}
        title={say(dialogsText.deleteUsedTitle, { name })}
        closeButtonProps={{ 'aria-label': say(sharedText.close) }}
      >
        <Stack gap="md">
          <Text>{say(dialogsText.deleteUsed)}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {say(sharedText.close)}
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  return (
    <ConfirmDialog
      opened={opened}
      title={say(dialogsText.deleteTitle, { name })}
      confirm={say(templatesText.delete)}
      dangerous
      busy={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate()}
      onClose={onClose}
    >
      {say(dialogsText.deleteHelp)}
    </ConfirmDialog>
  );
}
