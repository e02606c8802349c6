import { Text, Title } from '@mantine/core';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { LinkButton, TextLink } from '../../shared/links.tsx';
import { originText } from '../../shared/origin-text.ts';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { ConnectionFigures } from '../connection-figures.tsx';
import { connectionsText } from '../connections-text.ts';
import { Health } from '../health.tsx';
import { SyncButton } from '../sync/sync-button.tsx';
import { SyncResult } from '../sync/sync-result.tsx';
import { useSync } from '../sync/use-sync.ts';
import { TestButton } from '../test-button.tsx';
import { TestResult } from '../test-result.tsx';
import { Trouble } from '../trouble.tsx';
import { useTest } from '../use-test.ts';
import classes from './connections-page.module.css';
import { seenName } from '../../shared/seen-name.ts';

/** An account in short: how it is doing, what needs somebody, and what can be done at once. */
export function ConnectionCard({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const { origin, account, name, source, health } = connection;
  const test = useTest(connection);
  const sync = useSync(connection);
  const shown = test.data ?? (health.state === 'not_working' ? connection.test : null);
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <div className={classes.name}>
          <Text size="sm" c="dimmed">
            {say(originText[origin])}
            {source === 'settings' && ` · ${say(connectionsText.fromSettings)}`}
          </Text>
          <Title order={3} size="h3">
            <TextLink to="/connections/$origin/$account" params={{ origin, account }} inherit dir="auto">
              {seenName(name, account)}
            </TextLink>
          </Title>
        </div>
        <Health state={health.state} />
      </div>
      <Trouble connection={connection} headingOrder={4} />
      <ConnectionFigures connection={connection} />
      {shown && <TestResult test={shown} headingOrder={4} announced={test.data !== undefined} />}
      {test.error && <ProblemAlert error={test.error} headingOrder={4} />}
      {sync.error && <ProblemAlert error={sync.error} headingOrder={4} />}
      <SyncResult sync={sync} headingOrder={4} />
      <div className={classes.actions}>
        <TestButton connection={connection} test={test} />
        <SyncButton connection={connection} sync={sync} />
        <LinkButton
          to="/connections/$origin/$account"
          params={{ origin, account }}
          variant="subtle"
          size="xs"
          aria-label={say(connectionsText.detailsOf, { name })}
        >
          {say(connectionsText.details)}
        </LinkButton>
      </div>
    </li>
  );
}
