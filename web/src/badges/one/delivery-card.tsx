import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProviderState } from '../../shared/badge-state.tsx';
import { Fact, Facts } from '../../shared/facts.tsx';
import { originText } from '../../shared/origin-text.ts';
import { Time } from '../../shared/time.tsx';
import { useNow } from '../../shared/use-now.ts';
import { badgeText } from '../badge-text.ts';
import { deliveryAdvice, deliverySentence } from '../delivery-words.ts';
import { deliveryTone, isCancelled } from '../delivery.ts';
import { Advice } from './advice.tsx';
import { PausedAccount } from '../paused-account.tsx';
import { LastAnswer } from './last-answer.tsx';
import { placesText } from './places-text.ts';

/** The badge as its provider has it, what is still to be done there, and what to do where that failed. */
export function DeliveryCard({ badge }: { readonly badge: Badge }) {
  const say = useText();
  const provider = say(originText[badge.origin]);
  const tone = deliveryTone(badge);
  const advice = deliveryAdvice(badge);
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="badge-delivery">
      <Title order={2} id="badge-delivery" mb="md">
        {say(badgeText.delivery, { provider })}
      </Title>
      <Stack gap="md">
        <Group gap="sm" role="status">
          <ProviderState state={badge.state} cancelled={isCancelled(badge)} {...(tone && { tone })} />
          <Text fw={600}>{say(badge.origin === 'openedx' ? badgeText.heldByLaurel : deliverySentence(badge))}</Text>
        </Group>
        <PausedAccount badge={badge} />
        {advice && <Advice badge={badge} advice={advice} />}
        <DeliveryFacts badge={badge} provider={provider} />
        {badge.lastBody !== null && <LastAnswer badge={badge} />}
      </Stack>
    </Card>
  );
}

/** A moment that is not over: what is due now is tried any moment. */
function NextTime({ at }: { readonly at: string | null }) {
  const say = useText();
  const now = useNow();
  return at === null || Date.parse(at) <= now ? say(badgeText.anyMoment) : <Time at={at} />;
}

function DeliveryFacts({ badge, provider }: { readonly badge: Badge; readonly provider: string }) {
  const say = useText();
  const { account, accountName, environment, due, nextAttemptAt, attempts, lastAttemptAt, externalId, externalUrl } =
    badge;
  return (
    <Facts>
      {account !== '' && (
        <Fact label={say(badgeText.account)}>
          {accountName === null || accountName === account ? (
            <span className="mono">{account}</span>
          ) : (
            <>
              <bdi>{accountName}</bdi> <span className="mono">{account}</span>
            </>
          )}
        </Fact>
      )}
      {environment !== null && badge.origin !== 'openedx' && (
        <Fact label={say(placesText.environment)}>
          <span className="mono">{environment}</span>
        </Fact>
      )}
      {due !== null && (
        <Fact label={say(badgeText.nextAttempt)}>
          <NextTime at={nextAttemptAt} />
        </Fact>
      )}
      <Fact label={say(badgeText.attempts)}>{attempts}</Fact>
      {lastAttemptAt !== null && (
        <Fact label={say(badgeText.lastAttempt)}>
          <Time at={lastAttemptAt} form="exact" />
        </Fact>
      )}
      {externalId !== null && badge.origin !== 'openedx' && (
        <Fact label={say(badgeText.externalId)}>
          <span className="mono">{externalId}</span>
        </Fact>
      )}
      {externalUrl !== null && (
        <Fact label={say(badgeText.externalUrl)}>
          <Anchor href={externalUrl} target="_blank" rel="noreferrer">
            {say(badgeText.openExternal, { provider })} <IconExternalLink size={15} stroke={1.8} aria-hidden />
          </Anchor>
        </Fact>
      )}
    </Facts>
  );
}
