import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { User } from '../../../../src/api/schemas/people.ts';
import { remove } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { peopleLinkText } from '../people-link-text.ts';
import { peopleKeys } from '../queries.ts';

interface RevokeLinkDialogProps {
  readonly user: User;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Takes back an invitation, and with it whoever has not come yet, or a link to set a password. */
export function RevokeLinkDialog({ user, opened, onClose }: RevokeLinkDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const { name, signsInWith } = user;
  const isInvited = signsInWith.length === 0;
  const revoke = useMutation({
    mutationFn: () => remove(`/api/v1/users/${user.id}/password-link`),
    onSuccess: async () => {
      notifyDone(say, say(peopleLinkText.revoked, { name }));
      close();
      await client.invalidateQueries({ queryKey: peopleKeys.all });
    },
  });
  const close = (): void => {
    revoke.reset();
    onClose();
  };
  const what = say(isInvited ? peopleLinkText.revokeInvitation : peopleLinkText.revokeLink);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={what}
      confirm={what}
      dangerous
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
    >
      <Text>
        {say(isInvited ? peopleLinkText.revokeInvitationQuestion : peopleLinkText.revokeLinkQuestion, { name })}
      </Text>
    </ConfirmDialog>
  );
}
