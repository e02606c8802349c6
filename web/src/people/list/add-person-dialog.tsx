import { Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PasswordLink, Role, User } from '../../../../src/api/schemas/people.ts';
import { ask, postOnce } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { fieldMistakes } from '../../shared/field-mistakes.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { sharedText } from '../../shared/shared-text.ts';
import { peopleLinkText } from '../people-link-text.ts';
import { peopleText } from '../people-text.ts';
import { peopleKeys } from '../queries.ts';
import { RoleField } from '../role-field.tsx';
import { FirstPassword } from './first-password.tsx';
import { LinkView } from './link-view.tsx';

interface Values {
  name: string;
  email: string;
  role: Role | undefined;
  way: 'link' | 'password';
  password: string;
}

const fields = ['name', 'email', 'role', 'password'];

interface AddPersonDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds somebody who signs in with a password: they choose it themselves by a link, or are given it. */
export function AddPersonDialog({ opened, onClose }: AddPersonDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const form = useForm<Values>({
    initialValues: { name: '', email: '', role: undefined, way: 'link', password: '' },
    validate: {
      name: (value) => value.trim() === '' && say(peopleText.needName),
      email: (value) => value.trim() === '' && say(peopleText.needEmail),
      role: (value) => value === undefined && say(peopleText.needRole),
      password: (value, { way }) => way === 'password' && value === '' && say(peopleText.needPassword),
    },
  });
  const { name, email, role, way } = form.values;
  const draft = useKeptDraft({
    form: 'person',
    // Not the password: what is kept can be read on the device.
    value: { name, email, role, way },
    dirty: form.isDirty(),
    take: (kept) => form.setValues(kept),
  });
  const add = useMutation({
    mutationFn: async ({ way, password, ...values }: Values): Promise<User | PasswordLink> => {
      const person = { ...values, email: values.email.trim() };
      return way === 'link'
        ? ask<PasswordLink>('/api/v1/users/invitations', person)
        : postOnce<User>('/api/v1/users', { ...person, password });
    },
    onSuccess: async (made) => {
      draft.done();
      if (!('url' in made)) {
        notifyDone(say, say(peopleText.added, { name: made.name }));
        onClose();
      }
      await client.invalidateQueries({ queryKey: peopleKeys.all });
    },
    onError: (error) => form.setErrors(fieldMistakes(say, error, fields).fields),
  });
  if (add.data !== undefined && 'url' in add.data)
    return (
      <Modal
        opened={opened}
        onClose={onClose}
        title={say(peopleLinkText.linkTitle, { name: add.data.user.name })}
        closeButtonProps={{ 'aria-label': say(sharedText.close) }}
      >
        <LinkView link={add.data} onDone={onClose} />
      </Modal>
    );
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say(peopleText.add)}
      submit={say(peopleText.addConfirm)}
      busy={add.isPending}
      error={fieldMistakes(say, add.error, fields).rest}
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
      <Radio.Group label={say(peopleLinkText.howTitle)} {...form.getInputProps('way')}>
        <Stack gap="xs" mt={6}>
          <Radio value="link" label={say(peopleLinkText.inviteTab)} description={say(peopleLinkText.inviteHelp)} />
          <Radio
            value="password"
            label={say(peopleLinkText.passwordTab)}
            description={say(peopleLinkText.passwordTabHelp)}
          />
        </Stack>
      </Radio.Group>
      {form.values.way === 'password' && (
        <FirstPassword
          value={form.values.password}
          onChange={(password) => form.setFieldValue('password', password)}
          error={form.errors['password']}
        />
      )}
      <RoleField
        value={form.values.role}
        onChange={(role) => form.setFieldValue('role', role ?? undefined)}
        error={form.errors['role']}
      />
    </FormDialog>
  );
}
