import { Group, MultiSelect, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconFilterOff, IconHistory } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { DayRange } from '../../shared/day-range.tsx';
import { HistoryTimeline } from '../../shared/history-timeline.tsx';
import { LearnerSelect } from '../../shared/learner-select.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { ListHead } from '../../shared/list-head.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { TemplateSelect } from '../../shared/template-select.tsx';
import { kinds, kindsIn } from '../history-filters.ts';
import type { HappenedFilters } from '../history-filters.ts';
import { historyPageText } from '../history-page-text.ts';
import classes from '../history-page.module.css';
import { happenedApiQuery, happenedQuery } from '../queries.ts';
import { kindText } from './kind-text.ts';

interface HappenedPanelProps {
  readonly filters: HappenedFilters;
  readonly onNarrow: (change: HappenedFilters) => void;
}

/** What happened to progress, badges and templates, with filters. */
export function HappenedPanel({ filters, onNarrow }: HappenedPanelProps) {
  const say = useText();
  const list = happenedQuery(filters);
  const query = useInfiniteQuery(list);
  const { learner, template, kind, from, until } = filters;
  const isNarrowed = [learner, template, kind, from, until].some((value) => value !== undefined);
  return (
    <Stack gap="md">
      <Group gap="sm" align="end">
        <LearnerSelect value={learner} onChange={(chosen) => onNarrow({ learner: chosen })} />
        <TemplateSelect
          bare
          label={say(historyPageText.template)}
          value={template ?? null}
          onChange={(chosen) => onNarrow({ template: chosen ?? undefined })}
        />
        <MultiSelect
          aria-label={say(historyPageText.kind)}
          placeholder={kind === undefined ? `${say(historyPageText.kind)}: ${say(sharedText.any)}` : ''}
          data={kinds.map((value) => ({ value, label: say(kindText[value]) }))}
          value={kindsIn(kind)}
          onChange={(chosen) => onNarrow({ kind: chosen.join(',') || undefined })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': say(sharedText.clearChoice) }}
          nothingFoundMessage={say(sharedText.noMatch)}
          miw={230}
          maw={420}
        />
        <DayRange from={from} until={until} onChange={onNarrow} />
      </Group>
      <ListHead query={list} csv={{ path: '/api/v1/history.csv', query: happenedApiQuery(filters) }} />
      <div className={classes.frame}>
        <HistoryTimeline
          label={say(historyPageText.happened)}
          query={query}
          withLearner
          withTemplate
          empty={<NothingHappened isNarrowed={isNarrowed} />}
        />
      </div>
    </Stack>
  );
}

function NothingHappened({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const say = useText();
  return isNarrowed ? (
    <Nothing
      icon={IconFilterOff}
      title={say(sharedText.noMatch)}
      description={say(sharedText.noMatchHelp)}
      action={
        <LinkButton to="/history" variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  ) : (
    <Nothing icon={IconHistory} title={say(historyPageText.nothingTitle)} description={say(historyPageText.nothing)} />
  );
}
