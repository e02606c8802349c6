import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useText } from '../i18n/use-text.ts';
import { tellOtherTabs } from '../session/other-tabs.ts';
import { Button } from '../shared/button.tsx';
import { LinkButton } from '../shared/links.tsx';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { SignInFrame } from './sign-in-frame.tsx';
import { signInText } from './sign-in-text.ts';

/** Where the LMS leads whoever signed in again in a tab of its own: the page that waits in the other tab is told. */
export function DonePage() {
  const say = useText();
  useDocumentTitle(say(signInText.doneTitle));
  useEffect(tellOtherTabs, []);
  return (
    <SignInFrame title={say(signInText.doneTitle)}>
      <Stack gap="lg">
        <Text>{say(signInText.doneLead)}</Text>
        <Button onClick={() => window.close()} fullWidth autoFocus>
          {say(signInText.doneClose)}
        </Button>
        <LinkButton to="/" variant="default" fullWidth>
          {say(signInText.doneGoOn)}
        </LinkButton>
      </Stack>
    </SignInFrame>
  );
}
