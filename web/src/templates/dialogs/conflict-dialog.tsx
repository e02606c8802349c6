import { Group, List, Modal, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import type { TemplateDocument, TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { Tagged } from '../../api/client.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../shared/button.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { toDocument, toDraft } from '../editor/draft.ts';
import { ConflictChoice } from '../merge/conflict-choice.tsx';
import { mergeTemplates } from '../merge/merge.ts';
import type { Merge } from '../merge/merge.ts';
import type { Side } from '../merge/parts.ts';
import { mergeText } from '../merge/merge-text.ts';
import { PartValue } from '../merge/part-value.tsx';
import { partWords } from '../merge/part-words.ts';
import { WhoSaved } from '../merge/who-saved.tsx';
import { templateQuery } from '../queries.ts';
import { dialogsText } from './dialogs-text.ts';

interface ConflictDialogProps {
  /** What the editor began with. */
  readonly base: TemplateView;
  /** What stands in the editor. */
  readonly mine: TemplateDocument;
  readonly onClose: () => void;
  readonly onTakeTheirs: (theirs: Tagged<TemplateView>) => void;
  /** Told of the template with the changes of both. */
  readonly onMerged: (theirs: Tagged<TemplateView>, merged: TemplateDocument) => void;
}

/** When somebody else has saved the template: who and when, what each of the two changed, and what is to become of it. */
export function ConflictDialog({ base, mine, onClose, onTakeTheirs, onMerged }: ConflictDialogProps) {
  const { say } = useWords();
  const theirs = useQuery({ ...templateQuery(base.id), staleTime: 0, refetchOnMount: 'always' });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={say(mergeText.title)}
      closeButtonProps={{ 'aria-label': say(sharedText.close) }}
    >
      <DataState query={{ ...theirs, data: theirs.isFetching ? undefined : theirs.data }}>
        {(now) => (
          <Stack gap="md">
            <Text component="div">
              <WhoSaved base={base} theirs={now.data} />
            </Text>
            <Merging
              base={base}
              mine={mine}
              theirs={now.data}
              onClose={onClose}
              onTakeTheirs={() => onTakeTheirs(now)}
              onMerged={(merged) => onMerged(now, merged)}
            />
          </Stack>
        )}
      </DataState>
    </Modal>
  );
}

interface MergingProps {
  readonly base: TemplateView;
  readonly mine: TemplateDocument;
  readonly theirs: TemplateView;
  readonly onClose: () => void;
  readonly onTakeTheirs: () => void;
  readonly onMerged: (merged: TemplateDocument) => void;
}

function Merging({ base, mine, theirs, onClose, onTakeTheirs, onMerged }: MergingProps) {
  const { say } = useWords();
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const [complains, setComplains] = useState(false);
  const ids = useId();
  const { merge, documents } = useMemo(() => {
    // As the editor writes them, so that only what somebody has changed is different.
    const [before, now] = [toDocument(toDraft(base)), toDocument(toDraft(theirs))];
    return { merge: mergeTemplates(before, mine, now, theirs.provider.fields), documents: [mine, now, before] };
  }, [base, mine, theirs]);
  const { conflicts, kept } = merge;
  const save = (): void => {
    const open = conflicts.find(({ part }) => !choices.has(part.key));
    setComplains(true);
    if (open === undefined) onMerged(merge.resolve(({ key }) => choices.get(key) ?? 'theirs'));
    else
      document
        .getElementById(ids + open.part.key)
        ?.querySelector('input')
        ?.focus();
  };
  return (
    <>
      {conflicts.length > 0 && (
        <Stack gap="md" role="group" aria-labelledby={`${ids}conflicts`}>
          <Title order={3} size="h5" id={`${ids}conflicts`}>
            {say(mergeText.conflicts, { count: conflicts.length })}
          </Title>
          {conflicts.map((difference) => (
            <ConflictChoice
              key={difference.part.key}
              id={ids + difference.part.key}
              difference={difference}
              documents={documents}
              chosen={choices.get(difference.part.key)}
              complains={complains}
              onChoose={(side) => setChoices((before) => new Map([...before, [difference.part.key, side]]))}
            />
          ))}
        </Stack>
      )}
      <Kept kept={kept} by="theirs" documents={documents} />
      <Kept kept={kept} by="mine" documents={documents} />
      {conflicts.length === 0 && !kept.some(({ by }) => by === 'theirs') && (
        <Text>{say(mergeText.nothingDiffers)}</Text>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say(dialogsText.keepEditing)}
        </Button>
        <Button variant="default" onClick={onTakeTheirs}>
          {say(dialogsText.takeTheirs)}
        </Button>
        <Button onClick={save}>{say(mergeText.save)}</Button>
      </Group>
    </>
  );
}

interface KeptProps {
  readonly kept: Merge['kept'];
  readonly by: Side;
  readonly documents: readonly TemplateDocument[];
}

/** What one of the two has changed alone. */
function Kept({ kept, by, documents }: KeptProps) {
  const { say, rich } = useWords();
  const shown = kept.filter((each) => each.by === by);
  if (shown.length === 0) return null;
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        {say(mergeText[by])}
      </Title>
      <List>
        {shown.map(({ part, base, ...sides }) => (
          <List.Item key={part.key}>
            {rich(mergeText.from, {
              part: partWords(say, part, documents),
              before: <PartValue key="before" part={part} value={base} documents={documents} absent="absent" />,
              after: <PartValue key="after" part={part} value={sides[by]} documents={documents} />,
            })}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
