import { Text } from '@mantine/core';
import { Fragment } from 'react';
import type { RequirementDocument } from '../../../../src/api/schemas/templates.ts';
import { groupRequirements } from '../../../../src/rules/groups.ts';
import { useText } from '../../i18n/use-text.ts';
import { templatesText } from '../templates-text.ts';
import { ConditionView } from './condition-view.tsx';
import classes from './template-page.module.css';

/** The requirements in their groups: any one of a box is enough, and every box must be met. */
export function RequirementGroups({ requirements }: { readonly requirements: readonly RequirementDocument[] }) {
  const say = useText();
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const groups = groupRequirements(requirements);
  if (groups.length === 0) return <Text c="dimmed">{say(templatesText.noRequirements)}</Text>;
  return (
    <ul className={classes.boxes}>
      {groups.map((ids, index) => (
        <li key={ids.join(' ')}>
          {index > 0 && <span className={classes.and}>{say(templatesText.and)}</span>}
          <div className={classes.box}>
            {ids.length > 1 && (
              <Text size="sm" c="dimmed" mb="xs">
                {say(templatesText.anyOf)}
              </Text>
            )}
            {ids.map((id, place) => {
              const requirement = byId.get(id);
              return (
                requirement && (
                  <Fragment key={id}>
                    {place > 0 && <span className={classes.or}>{say(templatesText.or)}</span>}
                    <ConditionView condition={requirement} />
                  </Fragment>
                )
              );
            })}
          </div>
        </li>
      ))}
    </ul>
  );
}
