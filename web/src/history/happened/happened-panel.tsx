import { Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconFilterOff, IconHistory } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { HistoryTimeline } from '../../shared/history-timeline.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { TemplateSelect } from '../../shared/template-select.tsx';
import { kinds } from '../history-filters.ts';
import type { HappenedFilters } from '../history-filters.ts';
import { historyPageText } from '../history-page-text.ts';
import classes from '../history-page.module.css';
import { happenedQuery } from '../queries.ts';
import { kindText } from './kind-text.ts';
import { LearnerFilter } from './learner-filter.tsx';

interface HappenedPanelProps {
  readonly filters: HappenedFilters;
  readonly onNarrow: (change: HappenedFilters) => void;
}

/** What happened to progress, badges and templates, with filters. */
export function HappenedPanel({ filters, onNarrow }: HappenedPanelProps) {
  const say = useText();
  const query = useInfiniteQuery(happenedQuery(filters));
  const { learner, template, kind } = filters;
  const isNarrowed = [learner, template, kind].some((value) => value !== undefined);
  return (
    <Stack gap="md">
      <Group gap="sm" align="start">
        <LearnerFilter value={learner} onChange={(chosen) => onNarrow({ learner: chosen })} />
        <TemplateSelect
          bare
          label={say(historyPageText.template)}
          value={template ?? null}
          onChange={(chosen) => onNarrow({ template: chosen ?? undefined })}
        />
        <FilterSelect
          label={say(historyPageText.kind)}
          value={kind}
          choices={kinds.map((value) => ({ value, label: say(kindText[value]) }))}
          onChange={(chosen) => onNarrow({ kind: chosen })}
        />
      </Group>
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
