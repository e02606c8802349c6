import { Stack, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { SyncReport } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { SyncChanges } from './sync-changes.tsx';
import classes from './sync-report.module.css';
import { syncText } from './sync-text.ts';

/** What a sync did: the numbers, and each template that changed. */
export function SyncReportView({ report }: { readonly report: SyncReport }) {
  const say = useText();
  const intl = useIntl();
  const { imported, updated, unchanged, deactivated, reactivated, changes } = report;
  // The report names some hundred templates, and counts all.
  const left = imported + updated + deactivated + reactivated - changes.length;
  const figures = [
    { text: syncText.imported, value: imported },
    { text: syncText.updated, value: updated },
    { text: syncText.deactivated, value: deactivated },
    ...(reactivated > 0 ? [{ text: syncText.reactivated, value: reactivated }] : []),
    { text: syncText.unchanged, value: unchanged },
  ];
  return (
    <Stack gap="md">
      <dl className={classes.figures}>
        {figures.map(({ text, value }) => (
          <div key={text.id} className={classes.figure}>
            <dt>{say(text)}</dt>
            <dd>{intl.formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      {changes.length === 0 ? (
        <Text c="dimmed">{say(syncText.nothingChanged)}</Text>
      ) : (
        <SyncChanges changes={changes} />
      )}
      {left > 0 && (
        <Text size="sm" c="dimmed">
          {say(syncText.more, { count: left })}
        </Text>
      )}
    </Stack>
  );
}
