import { Text } from '@mantine/core';
import type { ApiKeyView } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Column } from '../../shared/paged-table.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { Time } from '../../shared/time.tsx';
import { roleText } from '../../shell/role-text.ts';
import { apiKeysText } from './api-keys-text.ts';
import { KeyState } from './key-state.tsx';
import { RevokeKey } from './revoke-key.tsx';

/** What the list tells of each key. */
export function useApiKeyColumns(): Column<ApiKeyView>[] {
  const say = useText();
  return [
    {
      id: 'key',
      header: say(apiKeysText.key),
      names: true,
      render: ({ name, start }) => (
        <>
          <Text fw={600} dir="auto">
            {name}
          </Text>
          <Text size="sm" c="dimmed" className="mono">
            {start}…
          </Text>
        </>
      ),
    },
    { id: 'role', header: say(apiKeysText.role), narrow: true, render: ({ role }) => say(roleText[role]) },
    { id: 'state', header: say(apiKeysText.state), narrow: true, render: (key) => <KeyState apiKey={key} /> },
    {
      id: 'expires',
      header: say(apiKeysText.expires),
      narrow: true,
      render: ({ expiresAt, lmsRoleEndsAt }) => (
        <>
          {expiresAt === null ? say(apiKeysText.never) : <Time at={expiresAt} form="date" />}
          {lmsRoleEndsAt !== null && (
            <Text size="sm" c="dimmed">
              {say(apiKeysText.lmsRoleEnds)} <Time at={lmsRoleEndsAt} form="date" />
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'lastUsed',
      header: say(apiKeysText.lastUsed),
      narrow: true,
      render: ({ lastUsedAt }) => (lastUsedAt === null ? say(sharedText.never) : <Time at={lastUsedAt} />),
    },
    {
      id: 'madeBy',
      header: say(apiKeysText.madeBy),
      render: ({ createdBy, createdAt }) => (
        <>
          <Text size="sm" dir="auto">
            {createdBy}
          </Text>
          <Text size="sm" c="dimmed">
            <Time at={createdAt} form="date" />
          </Text>
        </>
      ),
    },
    { id: 'actions', header: say(apiKeysText.actions), narrow: true, render: (key) => <RevokeKey apiKey={key} /> },
  ];
}
