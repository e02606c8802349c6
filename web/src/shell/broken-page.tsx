import { Center } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { Nothing } from '../shared/nothing.tsx';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { shellText } from './shell-text.ts';

/** In place of a page that could not be loaded or drawn: the network was away, or Laurel has been upgraded since. */
export function BrokenPage() {
  const say = useText();
  useDocumentTitle(say(shellText.brokenTitle));
  return (
    <Center component="section" mih="60vh" role="alert">
      <Nothing
        icon={IconRefresh}
        title={say(shellText.brokenTitle)}
        titleOrder={1}
        description={say(shellText.broken)}
        action={<Button onClick={() => window.location.reload()}>{say(shellText.loadAgain)}</Button>}
      />
    </Center>
  );
}
