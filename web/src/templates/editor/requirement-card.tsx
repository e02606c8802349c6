import { ActionIcon, Group, Menu, Select, Stack, Title } from '@mantine/core';
import { IconCopy, IconDots, IconShieldMinus, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import type { RequirementDraft } from './draft.ts';
import { useEditor, useEditorState, useField } from './editor-context.ts';
import classes from './editor.module.css';
import { editorText } from './editor-text.ts';
import { boxesOf, moveOut, moveTogether } from './groups.ts';
import { idOfField } from './mistakes.ts';
import { copyRequirement, newPenalty } from './new-parts.ts';

interface RequirementCardProps {
  readonly requirement: RequirementDraft;
  readonly number: number;
}

/** One requirement. */
export const RequirementCard = memo(function RequirementCard({ requirement, number }: RequirementCardProps) {
  const say = useText();
  const { change } = useEditor();
  const { key } = requirement;
  const field = `requirements.${key}`;
  const set = (changed: Partial<RequirementDraft>, focus?: string): void =>
    change(
      (draft) => ({
        ...draft,
        requirements: draft.requirements.map((each) => (each.key === key ? { ...each, ...changed } : each)),
      }),
      focus,
    );
  return (
    <article className={classes.card} aria-labelledby={`${idOfField(field)}-title`}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={3} id={`${idOfField(field)}-title`} size="h4">
          {say(editorText.requirementNumber, { number })}
        </Title>
        <RequirementMenu requirement={requirement} number={number} />
      </Group>
      <Stack gap="md">
        <ConditionFields
          field={field}
          condition={requirement}
          placeholder={say(editorText.requirementPlaceholder)}
          onChange={set}
        />
        <TogetherSelect requirement={requirement} number={number} />
        <AdvancedFields
          field={`${field}.id`}
          label={say(editorText.requirementId)}
          help={say(editorText.idHelp)}
          value={requirement.id}
          onChange={(id) => set({ id, idFollows: false })}
        />
      </Stack>
    </article>
  );
});

function RequirementMenu({ requirement, number }: RequirementCardProps) {
  const say = useText();
  const { change, eventTypes, store } = useEditor();
  const { key } = requirement;
  const duplicate = (): void => {
    const copy = copyRequirement(requirement, store.read().draft.requirements);
    change(
      (current) => ({ ...current, requirements: [...current.requirements, copy] }),
      `requirements.${copy.key}.description`,
    );
  };
  const penalise = (): void => {
    const penalty = newPenalty(requirement, eventTypes);
    change(
      (current) => ({ ...current, penalties: [...current.penalties, penalty] }),
      `penalties.${penalty.key}.description`,
    );
  };
  const remove = (): void =>
    change(
      (current) => ({
        ...current,
        requirements: current.requirements.filter((each) => each.key !== key),
        penalties: current.penalties.map((penalty) => ({
          ...penalty,
          resets: penalty.resets.filter((reset) => reset !== key),
        })),
      }),
      'requirements',
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say(editorText.moreRequirement, { number })}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={18} stroke={1.7} aria-hidden />} onClick={duplicate}>
          {say(editorText.duplicate)}
        </Menu.Item>
        <Menu.Item leftSection={<IconShieldMinus size={18} stroke={1.7} aria-hidden />} onClick={penalise}>
          {say(editorText.penalise)}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={18} stroke={1.7} aria-hidden />} onClick={remove}>
          {say(editorText.remove)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const alone = 'alone';

/** Moves a requirement into a group of others, or out of it. */
function TogetherSelect({ requirement, number }: RequirementCardProps) {
  const say = useText();
  const { change, announce } = useEditor();
  const requirements = useEditorState(({ draft }) => draft.requirements);
  const { key } = requirement;
  const field = `requirements.${key}.group`;
  const input = useField(field);
  const boxes = boxesOf(requirements);
  const own = boxes.find((box) => box.some((each) => each.key === key)) ?? [];
  const partner = own.find((each) => each.key !== key);
  const others = boxes.flatMap((box) => {
    const first = box.find((each) => each.key !== key);
    return first ? [first] : [];
  });
  if (others.length === 0) return null;
  const name = ({ id, description }: RequirementDraft): string => (description.trim() === '' ? id : description);
  const move = (target: string): void => {
    change(
      (current) => ({
        ...current,
        requirements:
          target === alone ? moveOut(current.requirements, key) : moveTogether(current.requirements, key, target),
      }),
      field,
    );
    announce(say(editorText.moved, { number }));
  };
  return (
    <Select
      {...input}
      label={say(editorText.together)}
      data={[
        { value: alone, label: say(editorText.alone) },
        ...others.map((other) => ({
          value: other.key,
          label: say(editorText.togetherWith, { requirement: name(other) }),
        })),
      ]}
      value={partner?.key ?? alone}
      onChange={(target) => target !== null && move(target)}
      allowDeselect={false}
    />
  );
}
