import { Alert, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PasswordLinkOwner } from '../../../src/api/schemas/people.ts';
import { ask, postOnce } from '../api/client.ts';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { tellOtherTabs } from '../session/other-tabs.ts';
import { sessionQuery } from '../session/session-query.ts';
import { Button } from '../shared/button.tsx';
import { DataState } from '../shared/data-state.tsx';
import { fieldMistakes } from '../shared/field-mistakes.ts';
import { LinkButton } from '../shared/links.tsx';
import { PasswordField } from '../shared/password-field.tsx';
import { ProblemAlert } from '../shared/problem-alert.tsx';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { passwordLinkText } from './password-link-text.ts';
import { SignInFrame } from './sign-in-frame.tsx';

/** Where an invitation, or a link to set a new password, leads. Its token stands behind the #, and is sent in bodies only. */
export function PasswordPage() {
  const say = useText();
  const [token] = useState(useLocation({ select: ({ hash }) => hash }));
  const query = useQuery<PasswordLinkOwner | null>({
    queryKey: ['password-link', token],
    queryFn: () => ask<PasswordLinkOwner>('/api/auth/password-link', { token }).catch(nullWhenOver),
    enabled: token !== '',
    staleTime: Infinity,
    gcTime: 0,
  });
  useDocumentTitle(say(passwordLinkText.passwordTitle));
  return (
    <SignInFrame title={say(passwordLinkText.passwordTitle)}>
      {token === '' ? (
        <Over />
      ) : (
        <DataState query={query}>
          {(owner) => (owner === null ? <Over /> : <PasswordForm token={token} owner={owner} />)}
        </DataState>
      )}
    </SignInFrame>
  );
}

function PasswordForm({ token, owner }: { readonly token: string; readonly owner: PasswordLinkOwner }) {
  const say = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const set = useMutation({
    mutationFn: () => postOnce<unknown>('/api/auth/password-link/use', { token, password }),
    onSuccess: async () => {
      // Whoever was signed in here before, nothing of theirs stays.
      client.clear();
      tellOtherTabs();
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: '/', replace: true });
    },
  });
  if (set.error !== null && isOver(set.error)) return <Over />;
  const { fields, rest } = fieldMistakes(say, set.error, ['password']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== '') set.mutate();
  };
  const { name, email, invited } = owner;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>{say(invited ? passwordLinkText.passwordInvited : passwordLinkText.passwordReset, { name, email })}</Text>
        {rest && <ProblemAlert error={rest} headingOrder={2} />}
        {/* For password managers: whose password it is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label={say(passwordLinkText.passwordNew)}
          description={say(passwordLinkText.passwordHelp)}
          name="password"
          autoComplete="new-password"
          maxLength={128}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          error={fields['password']}
          visibilityToggleButtonProps={{ 'aria-label': say(passwordLinkText.passwordShow) }}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" loading={set.isPending} fullWidth>
          {say(passwordLinkText.passwordSubmit)}
        </Button>
      </Stack>
    </form>
  );
}

function Over() {
  const say = useText();
  return (
    <Stack gap="lg">
      <Alert color="red" variant="outline" role="alert">
        {say(passwordLinkText.passwordOver)}
      </Alert>
      <LinkButton to="/sign-in" variant="default" fullWidth>
        {say(passwordLinkText.passwordToSignIn)}
      </LinkButton>
    </Stack>
  );
}

function isOver({ code }: ApiError): boolean {
  return code === 'SIGN_IN_FAILED';
}

function nullWhenOver(error: ApiError): null {
  if (isOver(error)) return null;
  throw error;
}
