import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { peopleText } from '../people-text.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';

/** The button that adds a person. */
export function AddPerson() {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  // Each time it opens, the form begins anew.
  const [round, setRound] = useState(0);
  const start = (): void => {
    setRound(round + 1);
    open();
  };
  return (
    <>
      <Button leftSection={<IconUserPlus size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(peopleText.add)}
      </Button>
      <AddPersonDialog key={round} opened={opened} onClose={close} />
    </>
  );
}
