import { Group, Stack, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnSession } from '../../../src/api/schemas/people.ts';
import { get, remove } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { DataState } from '../shared/data-state.tsx';
import { notifyDone, notifyFailure } from '../shared/notify.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { Time } from '../shared/time.tsx';
import { accountText } from './account-text.ts';
import classes from './own-sessions.module.css';

const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async ({ signal }) => (await get<{ items: OwnSession[] }>('/api/auth/sessions', { signal })).items,
});

/** Where the person is signed in, each with a way to end it. */
export function OwnSessions() {
  const say = useText();
  const client = useQueryClient();
  const sessions = useQuery(ownSessionsQuery);
  const end = useMutation({
    mutationFn: (path: string) => remove(path),
    onSuccess: async () => {
      notifyDone(say, say(accountText.sessionEnded));
      await client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
    onError: (error) => notifyFailure(say, error),
  });
  return (
    <DataState query={sessions}>
      {(items) => (
        <Stack gap="sm">
          <ul className={classes.list}>
            {items.map((session) => (
              <li key={session.id} className={classes.item}>
                <SessionFacts session={session} />
                {!session.current && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={say(accountText.endSessionOf, { device: deviceOf(session) })}
                    disabled={end.isPending}
                    onClick={() => end.mutate(`/api/auth/sessions/${session.id}`)}
                  >
                    {say(accountText.signOut)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {items.length > 1 && (
            <Group>
              <Button variant="default" disabled={end.isPending} onClick={() => end.mutate('/api/auth/sessions')}>
                {say(accountText.endOthers)}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </DataState>
  );

  function deviceOf({ device }: OwnSession): string {
    return device ?? say(accountText.unknownDevice);
  }
}

function SessionFacts({ session: { device, startedAt, lastSeenAt, current } }: { readonly session: OwnSession }) {
  const say = useText();
  return (
    <div>
      <Group gap="xs">
        <Text fw={600} dir="auto">
          {device ?? say(accountText.unknownDevice)}
        </Text>
        {current && <StateBadge tone="good">{say(accountText.thisSession)}</StateBadge>}
      </Group>
      <Text size="sm" c="dimmed">
        {say(accountText.sessionStarted)} <Time at={startedAt} /> · {say(accountText.sessionUsed)}{' '}
        <Time at={lastSeenAt ?? startedAt} />
      </Text>
    </div>
  );
}
