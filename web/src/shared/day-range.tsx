import { TextInput } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { listText } from './list-text.ts';

/** Days as `2026-01-31`, in the reader's time zone; both belong to the range. */
export interface Days {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

interface DayRangeProps extends Days {
  readonly onChange: (days: Days) => void;
}

/** The first and the last day of what a list tells of. */
export function DayRange({ from, until, onChange }: DayRangeProps) {
  const say = useText();
  const isEmpty = from !== undefined && until !== undefined && from > until;
  return (
    <>
      <TextInput
        type="date"
        label={say(listText.from)}
        value={from ?? ''}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value || undefined, until })}
        error={isEmpty && say(listText.fromAfterUntil)}
      />
      <TextInput
        type="date"
        label={say(listText.until)}
        value={until ?? ''}
        onChange={({ currentTarget }) => onChange({ from, until: currentTarget.value || undefined })}
      />
    </>
  );
}

/** The same as moments, for the API: from midnight of the first day up to midnight after the last one. */
export function momentsOf({ from, until }: Days): Days {
  return { from: midnight(from, 0), until: midnight(until, 1) };
}

function midnight(day: string | undefined, daysLater: number): string | undefined {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const moment = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
