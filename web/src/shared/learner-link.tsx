import { Text } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import type { Say } from '../i18n/use-text.ts';
import { TextLink } from './links.tsx';
import { sharedText } from './shared-text.ts';
import { seenName } from './seen-name.ts';

/** What a learner is called. */
export interface LearnerNames {
  /** LMS user id. */
  readonly id: number;
  /** Empty once the learner is retired. */
  readonly username: string;
  /** Empty, or left out, where it is not known. */
  readonly name?: string | undefined;
}

/** A learner for sentences and titles: `Ada Lovelace (ada)`; a retired one has nothing left but the id. */
export function learnerWords(say: Say, { id, username: told, name = '' }: LearnerNames): string {
  const username = seenName(told, '');
  if (username === '') return say(sharedText.learnerById, { id: String(id) });
  return seenName(name, '') === '' || name === username ? username : say(sharedText.learnerNamed, { name, username });
}

/** A learner by name, or by user name where only that is at hand, leading to their page; the user name follows the name. */
export function LearnerLink({ id, username: told, name = '' }: LearnerNames) {
  const say = useText();
  const username = seenName(told, '');
  const hasName = username !== '' && seenName(name, '') !== '' && name !== username;
  return (
    <>
      <TextLink to="/learners/$learner" params={{ learner: String(id) }} inherit dir="auto">
        {hasName ? name : learnerWords(say, { id, username })}
      </TextLink>
      {hasName && (
        <Text size="xs" c="dimmed" dir="auto">
          {username}
        </Text>
      )}
    </>
  );
}
