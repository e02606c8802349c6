import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconFilterOff } from '@tabler/icons-react';
import type { SettingView } from '../../../src/api/schemas/status.ts';
import { sayWhole } from '../i18n/say-server.ts';
import { useText } from '../i18n/use-text.ts';
import type { Say } from '../i18n/use-text.ts';
import { DataState } from '../shared/data-state.tsx';
import { FilterSelect } from '../shared/filter-select.tsx';
import { LinkButton } from '../shared/links.tsx';
import { Nothing } from '../shared/nothing.tsx';
import { Page } from '../shared/page.tsx';
import { SearchField } from '../shared/search-field.tsx';
import { Section } from '../shared/section.tsx';
import { sharedText } from '../shared/shared-text.ts';
import { HowToChange } from './how-to-change.tsx';
import { settingsQuery } from '../shared/settings-query.ts';
import { filterSettings, sources } from './setting-filters.ts';
import type { SettingFilters } from './setting-filters.ts';
import { groupSettings } from './setting-groups.ts';
import { SettingList } from './setting-list.tsx';
import { settingsText } from './settings-text.ts';
import { sourceText } from './source-text.ts';

/** Every setting, with its value, its source and its meaning. */
export function SettingsPage() {
  const say = useText();
  const navigate = useNavigate();
  const filters = useSearch({ from: '/app/settings' });
  const query = useQuery(settingsQuery);
  const narrow = (change: SettingFilters): void =>
    void navigate({ to: '/settings', search: { ...filters, ...change }, replace: true });
  return (
    <Page title={say(settingsText.title)} description={say(settingsText.lead)} doc="settings">
      <HowToChange />
      <Group gap="sm">
        <SearchField
          label={say(settingsText.search)}
          value={filters.search ?? ''}
          onSearch={(search) => narrow({ search })}
        />
        <FilterSelect
          label={say(settingsText.source)}
          value={filters.source}
          choices={sources.map((value) => ({ value, label: say(sourceText[value]) }))}
          onChange={(source) => narrow({ source })}
        />
      </Group>
      <DataState query={query}>
        {({ items }) => {
          const groups = groupSettings(filterSettings(inWords(say, items), filters));
          return groups.length === 0 ? (
            <NothingFits />
          ) : (
            <Stack gap="lg">
              {groups.map(({ title, settings }) => (
                <Section key={title.id} title={say(title)}>
                  <SettingList settings={settings} />
                </Section>
              ))}
            </Stack>
          );
        }}
      </DataState>
    </Page>
  );
}

/** With what they mean in the language of the page: that is also what is searched. */
function inWords(say: Say, items: readonly SettingView[]): SettingView[] {
  return items.map((item) => ({ ...item, meaning: sayWhole(say, item.meaning) }));
}

function NothingFits() {
  const say = useText();
  return (
    <Nothing
      icon={IconFilterOff}
      title={say(sharedText.noMatch)}
      description={say(sharedText.noMatchHelp)}
      action={
        <LinkButton to="/settings" variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  );
}
