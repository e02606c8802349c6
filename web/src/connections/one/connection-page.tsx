import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import type { Tagged } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { BackLink } from '../../shared/back-link.tsx';
import { CopyButton } from '../../shared/copy-button.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { originText } from '../../shared/origin-text.ts';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { RetryProgress } from '../../shared/retry-progress.tsx';
import { Section } from '../../shared/section.tsx';
import { ConnectionFigures } from '../connection-figures.tsx';
import { connectionsText } from '../connections-text.ts';
import { Health } from '../health.tsx';
import { providers } from '../providers.ts';
import { connectionQuery } from '../queries.ts';
import type { AccountId } from '../queries.ts';
import { PastSyncs } from '../sync/past-syncs.tsx';
import { syncText } from '../sync/sync-text.ts';
import { Trouble } from '../trouble.tsx';
import { EditButton } from './edit-button.tsx';
import { FromSettings } from './from-settings.tsx';
import { KeySection } from './key-section.tsx';
import { oneText } from './one-text.ts';
import { RemoveButton } from './remove-button.tsx';
import { SyncSection } from './sync-section.tsx';

/** One account: how it is doing, its key, its templates and its syncs. */
export function ConnectionPage() {
  const { origin: named, account } = useParams({ from: '/app/connections/$origin/$account' });
  const origin = providers.find((each) => each === named) ?? 'credly';
  return <OneConnection key={`${origin}/${account}`} id={{ origin, account }} />;
}

function OneConnection({ id }: { readonly id: AccountId }) {
  const say = useText();
  const mayAdminister = useMay('administer');
  const query = useQuery(connectionQuery(id));
  const connection = query.data?.data;
  const isOurs = connection?.source === 'stored';
  if (isAbsent(query.error))
    return (
      <NoSuch
        title={say(connectionsText.noSuch)}
        id={id.account}
        to="/connections"
        place={say(connectionsText.title)}
      />
    );
  return (
    <Page
      title={connection?.name ?? (query.isError ? id.account : null)}
      subtitle={<AccountName id={id} />}
      description={say(oneText.lead)}
      doc="connectionState"
      back={<BackLink to="/connections" place={say(connectionsText.title)} />}
      actions={
        mayAdminister &&
        isOurs && (
          <>
            <EditButton connection={connection} />
            <RemoveButton connection={connection} />
          </>
        )
      }
    >
      <DataState query={query}>{(tagged) => <Sections tagged={tagged} />}</DataState>
    </Page>
  );
}

function AccountName({ id: { origin, account } }: { readonly id: AccountId }) {
  const say = useText();
  const label = say(origin === 'credly' ? connectionsText.organization : connectionsText.account);
  return (
    <Text span c="dimmed">
      {say(originText[origin])} · {label} <span className="mono">{account}</span>{' '}
      <CopyButton text={account} what={label} />
    </Text>
  );
}

function Sections({ tagged: { data: connection } }: { readonly tagged: Tagged<Connection> }) {
  const say = useText();
  const { health, source } = connection;
  return (
    <Stack gap="lg">
      {source === 'settings' && <FromSettings connection={connection} />}
      <Trouble connection={connection} headingOrder={2} />
      <RetryProgress account={connection} />
      <Section title={say(oneText.state)} actions={<Health state={health.state} />}>
        <ConnectionFigures connection={connection} />
      </Section>
      <KeySection connection={connection} />
      <SyncSection connection={connection} />
      <Section title={say(syncText.pastTitle)}>
        <PastSyncs id={connection} />
      </Section>
    </Stack>
  );
}
