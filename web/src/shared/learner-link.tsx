import { useText } from '../i18n/use-text.ts';
import { TextLink } from './links.tsx';
import { sharedText } from './shared-text.ts';

interface LearnerLinkProps {
  /** LMS user id. */
  readonly id: number;
  /** Empty once the learner is retired. */
  readonly username: string;
}

/** A learner by user name, leading to their page; a retired one has nothing left but the id. */
export function LearnerLink({ id, username }: LearnerLinkProps) {
  const say = useText();
  return (
    <TextLink to="/learners/$learner" params={{ learner: String(id) }} inherit dir="auto">
      {username === '' ? say(sharedText.learnerById, { id: String(id) }) : username}
    </TextLink>
  );
}
