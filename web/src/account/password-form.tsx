import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PasswordChanged } from '../../../src/api/schemas/people.ts';
import type { ApiError } from '../api/api-error.ts';
import { postOnce } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { sessionKey } from '../session/session-query.ts';
import { useMay, useSession } from '../session/session-context.tsx';
import { Button } from '../shared/button.tsx';
import { fieldMistakes } from '../shared/field-mistakes.ts';
import { notifyDone } from '../shared/notify.ts';
import { PasswordField } from '../shared/password-field.tsx';
import { ProblemAlert } from '../shared/problem-alert.tsx';
import { accountText } from './account-text.ts';

interface Values {
  currentPassword: string;
  newPassword: string;
  again: string;
  revokeKeys: boolean;
}

const empty: Values = { currentPassword: '', newPassword: '', again: '', revokeKeys: false };
const fields = ['currentPassword', 'newPassword'];

/** Changes the own password. */
export function PasswordForm() {
  const say = useText();
  const client = useQueryClient();
  const { email } = useSession().actor;
  const makesKeys = useMay('administer');
  const form = useForm<Values>({
    initialValues: empty,
    validate: {
      currentPassword: (value) => value === '' && say(accountText.needCurrent),
      newPassword: (value) => value === '' && say(accountText.needNext),
      again: (value, { newPassword }) => value !== newPassword && say(accountText.differs),
    },
  });
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword, revokeKeys }: Values) =>
      postOnce<PasswordChanged>('/api/auth/change-password', { currentPassword, newPassword, revokeKeys }),
    onSuccess: async ({ session, revokedKeys }) => {
      client.setQueryData(sessionKey, session);
      form.reset();
      const keys = revokedKeys.length > 0 ? ` ${say(accountText.keysRevoked, { count: revokedKeys.length })}` : '';
      notifyDone(say, say(accountText.changed) + keys);
      await client.invalidateQueries({ queryKey: ['own-sessions'] });
    },
    onError: (error) => form.setErrors(mistakesOf(error)),
  });
  const mistakesOf = (error: ApiError): Record<string, string> => {
    const told = fieldMistakes(say, error, fields).fields;
    return {
      ...told,
      ...('currentPassword' in told && { currentPassword: say(accountText.wrong) }),
      ...(error.code === 'PASSWORD_WEAK' && { newPassword: say(accountText.passwordHelpWeak) }),
    };
  };
  const toggle = { 'aria-label': say(accountText.show) };
  const rest = fieldMistakes(say, change.error, fields).rest;
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack gap="md" maw={420}>
        <Text size="sm" c="dimmed">
          {say(accountText.passwordLead)} {say(accountText.passwordLms)}
        </Text>
        {/* Password managers look for the name that the password belongs to. */}
        <input type="hidden" name="username" autoComplete="username" value={email ?? ''} readOnly />
        <PasswordField
          label={say(accountText.current)}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          maxLength={128}
          required
          withAsterisk={false}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordField
          label={say(accountText.next)}
          description={say(accountText.nextHelp)}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          maxLength={128}
          required
          withAsterisk={false}
          {...form.getInputProps('newPassword')}
        />
        <PasswordField
          label={say(accountText.again)}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          maxLength={128}
          required
          withAsterisk={false}
          {...form.getInputProps('again')}
        />
        {makesKeys && (
          <Checkbox
            label={say(accountText.revokeKeys)}
            description={say(accountText.revokeKeysHelp)}
            {...form.getInputProps('revokeKeys', { type: 'checkbox' })}
          />
        )}
        {rest && <ProblemAlert error={rest} headingOrder={3} />}
        <Group>
          <Button type="submit" loading={change.isPending}>
            {say(accountText.passwordTitle)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
