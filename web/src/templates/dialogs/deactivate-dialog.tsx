import { List, Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { templatesText } from '../templates-text.ts';
import type { TemplateDialogProps } from './dialog-props.ts';
import { dialogsText } from './dialogs-text.ts';
import { useActivation } from './use-activation.ts';

/** Says what deactivating means, and for how many learners (S18). */
export function DeactivateDialog({ stored, opened, onClose }: TemplateDialogProps) {
  const say = useText();
  const { name, use } = stored.data;
  const activation = useActivation(stored, 'deactivate', onClose);
  return (
    <ConfirmDialog
      opened={opened}
      title={say(dialogsText.deactivateTitle, { name })}
      confirm={say(templatesText.deactivate)}
      busy={activation.isPending}
      error={activation.error}
      onConfirm={() => activation.mutate()}
      onClose={onClose}
    >
      <Text mb="sm">{say(dialogsText.deactivateHelp)}</Text>
      <List>
        <List.Item>{say(dialogsText.useProgress, { count: use.inProgress })}</List.Item>
        <List.Item>{say(dialogsText.useHolders, { count: use.holders })}</List.Item>
      </List>
    </ConfirmDialog>
  );
}
