import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiKeyCreated } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { useNewDialog } from '../../shared/use-new-dialog.ts';
import { apiKeysText } from './api-keys-text.ts';
import { MakeKeyDialog } from './make-key-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';

/** Makes a key, and then shows it, this once. */
export function MakeKey() {
  const say = useText();
  const { round, opened, start, close } = useNewDialog();
  const [made, setMade] = useState<ApiKeyCreated | null>(null);
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
