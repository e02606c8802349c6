import { useIntl } from 'react-intl';
import type { SyncJob } from '../../../../src/api/schemas/connections.ts';
import { Absent } from '../../shared/absent.tsx';

/** How long a sync took. */
export function SyncDuration({ job: { startedAt, finishedAt } }: { readonly job: SyncJob }) {
  const intl = useIntl();
  if (finishedAt === null) return <Absent />;
  const seconds = Math.max(0.1, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000);
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : [seconds / 60, 'minute'];
  return (
    <>
      {intl.formatNumber(value, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: value < 10 ? 1 : 0,
      })}
    </>
  );
}
