import { Center } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.tsx';
import { LinkButton } from '../shared/links.tsx';
import { Nothing } from '../shared/nothing.tsx';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { roleText } from './role-text.ts';
import { shellText } from './shell-text.ts';

/** In place of a page that the person's role may not open. */
export function NotAllowedPage() {
  const say = useText();
  const { role } = useSession().actor;
  useDocumentTitle(say(shellText.notAllowedTitle));
  return (
    <Center component="section" mih="60vh">
      <Nothing
        icon={IconLock}
        title={say(shellText.notAllowedTitle)}
        titleOrder={1}
        description={say(shellText.notAllowed, { role: role === null ? '' : say(roleText[role]) })}
        action={<LinkButton to="/">{say(shellText.toStart)}</LinkButton>}
      />
    </Center>
  );
}
