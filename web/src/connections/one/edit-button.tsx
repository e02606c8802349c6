import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { EditDialog } from './edit-dialog.tsx';
import { oneText } from './one-text.ts';

/** Opens the dialog that edits a connection. */
export function EditButton({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  // Each time it opens, the form begins anew, with what is stored then.
  const [round, setRound] = useState(0);
  const start = (): void => {
    setRound(round + 1);
    open();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(oneText.edit)}
      </Button>
      {round > 0 && <EditDialog key={round} connection={connection} opened={opened} onClose={close} />}
    </>
  );
}
