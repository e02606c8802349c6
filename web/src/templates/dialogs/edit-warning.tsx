import { List, Text } from '@mantine/core';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { dialogsText } from './dialogs-text.ts';

interface EditWarningProps {
  readonly template: TemplateView;
  readonly opened: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Before an active template is changed: whom that concerns, and what stays as it is (S19). */
export function EditWarning({ template: { use }, opened, onConfirm, onClose }: EditWarningProps) {
  const say = useText();
  return (
    <ConfirmDialog
      opened={opened}
      title={say(dialogsText.editTitle)}
      confirm={say(dialogsText.editConfirm)}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Text mb="sm">{say(dialogsText.editHelp)}</Text>
      <List>
        <List.Item>{say(dialogsText.editProgress, { count: use.inProgress })}</List.Item>
        <List.Item>{say(dialogsText.useHolders, { count: use.holders })}</List.Item>
      </List>
    </ConfirmDialog>
  );
}
