import { Anchor, Stack, Text } from '@mantine/core';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Absent } from '../../../shared/absent.tsx';
import { Fact, Facts } from '../../../shared/facts.tsx';
import { Section } from '../../../shared/section.tsx';
import { StateBadge } from '../../../shared/state-badge.tsx';
import { Time } from '../../../shared/time.tsx';
import { IssuerFigures } from '../issuer-figures.tsx';
import { issuersText } from '../issuers-text.ts';
import { profileText } from '../profile-text.ts';
import { issuerText } from './issuer-text.ts';

/** What an issuer says of itself, and what it has issued. */
export function FactsSection({ issuer }: { readonly issuer: IssuerView }) {
  const say = useText();
  const { url, email, language, profileUrl, createdAt, isDefault } = issuer;
  return (
    <Section
      title={say(issuerText.facts)}
      actions={isDefault && <StateBadge tone="good">{say(issuersText.isDefault)}</StateBadge>}
    >
      <Stack gap="md">
        {isDefault && <Text size="sm">{say(issuerText.defaultHelp)}</Text>}
        <Facts>
          <Fact label={say(profileText.url)}>
            <Outside url={url} />
          </Fact>
          <Fact label={say(profileText.email)}>{email ?? <Absent />}</Fact>
          <Fact label={say(profileText.language)}>{language}</Fact>
          <Fact label={say(issuerText.profileUrl)}>
            <Outside url={profileUrl} />
          </Fact>
          <Fact label={say(issuerText.made)}>
            <Time at={createdAt} form="date" />
          </Fact>
        </Facts>
        <IssuerFigures issuer={issuer} />
      </Stack>
    </Section>
  );
}

function Outside({ url }: { readonly url: string }) {
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" dir="ltr" inherit>
      {url}
    </Anchor>
  );
}
