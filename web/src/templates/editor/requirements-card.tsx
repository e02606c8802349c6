import { Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Fragment, memo } from 'react';
import { firstFreeGroup } from '../../../../src/rules/groups.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { Section } from '../../shared/section.tsx';
import { templatesText } from '../templates-text.ts';
import type { RequirementDraft } from './draft.ts';
import { useEditor, useField } from './editor-context.ts';
import classes from './editor.module.css';
import { editorText } from './editor-text.ts';
import { boxesOf } from './groups.ts';
import { newRequirement } from './new-parts.ts';
import { RequirementCard } from './requirement-card.tsx';

interface RequirementsCardProps {
  readonly requirements: readonly RequirementDraft[];
}

/** The requirements in their boxes: inside a box any one is enough, and every box must be met (S8). */
export const RequirementsCard = memo(function RequirementsCard({ requirements }: RequirementsCardProps) {
  const say = useText();
  const { change, eventTypes } = useEditor();
  const { id, error } = useField('requirements');
  const boxes = boxesOf(requirements);
  const add = (): void => {
    const requirement = newRequirement(requirements, eventTypes);
    change(
      (current) => ({ ...current, requirements: [...current.requirements, requirement] }),
      `requirements.${requirement.key}.description`,
    );
  };
  return (
    <Section title={say(editorText.requirements)}>
      <Text c="dimmed" size="sm" mb="md">
        {say(boxes.length === 0 ? editorText.requirementsEmpty : editorText.requirementsHelp)}
      </Text>
      {boxes.map((box, index) => (
        <Fragment key={box[0]?.key}>
          {index > 0 && (
            <div className={classes.and}>
              <span>{say(templatesText.and)}</span>
            </div>
          )}
          <Box box={box} numberOf={(key) => requirements.findIndex((each) => each.key === key) + 1} />
        </Fragment>
      ))}
      {error !== false && (
        <Text c="var(--mantine-color-error)" size="sm" mt="sm" dir="auto">
          {error}
        </Text>
      )}
      <Button
        id={id}
        mt={boxes.length === 0 ? 0 : 'md'}
        variant={boxes.length === 0 ? 'filled' : 'default'}
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={add}
      >
        {say(editorText.addRequirement)}
      </Button>
    </Section>
  );
});

interface BoxProps {
  readonly box: readonly RequirementDraft[];
  readonly numberOf: (key: string) => number;
}

function Box({ box, numberOf }: BoxProps) {
  const say = useText();
  const { change, eventTypes } = useEditor();
  const [first] = box;
  if (!first) return null;
  const addAlternative = (): void => {
    const alternative = newRequirement([], eventTypes);
    change((current) => {
      const group = first.group ?? firstFreeGroup(current.requirements);
      const requirements = current.requirements.map((each) => (each.key === first.key ? { ...each, group } : each));
      return { ...current, requirements: [...requirements, { ...alternative, group }] };
    }, `requirements.${alternative.key}.description`);
  };
  return (
    <div
      className={classes.box}
      role="group"
      aria-label={first.group === null ? say(editorText.boxAlone) : say(editorText.box, { label: first.group })}
    >
      <Group className={classes.boxHead} justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {first.group !== null && (
            <span className={classes.boxLabel} aria-hidden>
              {first.group}
            </span>
          )}
          {say(box.length > 1 ? templatesText.anyOf : editorText.boxAlone)}
        </Text>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={addAlternative}
        >
          {say(editorText.addAlternative)}
        </Button>
      </Group>
      {box.map((requirement, index) => (
        <Fragment key={requirement.key}>
          {index > 0 && (
            <div className={classes.or}>
              <span>{say(templatesText.or)}</span>
            </div>
          )}
          <RequirementCard requirement={requirement} number={numberOf(requirement.key)} />
        </Fragment>
      ))}
    </div>
  );
}
