import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../i18n/use-text.ts';
import { BackLink } from '../../../shared/back-link.tsx';
import { Page } from '../../../shared/page.tsx';
import { Section } from '../../../shared/section.tsx';
import { settingsQuery } from '../../../shared/settings-query.ts';
import { connectionsText } from '../../connections-text.ts';
import { NoSeal } from '../../new/no-seal.tsx';
import { NewIssuerForm } from './new-issuer-form.tsx';
import { newIssuerText } from './new-text.ts';

/** Makes an issuer, in whose name Laurel itself issues badges. */
export function NewIssuerPage() {
  const say = useText();
  const { data } = useQuery(settingsQuery);
  const address = data?.items.find(({ name }) => name === 'LAUREL_PUBLIC_URL')?.value;
  return (
    <Page
      title={say(newIssuerText.title)}
      description={say(newIssuerText.lead)}
      doc="newIssuer"
      back={<BackLink to="/connections" place={say(connectionsText.title)} />}
    >
      <NoSeal />
      <Section title={say(newIssuerText.section)}>
        <Stack gap="md" maw={640}>
          {address != null && <Text size="sm">{say(newIssuerText.stays, { address })}</Text>}
          <NewIssuerForm />
        </Stack>
      </Section>
    </Page>
  );
}
