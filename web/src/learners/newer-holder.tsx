import { Alert } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import type { Learner } from '../../../src/api/schemas/learners.ts';
import { useText } from '../i18n/use-text.ts';
import { LearnerLink } from '../shared/learner-link.tsx';
import { learnersText } from './learners-text.ts';

/** Says of a learner whose user name the LMS has given to another one who has it now; of most there is nothing. */
export function NewerHolder({ learner: { username, newerHolder } }: { readonly learner: Learner }) {
  const say = useText();
  if (newerHolder === null) return null;
  return (
    <Alert color="gray" variant="outline" bg="var(--laurel-surface)" icon={<IconUserQuestion aria-hidden />}>
      {say(learnersText.newerHolder, { username })} <LearnerLink id={newerHolder} username="" />
    </Alert>
  );
}
