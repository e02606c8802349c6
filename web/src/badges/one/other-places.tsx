import { Anchor, Card, List, Text, Title } from '@mantine/core';
import type { BadgeDetails } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProviderState } from '../../shared/badge-state.tsx';
import { originText } from '../../shared/origin-text.ts';
import { badgeText } from '../badge-text.ts';
import { placesText } from './places-text.ts';

/** Where a badge is, or was, issued besides: its template got another holder, and it was issued again there. */
export function OtherPlaces({ badge: { formerPlaces } }: { readonly badge: BadgeDetails }) {
  const say = useText();
  if (formerPlaces.length === 0) return null;
  return (
    <Card component="section" withBorder padding="lg" mt="lg" aria-labelledby="badge-places">
      <Title order={2} id="badge-places" mb="xs">
        {say(placesText.title)}
      </Title>
      <Text mb="md">{say(placesText.help)}</Text>
      <List spacing="xs">
        {formerPlaces.map(({ origin, account, externalTemplate, environment, externalUrl, state, done }) => (
          <List.Item key={`${origin} ${account} ${externalTemplate}`}>
            {say(originText[origin])}{' '}
            <bdi className="mono">{[account, externalTemplate].filter(Boolean).join(' ')}</bdi>{' '}
            {environment === 'sandbox' && say(placesText.sandbox)} <ProviderState state={state} cancelled={false} />{' '}
            {done && say(placesText.done)}{' '}
            {externalUrl !== null && (
              <Anchor href={externalUrl} target="_blank" rel="noreferrer">
                {say(badgeText.openExternal, { provider: say(originText[origin]) })}
              </Anchor>
            )}
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
