import { useState } from 'react';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { templatesText } from '../templates-text.ts';
import { SwitchDialog } from './switch-dialog.tsx';

interface SwitchManyProps {
  /** Ids of those that are selected. */
  readonly templates: readonly string[];
  /** Told when it is over. */
  readonly onDone: () => void;
}

/** Activates or deactivates what is selected in the list: looks first what would become of each. */
export function SwitchMany({ templates, onDone }: SwitchManyProps) {
  const say = useText();
  const [asked, setAsked] = useState<boolean | null>(null);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPlay size={18} stroke={1.7} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {say(templatesText.activate)}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPause size={18} stroke={1.7} aria-hidden />}
        onClick={() => setAsked(false)}
      >
        {say(templatesText.deactivate)}
      </Button>
      {asked !== null && (
        <SwitchDialog
          templates={templates}
          active={asked}
          onClose={(isDone) => {
            setAsked(null);
            if (isDone) onDone();
          }}
        />
      )}
    </>
  );
}
