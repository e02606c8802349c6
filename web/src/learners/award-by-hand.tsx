import { Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAward } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { sharedText } from '../shared/shared-text.ts';
import { AwardForm } from './award-form.tsx';
import { awardText } from './award-text.ts';

interface AwardByHandProps {
  /** LMS user id. */
  readonly learner: number;
  /** What people call the learner. */
  readonly called: string;
  /** The template that is chosen at first. */
  readonly template?: string;
}

/** The button with which an operator gives a learner a badge; it asks which one, and why. */
export function AwardByHand({ learner, called, template }: AwardByHandProps) {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconAward size={18} stroke={1.8} aria-hidden />} onClick={open}>
        {say(awardText.button)}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={say(awardText.titleOf, { learner: called })}
        closeButtonProps={{ 'aria-label': say(sharedText.close) }}
      >
        <AwardForm learner={learner} preset={template ?? null} onClose={close} />
      </Modal>
    </>
  );
}
