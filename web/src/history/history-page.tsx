import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useText } from '../i18n/use-text.ts';
import { Page } from '../shared/page.tsx';
import { ChangesPanel } from './changes/changes-panel.tsx';
import { HappenedPanel } from './happened/happened-panel.tsx';
import type { HistoryFilters } from './history-filters.ts';
import { historyPageText } from './history-page-text.ts';

/** What happened to progress and badges, and what people changed. */
export function HistoryPage() {
  const say = useText();
  const navigate = useNavigate();
  const filters = useSearch({ from: '/app/history' });
  const { view, learner, template, kind, from, until, actor, action, targetType, target } = filters;
  const narrow = (change: HistoryFilters): void => void navigate({ to: '/history', search: { ...filters, ...change } });
  const show = (tab: string | null): void =>
    void navigate({ to: '/history', search: tab === 'changes' ? { view: 'changes' } : {}, replace: true });
  return (
    <Page title={say(historyPageText.title)} description={say(historyPageText.lead)} doc="history">
      <Tabs value={view ?? 'happened'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="happened">{say(historyPageText.happened)}</Tabs.Tab>
          <Tabs.Tab value="changes">{say(historyPageText.changes)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="happened">
          <HappenedPanel filters={{ learner, template, kind, from, until }} onNarrow={narrow} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <ChangesPanel filters={{ actor, action, targetType, target }} onNarrow={narrow} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
