import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiKeyCreated } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { apiKeysText } from './api-keys-text.ts';
import { MakeKeyDialog } from './make-key-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';

/** Makes a key, and then shows it, this once. */
export function MakeKey() {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  // Each time it opens, the form begins anew.
  const [round, setRound] = useState(0);
  const [made, setMade] = useState<ApiKeyCreated | null>(null);
  const start = (): void => {
    setRound(round + 1);
    open();
  };
  const show = (key: ApiKeyCreated): void => {
    close();
    setMade(key);
  };
  return (
    <>
      <Button leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(apiKeysText.make)}
      </Button>
      <MakeKeyDialog key={round} opened={opened} onClose={close} onMade={show} />
      {made !== null && <NewKeyDialog made={made} onClose={() => setMade(null)} />}
    </>
  );
}
