import { settingsTable } from './table.ts';
import type { Setting } from './setting.ts';
import type { SettingName, SettingValues } from './table.ts';
import type { WrittenSettings, WrittenValue } from './sources.ts';

export const settingNames = Object.keys(settingsTable) as readonly SettingName[];

export interface ParsedSettings {
  readonly values: SettingValues;
  readonly mistakes: readonly string[];
  /** The settings that the mistakes are about. */
  readonly mistaken: ReadonlySet<SettingName>;
}

/**
 * Reads what was written by the table. A value that can't be read is told in `mistakes`, and its default stands in for
 * it so that the rest can be checked too.
 */
export function parseSettings(written: WrittenSettings): ParsedSettings {
  const mistakes: string[] = [];
  const mistaken = new Set<SettingName>();
  const values = Object.fromEntries(
    settingNames.map((name) => {
      const writtenValue = written.values.get(name);
      if (writtenValue === undefined) return [name, defaultOf(name)];
      const { value, complaints } = parse(name, writtenValue);
      mistakes.push(...complaints);
      if (complaints.length > 0) mistaken.add(name);
      return [name, value];
    }),
  );
  // The table gives each name its type; Object.fromEntries can't know.
  return { values: values as unknown as SettingValues, mistakes, mistaken };
}

function parse(name: SettingName, { value, place }: WrittenValue): { value: unknown; complaints: readonly string[] } {
  const setting: Setting<unknown> = settingsTable[name];
  const parsed = setting.schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, complaints: [] };
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const told = setting.shown === 'plain' && isScalar ? `is ${JSON.stringify(value)}, ` : '';
  const complaints = parsed.error.issues.map((issue) => `${name} (${place}): ${told}${issue.message}.`);
  return { value: defaultOf(name), complaints };
}

function defaultOf(name: SettingName): unknown {
  const setting: Setting<unknown> = settingsTable[name];
  return setting.default === null ? null : setting.schema.parse(setting.default);
}
