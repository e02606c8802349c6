import { Radio, Stack } from '@mantine/core';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Difference, Side } from './parts.ts';
import { mergeText } from './merge-text.ts';
import { PartValue } from './part-value.tsx';
import { partWords } from './part-words.ts';

interface ConflictChoiceProps {
  readonly difference: Difference;
  readonly documents: readonly TemplateDocument[];
  /** Undefined: nothing is chosen yet. */
  readonly chosen: Side | undefined;
  /** Whether it is to be said that a choice is missing. */
  readonly complains: boolean;
  readonly id: string;
  readonly onChoose: (side: Side) => void;
}

/** One thing that two people have changed: which of the two is it to be. */
export function ConflictChoice({ difference, documents, chosen, complains, id, onChoose }: ConflictChoiceProps) {
  const { say, rich } = useWords();
  const { part, base, mine, theirs } = difference;
  const value = (of: unknown, absent: 'removed' | 'absent' = 'removed') => (
    <PartValue key="value" part={part} value={of} documents={documents} absent={absent} />
  );
  return (
    <div id={id}>
      <Radio.Group
        label={partWords(say, part, documents)}
        description={rich(mergeText.before, { value: value(base, 'absent') })}
        error={complains && chosen === undefined && say(mergeText.choose)}
        value={chosen ?? null}
        onChange={(side) => onChoose(side === 'mine' ? 'mine' : 'theirs')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="mine" label={rich(mergeText.useMine, { value: value(mine) })} />
          <Radio value="theirs" label={rich(mergeText.useTheirs, { value: value(theirs) })} />
        </Stack>
      </Radio.Group>
    </div>
  );
}
