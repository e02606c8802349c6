import { Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PasswordLink, User } from '../../../../src/api/schemas/people.ts';
import { ask } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { peopleLinkText } from '../people-link-text.ts';
import { peopleKeys } from '../queries.ts';
import { LinkView } from './link-view.tsx';

interface MakeLinkDialogProps {
  readonly user: User;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a link by which a person sets a new password, or the first one, and shows it. */
export function MakeLinkDialog({ user, opened, onClose }: MakeLinkDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => ask<PasswordLink>(`/api/v1/users/${user.id}/password-link`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKeys.all }),
  });
  const close = (): void => {
    make.reset();
    onClose();
  };
  const title = say(peopleLinkText.linkTitle, { name: user.name });
  return make.data === undefined ? (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={title}
      confirm={say(peopleLinkText.makeLinkConfirm)}
      busy={make.isPending}
      error={make.error}
      onConfirm={() => make.mutate()}
    >
      <Text>{say(peopleLinkText.makeLinkQuestion, { name: user.name })}</Text>
    </ConfirmDialog>
  ) : (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': say(sharedText.close) }}>
      <LinkView link={make.data} onDone={close} />
    </Modal>
  );
}
