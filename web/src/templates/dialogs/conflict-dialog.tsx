import { Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MessageDescriptor } from 'react-intl';
import type { TemplateDocument, TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { Tagged } from '../../api/client.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../shared/button.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { Time } from '../../shared/time.tsx';
import { templateQuery } from '../queries.ts';
import { dialogsText } from './dialogs-text.ts';

interface ConflictDialogProps {
  readonly id: string;
  /** What the editor began with. */
  readonly base: TemplateDocument;
  readonly onClose: () => void;
  readonly onTakeTheirs: (theirs: Tagged<TemplateView>) => void;
  readonly onSaveMine: (etag: string | null) => void;
}

/** When somebody else has saved the template meanwhile: shows what they changed, and lets the person choose. */
export function ConflictDialog({ id, base, onClose, onTakeTheirs, onSaveMine }: ConflictDialogProps) {
  const { say, rich } = useWords();
  const theirs = useQuery({ ...templateQuery(id), staleTime: 0, refetchOnMount: 'always' });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={say(dialogsText.conflictTitle)}
      closeButtonProps={{ 'aria-label': say(sharedText.close) }}
    >
      <DataState query={{ ...theirs, data: theirs.isFetching ? undefined : theirs.data }}>
        {(now) => (
          <Stack gap="md">
            <Text component="div">
              {rich(dialogsText.conflictHelp, { when: <Time key="when" at={now.data.updatedAt} /> })}
            </Text>
            <Changes base={base} now={now.data} />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose} data-autofocus>
                {say(dialogsText.keepEditing)}
              </Button>
              <Button variant="default" onClick={() => onTakeTheirs(now)}>
                {say(dialogsText.takeTheirs)}
              </Button>
              <Button color="red" onClick={() => onSaveMine(now.etag)}>
                {say(dialogsText.saveMine)}
              </Button>
            </Group>
          </Stack>
        )}
      </DataState>
    </Modal>
  );
}

const parts: readonly (readonly [field: keyof TemplateDocument, name: MessageDescriptor])[] = [
  ['name', dialogsText.partName],
  ['description', dialogsText.partDescription],
  ['imageUrl', dialogsText.partImage],
  ['holder', dialogsText.partHolder],
  ['achievement', dialogsText.partAchievement],
  ['requirements', dialogsText.partRequirements],
  ['penalties', dialogsText.partPenalties],
];

function Changes({ base, now }: { readonly base: TemplateDocument; readonly now: TemplateView }) {
  const { say, rich, list } = useWords();
  const changed = parts.filter(([field]) => JSON.stringify(base[field]) !== JSON.stringify(now[field]));
  return (
    <Text fw={550}>
      {changed.length === 0
        ? say(dialogsText.conflictSame)
        : rich(dialogsText.conflictTheirs, {
            parts: list(
              changed.map(([, name]) => say(name)),
              'conjunction',
            ),
          })}
    </Text>
  );
}
