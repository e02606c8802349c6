import type { UseQueryResult } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { overviewText } from './overview-text.ts';

/** Whether the figures are fresh. When the server, or the network, is away the old ones stay in sight, and this says so. */
export function LiveSign({
  query,
}: {
  readonly query: Pick<UseQueryResult, 'data' | 'isError' | 'isPaused' | 'dataUpdatedAt'>;
}) {
  const say = useText();
  const intl = useIntl();
  if (query.data === undefined) return null;
  return (
    <span role="status">
      {query.isError || query.isPaused ? (
        <StateBadge tone="warning">
          {say(overviewText.stale, { time: intl.formatTime(query.dataUpdatedAt, { timeStyle: 'medium' }) })}
        </StateBadge>
      ) : (
        <StateBadge tone="good">{say(overviewText.live)}</StateBadge>
      )}
    </span>
  );
}
