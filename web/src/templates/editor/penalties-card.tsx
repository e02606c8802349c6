import { ActionIcon, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Section } from '../../shared/section.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import type { PenaltyDraft } from './draft.ts';
import { useEditor } from './editor-context.ts';
import classes from './editor.module.css';
import { editorText } from './editor-text.ts';
import { idOfField } from './mistakes.ts';
import { newPenalty } from './new-parts.ts';

/** The penalties: what takes fulfilled requirements away again (S15). */
export function PenaltiesCard() {
  const say = useText();
  const { draft, change, eventTypes, field } = useEditor();
  const add = (): void => {
    const covered = new Set(draft.penalties.flatMap(({ resets }) => resets));
    const next = draft.requirements.find(({ key }) => !covered.has(key)) ?? draft.requirements[0];
    const penalty = newPenalty(next, eventTypes);
    change(
      (current) => ({ ...current, penalties: [...current.penalties, penalty] }),
      `penalties.${penalty.key}.description`,
    );
  };
  return (
    <Section title={say(editorText.penalties)}>
      <Text c="dimmed" size="sm" mb="md">
        {say(draft.penalties.length === 0 ? editorText.penaltiesEmpty : editorText.penaltiesHelp)}
      </Text>
      <Stack gap="md">
        {draft.penalties.map((penalty, index) => (
          <PenaltyCard key={penalty.key} penalty={penalty} number={index + 1} />
        ))}
      </Stack>
      <Button
        id={field('penalties').id}
        mt={draft.penalties.length === 0 ? 0 : 'md'}
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={add}
      >
        {say(editorText.addPenalty)}
      </Button>
    </Section>
  );
}

function PenaltyCard({ penalty, number }: { readonly penalty: PenaltyDraft; readonly number: number }) {
  const say = useText();
  const { draft, change, field: propsOf } = useEditor();
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
  const { id, error, onBlur } = propsOf(`${field}.resets`);
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
            {draft.requirements.map((requirement) => (
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
}
