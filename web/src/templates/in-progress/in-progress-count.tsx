import { useIntl } from 'react-intl';
import { useText } from '../../i18n/use-text.ts';
import { TextLink } from '../../shared/links.tsx';
import { inProgressText } from './in-progress-text.ts';

interface InProgressCountProps {
  /** Id of the template. */
  readonly template: string;
  readonly count: number;
}

/** How many learners are on the way to a badge, leading to who they are. */
export function InProgressCount({ template, count }: InProgressCountProps) {
  const say = useText();
  const intl = useIntl();
  return (
    <TextLink
      to="/templates/$template/in-progress"
      params={{ template }}
      inherit
      aria-label={say(inProgressText.show, { count })}
    >
      {intl.formatNumber(count)}
    </TextLink>
  );
}
