import { Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Role, User } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../session/session-context.tsx';
import { Callout } from '../../shared/callout.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { peopleText } from '../people-text.ts';
import { RoleField } from '../role-field.tsx';
import { useChangePerson } from './use-change-person.ts';

interface RoleDialogProps {
  readonly user: User;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Gives a person another role. */
export function RoleDialog({ user, opened, onClose }: RoleDialogProps) {
  const say = useText();
  const isMe = useSession().actor.id === user.id;
  const [chosen, setChosen] = useState<Role | null>();
  const role = chosen === undefined ? user.role : chosen;
  const change = useChangePerson(user, () => {
    notifyDone(say, say(peopleText.roleChanged, { name: user.name }));
    close();
  });
  const close = (): void => {
    setChosen(undefined);
    change.reset();
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (role === user.role) close();
    else change.mutate({ role, disabled: user.disabled });
  };
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={say(peopleText.changeRoleOf, { name: user.name })}
      submit={say(peopleText.changeRole)}
      busy={change.isPending}
      error={change.error}
      onSubmit={submit}
    >
      <RoleField value={role} onChange={setChosen} withNone />
      {isMe && role !== 'admin' ? (
        <Callout tone="warning" headingOrder={3} title={say(peopleText.changeOwnRole)} />
      ) : (
        <Text size="sm" c="dimmed">
          {say(peopleText.changeRoleHelp)}
        </Text>
      )}
    </FormDialog>
  );
}
