import { Group, Text, Title } from '@mantine/core';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { useText } from '../../../i18n/use-text.ts';
import { LinkButton, TextLink } from '../../../shared/links.tsx';
import { StateBadge } from '../../../shared/state-badge.tsx';
import { TemplateImage } from '../../../shared/template-image.tsx';
import { connectionsText } from '../../connections-text.ts';
import classes from '../../list/connections-page.module.css';
import { IssuerFigures } from '../issuer-figures.tsx';
import { issuersText } from '../issuers-text.ts';
import { logoUrl } from '../logo-url.ts';
import { seenName } from '../../../shared/seen-name.ts';

/** An issuer in short, and the way to its page. */
export function IssuerCard({ issuer }: { readonly issuer: IssuerView }) {
  const say = useText();
  const { slug, name, did, isDefault } = issuer;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <Group gap="sm" wrap="nowrap" className={classes.name}>
          <TemplateImage url={logoUrl(issuer)} />
          <div className={classes.name}>
            <Title order={3} size="h3">
              <TextLink to="/connections/issuers/$issuer" params={{ issuer: slug }} inherit dir="auto">
                {seenName(name, slug)}
              </TextLink>
            </Title>
            <Text size="sm" c="dimmed" className="mono">
              {did}
            </Text>
          </div>
        </Group>
        {isDefault && <StateBadge tone="good">{say(issuersText.isDefault)}</StateBadge>}
      </div>
      <IssuerFigures issuer={issuer} />
      <div className={classes.actions}>
        <LinkButton
          to="/connections/issuers/$issuer"
          params={{ issuer: slug }}
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
