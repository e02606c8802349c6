import { Alert, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { ask } from '../api/client.ts';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import type { Say } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { PasswordField } from '../shared/password-field.tsx';
import { problemWords } from '../shared/problem-words.ts';
import { tellOtherTabs } from './other-tabs.ts';
import { sessionQuery } from './session-query.ts';
import { sessionText } from './session-text.ts';

/**
 * Signs in by e-mail address and password.
 *
 * @param known the address of whoever was signed in here
 */
export function PasswordForm({ email: known = '' }: { readonly email?: string }) {
  const say = useText();
  const client = useQueryClient();
  const [checked, setChecked] = useState(false);
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const fields = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) };
  const signIn = useMutation({
    mutationFn: () => ask<unknown>('/api/auth/sign-in/email', { email: email.trim(), password }),
    // The page goes on by itself once the session is there.
    onSuccess: () => {
      tellOtherTabs();
      return client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
    onError: () => fields.password.current?.select(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (email.trim() === '') fields.email.current?.focus();
    else if (password === '') fields.password.current?.focus();
    else signIn.mutate();
  };
  const first = { autoFocus: true, 'data-autofocus': true };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {signIn.error && (
          <Alert color="red" variant="outline" role="alert">
            {refusal(say, signIn.error)}
          </Alert>
        )}
        <TextInput
          ref={fields.email}
          label={say(sessionText.email)}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          error={checked && email.trim() === '' && say(sessionText.needEmail)}
          required
          withAsterisk={false}
          {...(known === '' && first)}
        />
        <PasswordField
          ref={fields.password}
          label={say(sessionText.password)}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          error={checked && password === '' && say(sessionText.needPassword)}
          visibilityToggleButtonProps={{ 'aria-label': say(sessionText.showPassword) }}
          required
          withAsterisk={false}
          {...(known !== '' && first)}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {say(sessionText.submit)}
        </Button>
      </Stack>
    </form>
  );
}

function refusal(say: Say, error: ApiError): string {
  if (error.code === 'SIGN_IN_FAILED' || error.code === 'REQUEST_INVALID') return say(sessionText.wrong);
  const { title, detail } = problemWords(say, error);
  return `${title} ${detail}`;
}
