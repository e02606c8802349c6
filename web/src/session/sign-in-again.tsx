import { Anchor, Divider, getDefaultZIndex, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import type { FocusEvent } from 'react';
import type { Session } from '../../../src/api/schemas/people.ts';
import { useText } from '../i18n/use-text.ts';
import { DataState } from '../shared/data-state.tsx';
import { leaveFreely } from '../shared/drafts/unsaved.ts';
import { LmsLink } from './lms-link.tsx';
import { PasswordForm } from './password-form.tsx';
import { signInMethodsQuery } from './session-query.ts';
import { sessionText } from './session-text.ts';

interface SignInAgainProps {
  readonly opened: boolean;
  /** Whose session is over. */
  readonly session: Session;
}

/**
 * Over a page whose session is over: signs in again, and the page goes on as it was left. Nothing of the page can be read or done
 * meanwhile.
 */
export function SignInAgain({ opened, session }: SignInAgainProps) {
  const say = useText();
  return (
    <Modal
      opened={opened}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={say(sessionText.overTitle)}
      overlayProps={{ blur: 10, backgroundOpacity: 0.7 }}
      zIndex={getDefaultZIndex('max')}
    >
      <div onFocusCapture={keepEscape}>
        <Ways session={session} />
      </div>
    </Modal>
  );
}

/** By this mark Mantine knows that Escape, pressed here, is not meant for the dialogs behind. */
function keepEscape({ target }: FocusEvent<HTMLElement>): void {
  target.setAttribute('data-mantine-stop-propagation', 'true');
}

function Ways({ session: { actor } }: Pick<SignInAgainProps, 'session'>) {
  const say = useText();
  const methods = useQuery(signInMethodsQuery);
  const here = useRouterState({ select: ({ location }) => location.href });
  return (
    <Stack gap="md">
      <Text>{say(sessionText.overLead, { name: actor.name })}</Text>
      <DataState query={methods}>
        {({ password, lms }) => (
          <Stack gap="md">
            {password && <PasswordForm email={actor.email ?? ''} />}
            {lms && password && <Divider label={say(sessionText.or)} />}
            {lms && <LmsLink next="/sign-in/done" inNewTab />}
          </Stack>
        )}
      </DataState>
      <Text size="sm">
        <Anchor href={`/sign-in?${new URLSearchParams({ next: here }).toString()}`} onClick={leaveFreely}>
          {say(sessionText.leave)}
        </Anchor>
      </Text>
    </Stack>
  );
}
