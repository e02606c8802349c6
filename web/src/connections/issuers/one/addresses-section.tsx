import { Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconWorldCheck } from '@tabler/icons-react';
import type { IssuerCheckResult, IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { post } from '../../../api/client.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useSession } from '../../../session/session-context.tsx';
import { Button } from '../../../shared/button.tsx';
import { CodeBlock } from '../../../shared/code-block.tsx';
import { DataState } from '../../../shared/data-state.tsx';
import { Disclosure } from '../../../shared/disclosure.tsx';
import { Fact, Facts } from '../../../shared/facts.tsx';
import { ProblemAlert } from '../../../shared/problem-alert.tsx';
import { Section } from '../../../shared/section.tsx';
import { didDocumentQuery, issuerPath } from '../issuer-queries.ts';
import { CheckResult } from './check-result.tsx';
import { checkText } from './check-text.ts';

/** What verifiers fetch of an issuer, and whether they can. */
export function AddressesSection({ issuer }: { readonly issuer: IssuerView }) {
  const say = useText();
  const { permissions } = useSession();
  const { slug, didDocumentUrl, profileUrl, walletMetadataUrl } = issuer;
  const check = useMutation({
    mutationFn: async () => (await post<IssuerCheckResult>(`${issuerPath(slug)}/check`)).data,
  });
  const mayCheck = permissions.includes('operate') || permissions.includes('administer');
  return (
    <Section
      title={say(checkText.title)}
      actions={
        mayCheck && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconWorldCheck size={16} stroke={1.8} aria-hidden />}
            loading={check.isPending}
            onClick={() => check.mutate()}
          >
            {say(checkText.check)}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Text maw={760}>{say(checkText.lead)}</Text>
        <Facts>
          <Fact label={say(checkText.didDocument)}>
            <bdi className="mono">{didDocumentUrl}</bdi>
          </Fact>
          <Fact label={say(checkText.profile)}>
            <bdi className="mono">{profileUrl}</bdi>
          </Fact>
          <Fact label={say(checkText.wallets)}>
            <bdi className="mono">{walletMetadataUrl}</bdi>
          </Fact>
        </Facts>
        {check.error && <ProblemAlert error={check.error} headingOrder={3} />}
        {check.data && <CheckResult result={check.data} />}
        <Disclosure label={say(checkText.preview)}>
          <DidDocument slug={slug} />
        </Disclosure>
      </Stack>
    </Section>
  );
}

function DidDocument({ slug }: { readonly slug: string }) {
  const say = useText();
  const query = useQuery(didDocumentQuery(slug));
  return (
    <DataState query={query}>
      {(document) => (
        <CodeBlock label={say(checkText.previewName)} text={JSON.stringify(document, null, 2)} keepLines />
      )}
    </DataState>
  );
}
