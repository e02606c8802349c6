import { Divider, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearch } from '@tanstack/react-router';
import type { SignInMethods } from '../../../src/api/schemas/people.ts';
import { useText } from '../i18n/use-text.ts';
import { LmsLink } from '../session/lms-link.tsx';
import { PasswordForm } from '../session/password-form.tsx';
import { sessionText } from '../session/session-text.ts';
import { sessionQuery, signInMethodsQuery } from '../session/session-query.ts';
import { DataState } from '../shared/data-state.tsx';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { nextPage } from './next-page.ts';
import { NoUserYet } from './no-user-yet.tsx';
import { Refused } from './refused.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import classes from './sign-in.module.css';
import { signInText } from './sign-in-text.ts';

/** The way in: by password, or with the LMS where that is switched on. */
export function SignInPage() {
  const say = useText();
  const { next, error } = useSearch({ from: '/sign-in' });
  const session = useQuery(sessionQuery);
  const methods = useQuery(signInMethodsQuery);
  const target = nextPage(next, location.origin);
  useDocumentTitle(say(sessionText.submit));
  if (session.data) return <Navigate to={target} replace />;
  return (
    <SignInFrame title={say(signInText.title)}>
      {error !== undefined && <Refused reason={error} />}
      <DataState query={methods}>{(known) => <Ways methods={known} next={target} />}</DataState>
    </SignInFrame>
  );
}

function Ways({
  methods: { password, lms, anyUser },
  next,
}: {
  readonly methods: SignInMethods;
  readonly next: string;
}) {
  const say = useText();
  if (!anyUser && !lms) return <NoUserYet />;
  if (!password && !lms) return <Text>{say(signInText.noMethod)}</Text>;
  return (
    <Stack gap="lg">
      {!anyUser && <NoUserYet />}
      {lms && <LmsLink next={next} />}
      {lms && password && anyUser && <Divider label={say(sessionText.or)} />}
      {password && anyUser && (
        <>
          <PasswordForm />
          <details className={classes.forgot}>
            <summary>{say(signInText.forgot)}</summary>
            {say(signInText.forgotHelp)}
          </details>
        </>
      )}
    </Stack>
  );
}
