import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { User } from '../../../../src/api/schemas/people.ts';
import { put } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { sessionKey } from '../../session/session-query.ts';
import { fieldMistakes } from '../../shared/field-mistakes.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { peopleLinkText } from '../people-link-text.ts';
import { peopleText } from '../people-text.ts';
import { peopleKeys } from '../queries.ts';

const fields = ['name', 'email'];

interface EditPersonDialogProps {
  readonly user: User;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Changes what a person is called, and the address by which they sign in. */
export function EditPersonDialog({ user, opened, onClose }: EditPersonDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const form = useForm({
    initialValues: { name: user.name, email: user.email },
    validate: {
      name: (value) => value.trim() === '' && say(peopleText.needName),
      email: (value) => value.trim() === '' && say(peopleText.needEmail),
    },
  });
  const save = useMutation({
    mutationFn: ({ name, email }: { readonly name: string; readonly email: string }) =>
      put<User>(`/api/v1/users/${user.id}/profile`, { name, email: email.trim() }, null),
    onSuccess: async ({ data: { name } }) => {
      notifyDone(say, say(peopleLinkText.edited, { name }));
      onClose();
      await client.invalidateQueries({ queryKey: peopleKeys.all });
      await client.invalidateQueries({ queryKey: sessionKey });
    },
    onError: (error) => form.setErrors(fieldMistakes(say, error, fields).fields),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say(peopleLinkText.editTitle, { name: user.name })}
      submit={say(peopleLinkText.editConfirm)}
      busy={save.isPending}
      error={fieldMistakes(say, save.error, fields).rest}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <TextInput
        label={say(peopleText.name)}
        maxLength={200}
        autoComplete="off"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={say(peopleText.email)}
        description={say(peopleLinkText.editHelp)}
        type="email"
        maxLength={300}
        autoComplete="off"
        required
        withAsterisk={false}
        {...form.getInputProps('email')}
      />
    </FormDialog>
  );
}
