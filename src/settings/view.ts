import { collectSettings } from './sources.ts';
import type { Environment } from './sources.ts';
import { settingNames } from './parse.ts';
import { settingsTable } from './table.ts';
import type { Setting } from './setting.ts';
import type { SettingName } from './table.ts';

/** One setting as people may see it: no secret in it. */
export interface SettingView {
  readonly name: SettingName;
  /** The value as text; empty when nothing is set. */
  readonly value: string;
  readonly source: 'environment' | 'file' | 'default';
}

/** Every setting with its source, secrets hidden. Works for settings with mistakes too. */
export function viewSettings(environment: Environment, file?: string): SettingView[] {
  const { values } = collectSettings(environment, file);
  return settingNames.map((name) => {
    const setting: Setting<unknown> = settingsTable[name];
    const written = values.get(name);
    return {
      name,
      value: hideSecrets(setting, written === undefined ? setting.default : written.value),
      source: written?.source ?? 'default',
    };
  });
}

/** The value of a setting as text, without what is secret in it. */
export function hideSecrets(setting: Setting<unknown>, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (setting.shown === 'secret') {
    // Of a mapping of API keys the accounts may be seen; not of a wrong one, which may be the wrong way round.
    const isMapping = typeof value === 'object' && setting.schema.safeParse(value).success;
    return isMapping
      ? Object.keys(value)
          .map((name) => `${name}: ***`)
          .join(', ')
      : '***';
  }
  const text = plainText(value);
  return setting.shown === 'url' ? hidePassword(text) : text;
}

/** A scalar or a list as people write it; anything else, which is a mistake here, as JSON. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(plainText).join(', ') : JSON.stringify(value);
}

function hidePassword(value: string): string {
  if (!URL.canParse(value)) return '***';
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') [url.username, url.password] = ['***', '***'];
  // Passwords may stand in the query too (`?password=`).
  if (url.search !== '') url.search = '?***';
  return url.href;
}
