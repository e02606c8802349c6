import { Center } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { LinkButton } from '../shared/links.tsx';
import { Nothing } from '../shared/nothing.tsx';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { shellText } from './shell-text.ts';

/** For addresses at which there is no page. */
export function NotFoundPage() {
  const say = useText();
  useDocumentTitle(say(shellText.notFoundTitle));
  return (
    <Center component="section" mih="60vh">
      <Nothing
        icon={IconMapQuestion}
        title={say(shellText.notFoundTitle)}
        titleOrder={1}
        description={say(shellText.notFound)}
        action={<LinkButton to="/">{say(shellText.toStart)}</LinkButton>}
      />
    </Center>
  );
}
