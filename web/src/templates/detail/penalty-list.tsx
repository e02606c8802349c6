import { Text } from '@mantine/core';
import type { PenaltyDocument, RequirementDocument } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { templatesText } from '../templates-text.ts';
import { ConditionView } from './condition-view.tsx';
import classes from './template-page.module.css';

interface PenaltyListProps {
  readonly penalties: readonly PenaltyDocument[];
  readonly requirements: readonly RequirementDocument[];
}

/** The penalties, each with the requirements that it resets. */
export function PenaltyList({ penalties, requirements }: PenaltyListProps) {
  const say = useText();
  const { list } = useWords();
  if (penalties.length === 0) return <Text c="dimmed">{say(templatesText.noPenalties)}</Text>;
  return (
    <ul className={classes.boxes}>
      {penalties.map((penalty) => (
        <li key={penalty.id} className={classes.box}>
          <ConditionView condition={penalty} />
          <Text size="sm" mt="xs" component="div">
            {say(templatesText.resets)}:{' '}
            {list(
              requirements
                .filter(({ id }) => penalty.requirements.includes(id))
                .map(({ id, description }) => (
                  <bdi key={id}>
                    <strong>{description === '' ? id : description}</strong>
                  </bdi>
                )),
              'conjunction',
            )}
          </Text>
        </li>
      ))}
    </ul>
  );
}
