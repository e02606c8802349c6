import { Tooltip } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useExactTimes } from './exact-times.ts';
import { relativeParts } from './relative-time.ts';
import { useNow } from './use-now.ts';

interface TimeProps {
  /** ISO 8601. */
  readonly at: string;
  /** `relative`: "3 minutes ago", with the exact time on hover and touch, or in its place for whoever chose that; `exact`: date and time; `date`: the date. */
  readonly form?: 'relative' | 'exact' | 'date';
}

/** A moment in the reader's words and time zone. */
export function Time({ at, form = 'relative' }: TimeProps) {
  const intl = useIntl();
  const now = useNow();
  const exactTimes = useExactTimes();
  const moment = new Date(at);
  const exact = intl.formatDate(moment, { dateStyle: 'medium', timeStyle: 'medium' });
  if (form === 'exact' || (form === 'relative' && exactTimes)) return <time dateTime={at}>{exact}</time>;
  if (form === 'date') return <time dateTime={at}>{intl.formatDate(moment, { dateStyle: 'medium' })}</time>;
  const { value, unit } = relativeParts(moment, now);
  return (
    <Tooltip label={exact} events={{ hover: true, focus: true, touch: true }}>
      <time dateTime={at}>{intl.formatRelativeTime(value, unit, { numeric: 'auto' })}</time>
    </Tooltip>
  );
}
