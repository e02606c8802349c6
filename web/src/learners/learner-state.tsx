import { IconUserOff, IconUserQuestion } from '@tabler/icons-react';
import type { Learner } from '../../../src/api/schemas/learners.ts';
import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { learnersText } from './learners-text.ts';

/** What is unusual about the account of a learner; of most there is nothing. */
export function LearnerState({ learner: { active, retired, newerHolder } }: { readonly learner: Learner }) {
  const say = useText();
  return (
    <>
      {newerHolder !== null && (
        <StateBadge tone="neutral" icon={IconUserQuestion}>
          {say(learnersText.formerHolder)}
        </StateBadge>
      )}
      {(retired || !active) && (
        <StateBadge tone="neutral" icon={IconUserOff}>
          {say(retired ? learnersText.retired : learnersText.inactive)}
        </StateBadge>
      )}
    </>
  );
}
