import { Card, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { CountLink } from '../../shared/count-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { TextLink } from '../../shared/links.tsx';
import { originText } from '../../shared/origin-text.ts';
import { StateBadge } from '../../shared/state-badge.tsx';
import type { Tone } from '../../shared/tone.ts';
import { liveConnectionsQuery } from '../queries.ts';
import { statusText } from './status-text.ts';
import classes from './status.module.css';
import { seenName } from '../../shared/seen-name.ts';

const states: Readonly<Record<Connection['health']['state'], readonly [tone: Tone, text: MessageDescriptor]>> = {
  works: ['good', statusText.providerWorks],
  failing: ['warning', statusText.providerFailing],
  not_working: ['bad', statusText.providerNotWorking],
  paused: ['bad', statusText.providerPaused],
  untested: ['neutral', statusText.providerUntested],
};

/** How the accounts at Credly and Accredible are doing. */
export function ProvidersCard() {
  const say = useText();
  const query = useQuery(liveConnectionsQuery);
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="providers-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="providers-title">
          {say(statusText.providers)}
        </Title>
        <TextLink to="/connections" size="sm">
          {say(statusText.toConnections)}
        </TextLink>
      </Group>
      <DataState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{say(statusText.noProvider)}</Text>
          ) : (
            <ul className={classes.list}>
              {items.map((connection) => (
                <Account key={`${connection.origin}/${connection.account}`} connection={connection} />
              ))}
            </ul>
          )
        }
      </DataState>
    </Card>
  );
}

function Account({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const { origin, account, name, health, due, failed } = connection;
  const [tone, text] = states[health.state];
  return (
    <li className={classes.account}>
      <div className={classes.name}>
        <Text fw={600}>
          <TextLink to="/connections/$origin/$account" params={{ origin, account }} inherit dir="auto">
            {seenName(name, account)}
          </TextLink>{' '}
          <Text span size="sm" c="dimmed" fw={400}>
            {say(originText[origin])}
          </Text>
        </Text>
        <Text size="sm" c="dimmed">
          <CountLink count={due} to="/badges" search={{ origin, account, due: 'true' }} label={name}>
            {say(statusText.providerDue, { count: due })}
          </CountLink>
          {' · '}
          <CountLink
            count={failed}
            to="/badges"
            search={{ origin, account, failed: 'true', due: 'false' }}
            label={name}
          >
            {say(statusText.providerFailed, { count: failed })}
          </CountLink>
        </Text>
        <KeyWarning connection={connection} />
      </div>
      <StateBadge tone={tone}>{say(text)}</StateBadge>
    </li>
  );
}

function KeyWarning({ connection: { keyWarning, keyExpiresOn } }: { readonly connection: Connection }) {
  const say = useText();
  const intl = useIntl();
  if (keyWarning === null || keyExpiresOn === null) return null;
  // A day, not a moment: it is the same everywhere.
  const date = intl.formatDate(keyExpiresOn, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <Text size="sm" mt={2}>
      {say(keyWarning === 'expired' ? statusText.keyExpired : statusText.keyExpires, { date })}
    </Text>
  );
}
