import { IconUserOff } from '@tabler/icons-react';
import type { Learner } from '../../../src/api/schemas/learners.ts';
import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { learnersText } from './learners-text.ts';

/** What is unusual about the account of a learner; of most there is nothing. */
export function LearnerState({ learner: { active, retired } }: { readonly learner: Learner }) {
  const say = useText();
  if (!retired && active) return null;
  return (
    <StateBadge tone="neutral" icon={IconUserOff}>
      {say(retired ? learnersText.retired : learnersText.inactive)}
    </StateBadge>
  );
}
