import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import type { IssuedBadges } from '../editor/use-save.ts';
import { moveText } from './move-text.ts';

interface MoveDialogProps {
  /** How many badges are issued elsewhere, and how many are not issued yet. */
  readonly counts: Readonly<Record<string, number>>;
  readonly onClose: () => void;
  readonly onChoose: (issuedBadges: IssuedBadges) => void;
}

/** When a template with badges gets another holder: lets the person choose what becomes of the badges. */
export function MoveDialog({ counts, onClose, onChoose }: MoveDialogProps) {
  const say = useText();
  const [choice, setChoice] = useState<IssuedBadges>('stay');
  return (
    <ConfirmDialog
      opened
      title={say(moveText.title)}
      confirm={say(moveText.confirm)}
      onConfirm={() => onChoose(choice)}
      onClose={onClose}
    >
      <Text>{say(moveText.issued, { count: counts['issued'] ?? 0 })}</Text>
      <Text mb="md">{say(moveText.waiting, { count: counts['waiting'] ?? 0 })}</Text>
      <Radio.Group
        label={say(moveText.question)}
        value={choice}
        onChange={(value) => setChoice(value === 'issue_again' ? 'issue_again' : 'stay')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="stay" label={say(moveText.stay)} description={say(moveText.stayHelp)} />
          <Radio value="issue_again" label={say(moveText.again)} description={say(moveText.againHelp)} />
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
