import { ActionIcon, Box, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { Callout } from '../../shared/callout.tsx';
import { Section } from '../../shared/section.tsx';
import { sentenceText } from '../sentence/sentence-text.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import type { PenaltyDraft } from './draft.ts';
import { useEditor, useEditorState, useField } from './editor-context.ts';
import classes from './editor.module.css';
import { editorText } from './editor-text.ts';
import { idOfField } from './mistakes.ts';
import { newPenalty } from './new-parts.ts';

interface PenaltiesCardProps {
  readonly penalties: readonly PenaltyDraft[];
}

/** The penalties: what takes fulfilled requirements away again (S15). */
export const PenaltiesCard = memo(function PenaltiesCard({ penalties }: PenaltiesCardProps) {
  const say = useText();
  const { change, eventTypes, store } = useEditor();
  const { id } = useField('penalties');
  const add = (): void => {
    const { requirements } = store.read().draft;
    const covered = new Set(penalties.flatMap(({ resets }) => resets));
    const next = requirements.find(({ key }) => !covered.has(key)) ?? requirements[0];
    const penalty = newPenalty(next, eventTypes);
    change(
      (current) => ({ ...current, penalties: [...current.penalties, penalty] }),
      `penalties.${penalty.key}.description`,
    );
  };
  return (
    <Section title={say(editorText.penalties)}>
      <Text c="dimmed" size="sm" mb="md">
        {say(penalties.length === 0 ? editorText.penaltiesEmpty : editorText.penaltiesHelp)}
      </Text>
      {penalties.length > 0 && (
        <Box mb="md">
          <Callout tone="warning" headingOrder={3} title={say(sentenceText.forGood)}>
            <Text size="sm">{say(editorText.penaltiesForGood)}</Text>
          </Callout>
        </Box>
      )}
      <Stack gap="md">
        {penalties.map((penalty, index) => (
          <PenaltyCard key={penalty.key} penalty={penalty} number={index + 1} />
        ))}
      </Stack>
      <Button
        id={id}
        mt={penalties.length === 0 ? 0 : 'md'}
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={add}
      >
        {say(editorText.addPenalty)}
      </Button>
    </Section>
  );
});

interface PenaltyCardProps {
  readonly penalty: PenaltyDraft;
  readonly number: number;
}

const PenaltyCard = memo(function PenaltyCard({ penalty, number }: PenaltyCardProps) {
  const say = useText();
  const { change } = useEditor();
  const requirements = useEditorState(({ draft }) => draft.requirements);
  const { key } = penalty;
  const field = `penalties.${key}`;
  const set = (changed: Partial<PenaltyDraft>, focus?: string): void =>
    change(
      (current) => ({
        ...current,
        penalties: current.penalties.map((each) => (each.key === key ? { ...each, ...changed } : each)),
      }),
      focus,
    );
  const remove = (): void =>
    change((current) => ({ ...current, penalties: current.penalties.filter((each) => each.key !== key) }), 'penalties');
  const { id, error, onBlur } = useField(`${field}.resets`);
  return (
    <article className={classes.card} data-alone aria-labelledby={`${idOfField(field)}-title`}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={3} id={`${idOfField(field)}-title`} size="h4">
          {say(editorText.penaltyNumber, { number })}
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say(editorText.removePenalty, { number })}
          onClick={remove}
        >
          <IconTrash size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Group>
      <Stack gap="md">
        <ConditionFields
          field={field}
          condition={penalty}
          placeholder={say(editorText.penaltyPlaceholder)}
          help={say(editorText.penaltyDescriptionHelp)}
          onChange={set}
        />
        <Checkbox.Group
          id={id}
          tabIndex={-1}
          label={say(editorText.resets)}
          error={error}
          value={[...penalty.resets]}
          onChange={(resets) => {
            set({ resets });
            onBlur();
          }}
        >
          <Stack gap="xs" mt={6}>
            {requirements.map((requirement) => (
              <Checkbox
                key={requirement.key}
                value={requirement.key}
                label={requirement.description.trim() === '' ? requirement.id : requirement.description}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <AdvancedFields
          field={`${field}.id`}
          label={say(editorText.penaltyId)}
          help={say(editorText.idHelp)}
          value={penalty.id}
          onChange={(value) => set({ id: value, idFollows: false })}
        />
      </Stack>
    </article>
  );
});
