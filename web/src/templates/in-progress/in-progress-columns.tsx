import type { LearnerInProgress } from '../../../../src/api/schemas/learners.ts';
import type { Say } from '../../i18n/use-text.ts';
import { LearnerLink } from '../../shared/learner-link.tsx';
import { TextLink } from '../../shared/links.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { Time } from '../../shared/time.tsx';
import { inProgressText } from './in-progress-text.ts';

/** What is told of each learner on the way to the badge of this template. */
export function inProgressColumns(say: Say, template: string): readonly Column<LearnerInProgress>[] {
  return [
    {
      id: 'learner',
      header: say(inProgressText.learner),
      names: true,
      render: ({ learner, username }) => <LearnerLink id={learner} username={username} />,
    },
    {
      id: 'progress',
      header: say(inProgressText.progress),
      render: ({ groupsMet, groups }) => <ProgressBar met={groupsMet} groups={groups} />,
    },
    {
      id: 'why',
      header: say(inProgressText.why),
      narrow: true,
      render: ({ learner }) => (
        <TextLink to="/learners/$learner/templates/$template" params={{ learner: String(learner), template }} inherit>
          {say(inProgressText.why)}
        </TextLink>
      ),
    },
    {
      id: 'updated',
      header: say(inProgressText.updated),
      narrow: true,
      render: ({ updatedAt }) => <Time at={updatedAt} />,
    },
  ];
}
