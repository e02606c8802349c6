import { Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKeyCreated, KeyRole } from '../../../../src/api/schemas/people.ts';
import { postOnce } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { fieldMistakes } from '../../shared/field-mistakes.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { peopleKeys } from '../queries.ts';
import { KeyRoleField } from '../role-field.tsx';
import { apiKeysText } from './api-keys-text.ts';

/** Days until a key expires; the empty one is never. */
const lifetimes = ['30', '90', '365', ''] as const;

interface Values {
  name: string;
  role: KeyRole | undefined;
  expires: (typeof lifetimes)[number];
}

const fields = ['name', 'role', 'expiresInDays'];

interface MakeKeyDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (key: ApiKeyCreated) => void;
}

/** What a key is for, what it may do, and how long. */
export function MakeKeyDialog({ opened, onClose, onMade }: MakeKeyDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const form = useForm<Values>({
    initialValues: { name: '', role: undefined, expires: '90' },
    validate: {
      name: (value) => value.trim() === '' && say(apiKeysText.needName),
      role: (value) => value === undefined && say(apiKeysText.needRole),
    },
  });
  const draft = useKeptDraft({
    form: 'api-key',
    value: form.values,
    dirty: form.isDirty(),
    take: (kept) => form.setValues(kept),
  });
  const make = useMutation({
    mutationFn: ({ name, role, expires }: Values) =>
      postOnce<ApiKeyCreated>('/api/v1/api-keys', {
        name,
        role,
        expiresInDays: expires === '' ? null : Number(expires),
      }),
    onSuccess: async (key) => {
      draft.done();
      onMade(key);
      await client.invalidateQueries({ queryKey: peopleKeys.apiKeys });
    },
    onError: (error) => form.setErrors(fieldMistakes(say, error, fields).fields),
    // The key stays in no cache once the dialog that shows it is closed.
    gcTime: 0,
  });
  const choices = lifetimes.map((value) => ({
    value,
    label: value === '' ? say(apiKeysText.never) : say(apiKeysText.days, { count: Number(value) }),
  }));
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say(apiKeysText.make)}
      submit={say(apiKeysText.makeConfirm)}
      busy={make.isPending}
      error={fieldMistakes(say, make.error, fields).rest}
      draft={draft}
      onSubmit={form.onSubmit((values) => make.mutate(values))}
    >
      <TextInput
        label={say(apiKeysText.name)}
        description={say(apiKeysText.nameHelp)}
        maxLength={100}
        autoComplete="off"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <KeyRoleField
        value={form.values.role}
        onChange={(role) => form.setFieldValue('role', role ?? undefined)}
        error={form.errors['role']}
      />
      <Stack gap={4}>
        <Select
          label={say(apiKeysText.expires)}
          data={choices}
          allowDeselect={false}
          {...form.getInputProps('expires')}
        />
        {form.values.expires === '' && (
          <Text size="sm" c="dimmed">
            {say(apiKeysText.neverHelp)}
          </Text>
        )}
      </Stack>
    </FormDialog>
  );
}
