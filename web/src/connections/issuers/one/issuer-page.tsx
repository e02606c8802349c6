import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useMay } from '../../../session/session-context.tsx';
import { BackLink } from '../../../shared/back-link.tsx';
import { CopyButton } from '../../../shared/copy-button.tsx';
import { DataState } from '../../../shared/data-state.tsx';
import { issuersQuery } from '../../../shared/issuers-query.ts';
import { isAbsent, NoSuch } from '../../../shared/no-such.tsx';
import { Page } from '../../../shared/page.tsx';
import { connectionsText } from '../../connections-text.ts';
import { HeldBack } from '../held-back.tsx';
import { issuerQuery } from '../issuer-queries.ts';
import { AddressesSection } from './addresses-section.tsx';
import { EditIssuerButton } from './edit-issuer.tsx';
import { FactsSection } from './facts-section.tsx';
import { issuersText } from '../issuers-text.ts';
import { issuerText } from './issuer-text.ts';
import { KeysSection } from './keys-section.tsx';
import { LogoSection } from './logo-section.tsx';
import { RemoveIssuerButton } from './remove-issuer.tsx';

/** One issuer: what it says of itself, its keys, and whether verifiers reach it. */
export function IssuerPage() {
  const { issuer } = useParams({ from: '/app/connections/issuers/$issuer' });
  return <OneIssuer key={issuer} slug={issuer} />;
}

function OneIssuer({ slug }: { readonly slug: string }) {
  const say = useText();
  const mayAdminister = useMay('administer');
  const query = useQuery(issuerQuery(slug));
  const issuer = query.data?.data;
  if (isAbsent(query.error))
    return (
      <NoSuch
        title={say(connectionsText.noSuchIssuer)}
        id={slug}
        to="/connections"
        place={say(connectionsText.title)}
      />
    );
  return (
    <Page
      title={issuer?.name ?? (query.isError ? slug : null)}
      subtitle={issuer && <Did did={issuer.did} />}
      description={say(issuersText.lead)}
      doc="issuers"
      back={<BackLink to="/connections" place={say(connectionsText.title)} />}
      actions={
        mayAdminister &&
        issuer && (
          <>
            <EditIssuerButton issuer={issuer} />
            <RemoveIssuerButton issuer={issuer} />
          </>
        )
      }
    >
      <DataState query={query}>{({ data }) => <Sections issuer={data} />}</DataState>
    </Page>
  );
}

function Did({ did }: { readonly did: string }) {
  const say = useText();
  return (
    <Text span c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      <span className="mono">{did}</span> <CopyButton text={did} what={say(issuerText.did)} />
    </Text>
  );
}

function Sections({ issuer }: { readonly issuer: IssuerView }) {
  const { data: list } = useQuery(issuersQuery);
  return (
    <Stack gap="lg">
      {issuer.isDefault && <HeldBack count={list?.heldBack ?? 0} />}
      <FactsSection issuer={issuer} />
      <LogoSection issuer={issuer} />
      <KeysSection issuer={issuer} />
      <AddressesSection issuer={issuer} />
    </Stack>
  );
}
