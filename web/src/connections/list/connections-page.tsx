import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlug, IconPlus } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { Page } from '../../shared/page.tsx';
import { connectionsText } from '../connections-text.ts';
import { IssuersSection } from '../issuers/list/issuers-section.tsx';
import { liveConnectionsQuery } from '../queries.ts';
import { BusSection } from './bus-section.tsx';
import { ConnectionCard } from './connection-card.tsx';
import classes from './connections-page.module.css';
import { WebhookSection } from './webhook-section.tsx';

/** Accounts at Credly and Accredible, issuers, the event bus, and what is to be entered at Credly. */
export function ConnectionsPage() {
  const say = useText();
  const mayAdminister = useMay('administer');
  const query = useQuery(liveConnectionsQuery);
  return (
    <Page
      title={say(connectionsText.title)}
      description={say(connectionsText.lead)}
      doc="connections"
      actions={mayAdminister && <ConnectButton />}
    >
      <section aria-labelledby="accounts-title">
        <Stack gap="sm">
          <Title order={2} size="h3" id="accounts-title">
            {say(connectionsText.accounts)}
          </Title>
          <DataState query={query}>
            {({ items }) =>
              items.length === 0 ? (
                <NoAccount mayConnect={mayAdminister} />
              ) : (
                <ul className={classes.cards}>
                  {items.map((connection) => (
                    <ConnectionCard key={`${connection.origin}/${connection.account}`} connection={connection} />
                  ))}
                </ul>
              )
            }
          </DataState>
        </Stack>
      </section>
      <IssuersSection />
      <BusSection />
      <WebhookSection />
    </Page>
  );
}

function ConnectButton() {
  const say = useText();
  return (
    <LinkButton to="/connections/new" leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}>
      {say(connectionsText.connect)}
    </LinkButton>
  );
}

function NoAccount({ mayConnect }: { readonly mayConnect: boolean }) {
  const say = useText();
  return (
    <div className={classes.frame}>
      <Nothing
        icon={IconPlug}
        titleOrder={3}
        title={say(connectionsText.noneTitle)}
        description={`${say(connectionsText.none)} ${mayConnect ? '' : say(connectionsText.noneAsk)}`}
        action={mayConnect && <ConnectButton />}
      />
    </div>
  );
}
