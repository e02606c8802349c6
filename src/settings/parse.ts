import { settingsTable } from './table.ts';
import type { Setting, SettingName, SettingValues } from './table.ts';
import type { WrittenSettings, WrittenValue } from './sources.ts';

export const settingNames = Object.keys(settingsTable) as readonly SettingName[];

/**
 * Reads what was written by the table. A value that can't be read is told in `mistakes`, and its default stands in for
 * it so that the rest can be checked too.
 */
export function parseSettings(written: WrittenSettings): { values: SettingValues; mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const values = Object.fromEntries(
    settingNames.map((name) => {
      const writtenValue = written.values.get(name);
      return [name, writtenValue === undefined ? defaultOf(name) : parse(name, writtenValue, mistakes)];
    }),
  );
  // The table gives each name its type; Object.fromEntries can't know.
  return { values: values as unknown as SettingValues, mistakes };
}

function parse(name: SettingName, { value, place }: WrittenValue, mistakes: string[]): unknown {
  const setting: Setting<unknown> = settingsTable[name];
  const parsed = setting.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const told = setting.shown === 'plain' && isScalar ? `is ${JSON.stringify(value)}, ` : '';
  for (const issue of parsed.error.issues) mistakes.push(`${name} (${place}): ${told}${issue.message}.`);
  return defaultOf(name);
}

function defaultOf(name: SettingName): unknown {
  const setting: Setting<unknown> = settingsTable[name];
  return setting.default === null ? null : setting.schema.parse(setting.default);
}
