import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCertificate, IconPlus } from '@tabler/icons-react';
import type { IssuerListView } from '../../../../../src/api/schemas/issuers.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useMay } from '../../../session/session-context.tsx';
import { DataState } from '../../../shared/data-state.tsx';
import { issuersQuery } from '../../../shared/issuers-query.ts';
import { LinkButton } from '../../../shared/links.tsx';
import { Nothing } from '../../../shared/nothing.tsx';
import classes from '../../list/connections-page.module.css';
import { HeldBack } from '../held-back.tsx';
import { issuersText } from '../issuers-text.ts';
import { IssuerCard } from './issuer-card.tsx';

/** In whose name Laurel itself issues badges. */
export function IssuersSection() {
  const say = useText();
  const query = useQuery(issuersQuery);
  return (
    <section aria-labelledby="issuers-title">
      <Stack gap="sm">
        <Title order={2} size="h3" id="issuers-title">
          {say(issuersText.title)}
        </Title>
        <Text c="dimmed" maw={760}>
          {say(issuersText.lead)}
        </Text>
        <DataState query={query}>
          {(list) => (list.items.length === 0 ? <NoIssuer waiting={list.heldBack} /> : <Issuers list={list} />)}
        </DataState>
      </Stack>
    </section>
  );
}

function Issuers({ list: { items, heldBack } }: { readonly list: IssuerListView }) {
  const say = useText();
  const mayAdminister = useMay('administer');
  return (
    <Stack gap="sm">
      <HeldBack count={heldBack} />
      <ul className={classes.cards}>
        {items.map((issuer) => (
          <IssuerCard key={issuer.slug} issuer={issuer} />
        ))}
      </ul>
      {mayAdminister && (
        <div>
          <LinkButton to="/connections/issuers/new" variant="default" size="xs">
            {say(issuersText.make)}
          </LinkButton>
        </div>
      )}
    </Stack>
  );
}

function NoIssuer({ waiting }: { readonly waiting: number }) {
  const say = useText();
  const mayAdminister = useMay('administer');
  const words = [
    say(issuersText.none),
    ...(waiting > 0 ? [say(issuersText.noneWaiting, { count: waiting })] : []),
    ...(mayAdminister ? [] : [say(issuersText.noneAsk)]),
  ];
  return (
    <div className={classes.frame}>
      <Nothing
        icon={IconCertificate}
        titleOrder={3}
        title={say(issuersText.noneTitle)}
        description={words.join(' ')}
        action={
          mayAdminister && (
            <LinkButton to="/connections/issuers/new" leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}>
              {say(issuersText.makeFirst)}
            </LinkButton>
          )
        }
      />
    </div>
  );
}
