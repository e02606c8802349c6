import type { Setting } from '../../settings/setting.ts';
import { settingsTable } from '../../settings/table.ts';
import type { SettingView as View } from '../../settings/view.ts';
import { answers } from '../answers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { settingList } from '../schemas/status.ts';
import type { SettingView } from '../schemas/status.ts';

/** Every setting of this process and where it comes from; to be read, not to be changed here. */
export function addSettings(server: ApiServer, { settingViews }: Pick<ApiParts, 'settingViews'>): void {
  server.get(
    '/api/v1/settings',
    {
      config: { access: 'administer' },
      schema: {
        operationId: 'listSettings',
        tags: ['Status'],
        summary: 'Every setting with its source, without secrets',
        response: answers(200, settingList),
      },
    },
    () => ({ items: settingViews.map(toView) }),
  );
}

function toView({ name, value, source }: View): SettingView {
  const { meaning, shown }: Setting<unknown> = settingsTable[name];
  const secret = shown === 'secret';
  // Of keys by account the accounts may be told: `main: (set)`.
  const told = secret ? value.replaceAll('***', '(set)') : value;
  return { name, value: value === '' ? null : told, source, meaning, secret };
}
