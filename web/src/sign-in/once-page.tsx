import { Alert, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { postOnce } from '../api/client.ts';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import type { Say } from '../i18n/use-text.ts';
import { tellOtherTabs } from '../session/other-tabs.ts';
import { sessionText } from '../session/session-text.ts';
import { sessionQuery } from '../session/session-query.ts';
import { Button } from '../shared/button.tsx';
import { problemWords } from '../shared/problem-words.ts';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { SignInFrame } from './sign-in-frame.tsx';
import { signInText } from './sign-in-text.ts';

/**
 * Where a one-time link leads. Only the button uses it up: programs that look at links before people do, as those of mail
 * services, press none.
 */
export function OncePage() {
  const say = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const token = useLocation({ select: ({ hash }) => hash });
  useDocumentTitle(say(sessionText.submit));
  const signIn = useMutation({
    mutationFn: () => postOnce<unknown>('/api/auth/sign-in/once', { token }),
    onSuccess: async () => {
      // Whoever was signed in here before, nothing of theirs stays.
      client.clear();
      tellOtherTabs();
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: '/', replace: true });
    },
  });
  return (
    <SignInFrame title={say(signInText.title)}>
      <Stack gap="lg">
        {(signIn.error || token === '') && (
          <Alert color="red" variant="outline" role="alert">
            {refusal(say, signIn.error)}
          </Alert>
        )}
        {signIn.error || token === '' ? null : <Text>{say(signInText.onceLead)}</Text>}
        <Button loading={signIn.isPending} disabled={token === ''} onClick={() => signIn.mutate()} fullWidth autoFocus>
          {say(sessionText.submit)}
        </Button>
      </Stack>
    </SignInFrame>
  );
}

function refusal(say: Say, error: ApiError | null): string {
  if (error === null || error.code === 'SIGN_IN_FAILED' || error.code === 'REQUEST_INVALID')
    return say(signInText.link);
  const { title, detail } = problemWords(say, error);
  return `${title} ${detail}`;
}
