import { ScrollArea, Table, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { Activity, ActivityMetric } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { Disclosure } from '../../shared/disclosure.tsx';
import { chartsText } from './charts-text.ts';
import classes from './charts.module.css';

interface ChartTableProps {
  readonly title: string;
  readonly series: readonly { readonly metric: ActivityMetric; readonly label: string }[];
  readonly points: Activity['points'];
  readonly format: (at: string) => string;
}

/** The figures of a chart, step by step, on demand. */
export function ChartTable({ title, series, points, format }: ChartTableProps) {
  const say = useText();
  const intl = useIntl();
  const happened = points.filter(({ counts }) => series.some(({ metric }) => (counts[metric] ?? 0) > 0));
  return (
    <Disclosure label={say(chartsText.table)}>
      <Text size="xs" c="dimmed" my={6}>
        {say(chartsText.tableNote)}
      </Text>
      <ScrollArea.Autosize
        mah={260}
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': say(chartsText.tableOf, { title }) }}
      >
        <Table verticalSpacing={4} stickyHeader aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say(chartsText.time)}</Table.Th>
              {series.map(({ metric, label }) => (
                <Table.Th key={metric} scope="col" className={classes.number}>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {happened.toReversed().map(({ at, counts }) => (
              <Table.Tr key={at}>
                <Table.Th scope="row" fw="normal">
                  {format(at)}
                </Table.Th>
                {series.map(({ metric }) => (
                  <Table.Td key={metric} className={classes.number}>
                    {intl.formatNumber(counts[metric] ?? 0)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Disclosure>
  );
}
