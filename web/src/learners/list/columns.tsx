import { Group } from '@mantine/core';
import type { Learner } from '../../../../src/api/schemas/learners.ts';
import type { Say } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { LearnerLink } from '../../shared/learner-link.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { Time } from '../../shared/time.tsx';
import { LearnerState } from '../learner-state.tsx';
import { learnersText } from '../learners-text.ts';

/** What the list tells of each learner. */
export function learnerColumns(say: Say): readonly Column<Learner>[] {
  return [
    {
      id: 'learner',
      header: say(learnersText.columnLearner),
      names: true,
      render: (learner) => (
        <Group gap="xs">
          <LearnerLink id={learner.id} username={learner.username} />
          <LearnerState learner={learner} />
        </Group>
      ),
    },
    { id: 'name', header: say(learnersText.columnName), render: ({ name }) => orAbsent(name) },
    { id: 'email', header: say(learnersText.columnEmail), render: ({ email }) => orAbsent(email) },
    { id: 'id', header: say(learnersText.columnId), numeric: true, narrow: true, render: ({ id }) => id },
    {
      id: 'since',
      header: say(learnersText.columnSince),
      narrow: true,
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
}

function orAbsent(text: string) {
  return text === '' ? <Absent /> : <bdi style={{ overflowWrap: 'anywhere' }}>{text}</bdi>;
}
