import { ActionIcon, Group, Input, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { newAlignment } from './achievement-draft.ts';
import type { AlignmentDraft } from './achievement-draft.ts';
import { achievementText } from './achievement-text.ts';
import { useEditor, useField } from './editor-context.ts';
import classes from './editor.module.css';

const most = 50;

/** The entries of frameworks, such as ESCO, that a badge corresponds to. */
export function AlignmentsField({ alignments }: { readonly alignments: readonly AlignmentDraft[] }) {
  const say = useText();
  const { change } = useEditor();
  const whole = useField('achievement.alignments');
  const setAll = (update: (all: readonly AlignmentDraft[]) => readonly AlignmentDraft[], focus?: string): void =>
    change(
      (draft) => ({
        ...draft,
        achievement: { ...draft.achievement, alignments: update(draft.achievement.alignments) },
      }),
      focus,
    );
  const add = (): void => {
    const alignment = newAlignment();
    setAll((all) => [...all, alignment], `achievement.alignments.${alignment.key}.name`);
  };
  return (
    <Stack gap="xs">
      <div>
        <Input.Label labelElement="div">{say(achievementText.alignments)}</Input.Label>
        <Text size="xs" c="dimmed">
          {say(achievementText.alignmentsHelp)}
        </Text>
      </div>
      {alignments.map((alignment, index) => (
        <Alignment
          key={alignment.key}
          alignment={alignment}
          number={index + 1}
          onChange={(changed) =>
            setAll((all) => all.map((each) => (each.key === alignment.key ? { ...each, ...changed } : each)))
          }
          onRemove={() => setAll((all) => all.filter(({ key }) => key !== alignment.key), 'achievement.alignments')}
        />
      ))}
      {whole.error !== false && (
        <Text size="sm" c="var(--mantine-color-error)" dir="auto">
          {whole.error}
        </Text>
      )}
      <div>
        <Button
          id={whole.id}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={alignments.length >= most}
          onClick={add}
        >
          {say(achievementText.addAlignment)}
        </Button>
      </div>
    </Stack>
  );
}

interface AlignmentProps {
  readonly alignment: AlignmentDraft;
  readonly number: number;
  readonly onChange: (changed: Partial<AlignmentDraft>) => void;
  readonly onRemove: () => void;
}

function Alignment({ alignment, number, onChange, onRemove }: AlignmentProps) {
  const say = useText();
  const heading = useId();
  const at = `achievement.alignments.${alignment.key}`;
  const name = useField(`${at}.name`);
  const url = useField(`${at}.url`);
  const framework = useField(`${at}.framework`);
  const code = useField(`${at}.code`);
  return (
    <div role="group" aria-labelledby={heading} className={classes.alignment}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text id={heading} size="sm" fw={600}>
          {say(achievementText.alignment, { number })}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say(achievementText.removeAlignment, { number })}
          onClick={onRemove}
        >
          <IconTrash size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing="xs">
        <TextInput
          {...name}
          label={say(achievementText.alignmentName)}
          value={alignment.name}
          onChange={({ currentTarget: { value } }) => onChange({ name: value })}
          maxLength={500}
          dir="auto"
        />
        <TextInput
          {...url}
          type="url"
          label={say(achievementText.alignmentUrl)}
          value={alignment.url}
          onChange={({ currentTarget: { value } }) => onChange({ url: value })}
          maxLength={2_000}
          dir="ltr"
        />
        <TextInput
          {...framework}
          label={say(achievementText.framework)}
          placeholder={say(achievementText.frameworkExample)}
          value={alignment.framework}
          onChange={({ currentTarget: { value } }) => onChange({ framework: value })}
          maxLength={500}
          dir="auto"
        />
        <TextInput
          {...code}
          label={say(achievementText.code)}
          value={alignment.code}
          onChange={({ currentTarget: { value } }) => onChange({ code: value })}
          maxLength={200}
          dir="auto"
        />
      </SimpleGrid>
    </div>
  );
}
