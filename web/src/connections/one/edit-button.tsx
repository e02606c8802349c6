import { IconPencil } from '@tabler/icons-react';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { useNewDialog } from '../../shared/use-new-dialog.ts';
import { EditDialog } from './edit-dialog.tsx';
import { oneText } from './one-text.ts';

/** Opens the dialog that edits a connection. */
export function EditButton({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const { round, opened, start, close } = useNewDialog();
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(oneText.edit)}
      </Button>
      {round > 0 && <EditDialog key={round} connection={connection} opened={opened} onClose={close} />}
    </>
  );
}
