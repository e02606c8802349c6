import { Stack, Text } from '@mantine/core';
import type { User } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../session/session-context.tsx';
import { Callout } from '../../shared/callout.tsx';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { peopleText } from '../people-text.ts';
import { useChangePerson } from './use-change-person.ts';

interface AccessDialogProps {
  readonly user: User;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Takes away, or gives back, that a person can sign in. */
export function AccessDialog({ user, opened, onClose }: AccessDialogProps) {
  const say = useText();
  const isMe = useSession().actor.id === user.id;
  const { name, role, disabled } = user;
  const change = useChangePerson(user, () => {
    notifyDone(say, say(disabled ? peopleText.added : peopleText.disabledDone, { name }));
    close();
  });
  const close = (): void => {
    change.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={say(disabled ? peopleText.enableTitle : peopleText.disableTitle, { name })}
      confirm={say(disabled ? peopleText.enable : peopleText.disable)}
      dangerous={!disabled}
      busy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate({ role, disabled: !disabled })}
    >
      <Stack gap="sm">
        <Text>{say(disabled ? peopleText.enableQuestion : peopleText.disableQuestion, { name })}</Text>
        {isMe && !disabled && <Callout tone="warning" headingOrder={3} title={say(peopleText.disableOwn)} />}
      </Stack>
    </ConfirmDialog>
  );
}
