import { Group } from '@mantine/core';
import type { Learner } from '../../../../src/api/schemas/learners.ts';
import type { Say } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { LearnerLink } from '../../shared/learner-link.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { selectionColumn } from '../../shared/selection.tsx';
import type { Selection } from '../../shared/selection.tsx';
import { Time } from '../../shared/time.tsx';
import { LearnerState } from '../learner-state.tsx';
import { learnersText } from '../learners-text.ts';

/**
 * What the list tells of each learner.
 *
 * @param selection null: nothing can be selected
 */
export function learnerColumns(say: Say, selection: Selection | null): readonly Column<Learner>[] {
  const nameOf = ({ id, username }: Learner): string => (username === '' ? String(id) : username);
  return [
    ...(selection === null ? [] : [selectionColumn<Learner>({ say, selection, keyOf: ({ id }) => id, nameOf })]),
    {
      id: 'learner',
      header: say(learnersText.columnLearner),
      names: true,
      render: (learner) => (
        <Group gap="xs">
          <div>
            <LearnerLink {...learner} />
          </div>
          <LearnerState learner={learner} />
        </Group>
      ),
    },
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
