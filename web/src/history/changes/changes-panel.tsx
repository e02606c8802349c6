import { Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconFilterOff, IconPencil } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { ExactFilter } from '../../shared/exact-filter.tsx';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { More } from '../../shared/more.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import timeline from '../../shared/history.module.css';
import { actions, targetTypes } from '../history-filters.ts';
import type { ChangeFilters } from '../history-filters.ts';
import { historyPageText } from '../history-page-text.ts';
import classes from '../history-page.module.css';
import { changesQuery } from '../queries.ts';
import { actionText, targetTypeText } from './action-text.ts';
import { isUuid } from './changed-value.tsx';
import { ChangeItem } from './change-item.tsx';

interface ChangesPanelProps {
  readonly filters: ChangeFilters;
  readonly onNarrow: (change: ChangeFilters) => void;
}

/** What people and programs changed, with filters. */
export function ChangesPanel({ filters, onNarrow }: ChangesPanelProps) {
  const say = useText();
  const query = useInfiniteQuery(changesQuery(filters));
  const { actor, target, action, targetType } = filters;
  const seesPeople = useMay('administer');
  const offered = <T extends string>(all: readonly T[]): readonly T[] =>
    seesPeople ? all : all.filter((each) => !/^(?:user|api_key)\b/.test(each));
  const isNarrowed = [actor, target, action, targetType].some((value) => value !== undefined);
  const actorName = query.data?.find((entry) => entry.actor === actor)?.actorName ?? say(historyPageText.somebody);
  const named = query.data?.find((entry) => entry.target === target)?.targetName;
  const hasNoName = target === undefined || isUuid(target) || query.isLoading;
  const targetName = named ?? (hasNoName ? say(historyPageText.someTarget) : target);
  const onlyActor = say(historyPageText.onlyActor, { actor: actorName });
  const onlyTarget = say(historyPageText.onlyTarget, { target: targetName });
  return (
    <Stack gap="md">
      <Group gap="sm">
        <FilterSelect
          label={say(historyPageText.action)}
          value={action}
          choices={offered(actions).map((value) => ({ value, label: say(actionText[value]) }))}
          onChange={(chosen) => onNarrow({ action: chosen })}
        />
        <FilterSelect
          label={say(historyPageText.targetType)}
          value={targetType}
          choices={offered(targetTypes).map((value) => ({ value, label: say(targetTypeText[value]) }))}
          onChange={(chosen) => onNarrow({ targetType: chosen })}
        />
        {actor !== undefined && (
          <ExactFilter
            words={onlyActor}
            removeLabel={say(historyPageText.removeFilter, { filter: onlyActor })}
            onRemove={() => onNarrow({ actor: undefined })}
          />
        )}
        {target !== undefined && (
          <ExactFilter
            words={onlyTarget}
            removeLabel={say(historyPageText.removeFilter, { filter: onlyTarget })}
            onRemove={() => onNarrow({ target: undefined })}
          />
        )}
      </Group>
      <div className={classes.frame}>
        <DataState query={query}>
          {(entries) =>
            entries.length === 0 ? (
              <NoChange isNarrowed={isNarrowed} />
            ) : (
              <>
                <ol className={timeline.timeline} aria-label={say(historyPageText.changes)}>
                  {entries.map((entry) => (
                    <ChangeItem key={entry.id} entry={entry} />
                  ))}
                </ol>
                <More list="changes" query={query} />
              </>
            )
          }
        </DataState>
      </div>
    </Stack>
  );
}

function NoChange({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const say = useText();
  return isNarrowed ? (
    <Nothing
      icon={IconFilterOff}
      title={say(sharedText.noMatch)}
      description={say(sharedText.noMatchHelp)}
      action={
        <LinkButton to="/history" search={{ view: 'changes' }} variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  ) : (
    <Nothing icon={IconPencil} title={say(historyPageText.noChangeTitle)} description={say(historyPageText.noChange)} />
  );
}
