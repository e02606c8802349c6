import type { SettingView } from '../../../src/api/schemas/status.ts';

/** Where the value of a setting can come from. */
export const sources = ['environment', 'file', 'default'] as const;
export type Source = (typeof sources)[number];

/** What the settings are narrowed down to; it stands in the page's address. */
export interface SettingFilters {
  readonly search?: string | undefined;
  readonly source?: Source | undefined;
}

/** The settings that fit: every word of the search is in the name, the value or the meaning. */
export function filterSettings(
  settings: readonly SettingView[],
  { search = '', source }: SettingFilters,
): SettingView[] {
  const words = search.toLowerCase().split(/\s+/);
  return settings.filter((setting) => {
    const text = `${setting.name} ${setting.value ?? ''} ${setting.meaning}`.toLowerCase();
    return (source === undefined || setting.source === source) && words.every((word) => text.includes(word));
  });
}
