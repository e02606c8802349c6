import { useText } from '../i18n/use-text.ts';
import { CountLink } from '../shared/count-link.tsx';
import { templatesText } from './templates-text.ts';

interface HolderCountProps {
  /** Id of the template. */
  readonly template: string;
  readonly count: number;
}

/** How many learners hold the badge of a template, leading to these badges. */
export function HolderCount({ template, count }: HolderCountProps) {
  const say = useText();
  return (
    <CountLink
      count={count}
      to="/badges"
      search={{ template, status: 'awarded' }}
      label={say(templatesText.holdersCount, { count })}
    />
  );
}
