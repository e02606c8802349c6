import { Group, List, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sayWording } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { originText } from '../../shared/origin-text.ts';
import { sharedText } from '../../shared/shared-text.ts';
import { documentOf } from '../document-of.ts';
import { checkQuery } from '../queries.ts';
import { sentenceText } from '../sentence/sentence-text.ts';
import { TemplateWarnings } from '../template-warnings.tsx';
import { templatesText } from '../templates-text.ts';
import type { TemplateDialogProps } from './dialog-props.ts';
import { dialogsText } from './dialogs-text.ts';
import { useActivation } from './use-activation.ts';

/** Says what activating means; where something keeps it from being activated, what that is. */
export function ActivateDialog({ stored, opened, onClose }: TemplateDialogProps) {
  const say = useText();
  const { id, name, holder, penalties } = stored.data;
  const activation = useActivation(stored, 'activate', onClose);
  const check = useQuery({ ...checkQuery(JSON.stringify(documentOf(stored.data))), enabled: opened });
  const mistakes = [...(check.data?.mistakes ?? []), ...(check.data?.activationMistakes ?? [])];
  const title = say(dialogsText.activateTitle, { name });
  if (mistakes.length > 0)
    return (
      <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': say(sharedText.close) }}>
        <Stack gap="md">
          <Text>{say(dialogsText.activateMistakes, { count: mistakes.length })}</Text>
          <List>
            {mistakes.map(({ path, wording }) => (
              <List.Item key={path.join('.')}>
                <bdi>{sayWording(say, wording)}</bdi>
              </List.Item>
            ))}
          </List>
          <Group justify="flex-end">
            <LinkButton to="/templates/$template/edit" params={{ template: id }} data-autofocus>
              {say(dialogsText.activateFirst)}
            </LinkButton>
          </Group>
        </Stack>
      </Modal>
    );
  return (
    <ConfirmDialog
      opened={opened}
      title={title}
      confirm={say(templatesText.activate)}
      busy={activation.isPending}
      error={activation.error}
      onConfirm={() => activation.mutate()}
      onClose={onClose}
    >
      <Text>{say(dialogsText.activateHelp)}</Text>
      {penalties.length > 0 && (
        <Text mt="sm" fw={500}>
          {say(dialogsText.activatePenalties, { count: penalties.length })} {say(sentenceText.forGood)}
        </Text>
      )}
      <TemplateWarnings warnings={check.data?.warnings ?? []} origin={holder.origin} />
      {holder.origin !== 'openedx' && (
        <Text mt="sm">{say(dialogsText.activateOutside, { provider: say(originText[holder.origin]) })}</Text>
      )}
    </ConfirmDialog>
  );
}
