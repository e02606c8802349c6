import '@mantine/charts/styles.layer.css';
import { BarChart } from '@mantine/charts';
import { Card, Center, Text, Title, useDirection } from '@mantine/core';
import { memo, useId } from 'react';
import { useIntl } from 'react-intl';
import type { Activity } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTable } from './chart-table.tsx';
import { chartsText } from './charts-text.ts';
import classes from './charts.module.css';
import { Patterns, patternOf } from './patterns.tsx';
import { paintColors } from './paint.ts';
import type { ChartDefinition } from './series.ts';
import { useStepFormat } from './step-format.ts';

interface ActivityChartProps {
  readonly chart: ChartDefinition;
  readonly activity: Activity;
  /** How far back it goes, in words. */
  readonly span: string;
}

/** One chart: bars for the eye, a sentence for the ear, and a table for whoever wants the figures. */
export const ActivityChart = memo(function ActivityChart({ chart, activity, span }: ActivityChartProps) {
  const say = useText();
  const intl = useIntl();
  const id = useId();
  const { dir } = useDirection();
  const format = useStepFormat(activity.stepSeconds);
  const series = chart.series.map(({ metric, label, paint }) => ({
    metric,
    label: say(label),
    paint,
    total: activity.points.reduce((sum, { counts }) => sum + (counts[metric] ?? 0), 0),
  }));
  const totals = series.map(({ label, total }) => say(chartsText.total, { series: label, count: total }));
  const isEmpty = series.every(({ total }) => total === 0);
  const rtl = dir === 'rtl';
  return (
    <Card component="section" withBorder padding="md" className={classes.chart} aria-labelledby={`${id}-title`}>
      <Title order={3} id={`${id}-title`}>
        {say(chart.title)}
      </Title>
      <ChartLegend series={series} />
      {isEmpty ? (
        <Center className={classes.plot}>
          <Text size="sm" c="dimmed">
            {say(chartsText.nothing)}
          </Text>
        </Center>
      ) : (
        <div
          role="img"
          aria-label={say(chartsText.summary, { span, totals: intl.formatList(totals, { type: 'unit' }) })}
          className={classes.plot}
        >
          <BarChart
            h="100%"
            data={activity.points.map(({ at, counts }) => ({
              at,
              ...Object.fromEntries(series.map(({ metric }) => [metric, counts[metric] ?? 0])),
            }))}
            dataKey="at"
            type="stacked"
            series={series.map(({ metric, label, paint }) => ({ name: metric, label, color: paintColors[paint] }))}
            barProps={({ name }) => ({
              fill: patternOf(id, series.find(({ metric }) => metric === name)?.paint ?? 'main'),
            })}
            maxBarWidth={22}
            accessibilityLayer={false}
            tickLine="none"
            valueFormatter={(value) => intl.formatNumber(value)}
            xAxisProps={{ tickFormatter: format.short, reversed: rtl, minTickGap: 28 }}
            yAxisProps={{
              allowDecimals: false,
              width: 44,
              ...(rtl && {
                orientation: 'right',
                tick: { transform: 'translate(10, 0)', fontSize: 12, fill: 'currentColor' },
              }),
            }}
            tooltipProps={{ labelFormatter: (at) => (typeof at === 'string' ? format.long(at) : '') }}
            barChartProps={{ barCategoryGap: '15%' }}
          >
            <Patterns id={id} />
          </BarChart>
        </div>
      )}
      {!isEmpty && (
        <ChartTable title={say(chart.title)} series={series} points={activity.points} format={format.long} />
      )}
    </Card>
  );
});
