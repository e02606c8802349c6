import { useMemo } from 'react';
import { useIntl } from 'react-intl';

const hourSeconds = 3_600;

/** How the beginning of a step is told: in short below the bars, in full elsewhere. */
export interface StepFormat {
  readonly short: (at: string) => string;
  readonly long: (at: string) => string;
}

/** Within a day the hour tells; over several days the day does. */
export function useStepFormat(stepSeconds: number): StepFormat {
  const intl = useIntl();
  return useMemo(
    () => ({
      short: (at) =>
        stepSeconds < hourSeconds
          ? intl.formatTime(at, { timeStyle: 'short' })
          : intl.formatDate(at, { day: 'numeric', month: 'short' }),
      long: (at) => intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }),
    }),
    [intl, stepSeconds],
  );
}
