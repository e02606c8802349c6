import { IconUserPlus } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { useNewDialog } from '../../shared/use-new-dialog.ts';
import { peopleText } from '../people-text.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';

/** The button that adds a person. */
export function AddPerson() {
  const say = useText();
  const { round, opened, start, close } = useNewDialog();
  return (
    <>
      <Button leftSection={<IconUserPlus size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(peopleText.add)}
      </Button>
      <AddPersonDialog key={round} opened={opened} onClose={close} />
    </>
  );
}
