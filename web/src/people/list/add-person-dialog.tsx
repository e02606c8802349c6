import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Role, User } from '../../../../src/api/schemas/people.ts';
import { postOnce } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { fieldMistakes } from '../../shared/field-mistakes.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { peopleText } from '../people-text.ts';
import { peopleKeys } from '../queries.ts';
import { RoleField } from '../role-field.tsx';
import { FirstPassword } from './first-password.tsx';

interface Values {
  name: string;
  email: string;
  role: Role | undefined;
  password: string;
}

const fields = ['name', 'email', 'role', 'password'];

interface AddPersonDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds somebody who signs in with a password. */
export function AddPersonDialog({ opened, onClose }: AddPersonDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const form = useForm<Values>({
    initialValues: { name: '', email: '', role: undefined, password: '' },
    validate: {
      name: (value) => value.trim() === '' && say(peopleText.needName),
      email: (value) => value.trim() === '' && say(peopleText.needEmail),
      role: (value) => value === undefined && say(peopleText.needRole),
      password: (value) => value === '' && say(peopleText.needPassword),
    },
  });
  const { name, email, role } = form.values;
  const draft = useKeptDraft({
    form: 'person',
    // Not the password: what is kept can be read on the device.
    value: { name, email, role },
    dirty: form.isDirty(),
    take: (kept) => form.setValues(kept),
  });
  const add = useMutation({
    mutationFn: (values: Values) => postOnce<User>('/api/v1/users', { ...values, email: values.email.trim() }),
    onSuccess: async ({ name }) => {
      draft.done();
      notifyDone(say, say(peopleText.added, { name }));
      onClose();
      await client.invalidateQueries({ queryKey: peopleKeys.all });
    },
    onError: (error) => form.setErrors(fieldMistakes(error, fields).fields),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say(peopleText.add)}
      submit={say(peopleText.addConfirm)}
      busy={add.isPending}
      error={fieldMistakes(add.error, fields).rest}
      draft={draft}
      onSubmit={form.onSubmit((values) => add.mutate(values))}
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
        type="email"
        maxLength={300}
        autoComplete="off"
        required
        withAsterisk={false}
        {...form.getInputProps('email')}
      />
      <FirstPassword
        value={form.values.password}
        onChange={(password) => form.setFieldValue('password', password)}
        error={form.errors['password']}
      />
      <RoleField
        value={form.values.role}
        onChange={(role) => form.setFieldValue('role', role ?? undefined)}
        error={form.errors['role']}
      />
    </FormDialog>
  );
}
