import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { ask } from '../api/client.ts';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import type { Say } from '../i18n/use-text.ts';
import { sessionQuery } from '../session/session-query.ts';
import { problemWords } from '../shared/problem-words.ts';
import { signInText } from './sign-in-text.ts';

/** Signs in by e-mail address and password. */
export function PasswordForm() {
  const say = useText();
  const client = useQueryClient();
  const [checked, setChecked] = useState(false);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const fields = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) };
  const signIn = useMutation({
    mutationFn: () => ask<unknown>('/api/auth/sign-in/email', { email: email.trim(), password }),
    // The page leaves by itself once the session is there.
    onSuccess: () => client.fetchQuery({ ...sessionQuery, staleTime: 0 }),
    onError: () => fields.password.current?.select(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (email.trim() === '') fields.email.current?.focus();
    else if (password === '') fields.password.current?.focus();
    else signIn.mutate();
  };
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
          label={say(signInText.email)}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          error={checked && email.trim() === '' && say(signInText.needEmail)}
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput
          ref={fields.password}
          label={say(signInText.password)}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          error={checked && password === '' && say(signInText.needPassword)}
          visibilityToggleButtonProps={{ 'aria-label': say(signInText.showPassword) }}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {say(signInText.submit)}
        </Button>
      </Stack>
    </form>
  );
}

function refusal(say: Say, error: ApiError): string {
  if (error.code === 'SIGN_IN_FAILED' || error.code === 'REQUEST_INVALID') return say(signInText.wrong);
  const { title, detail } = problemWords(say, error);
  return `${title} ${detail}`;
}
