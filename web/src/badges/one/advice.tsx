import { Alert, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { connectionsQuery } from '../../shared/connections-query.ts';
import { relativeParts } from '../../shared/relative-time.ts';
import { toneIcons } from '../../shared/tone.ts';
import { useNow } from '../../shared/use-now.ts';
import { deliveryText } from '../delivery-text.ts';

interface AdviceProps {
  readonly badge: Badge;
  readonly advice: MessageDescriptor;
}

/** What to do about a delivery that failed; louder when nothing happens without somebody. */
export function Advice({ badge, advice }: AdviceProps) {
  const say = useText();
  const { waitsForOperator } = badge;
  const Sign = toneIcons[waitsForOperator ? 'bad' : 'warning'];
  return (
    <Alert
      color={waitsForOperator ? 'red' : 'orange'}
      variant="outline"
      bg="var(--laurel-surface)"
      icon={<Sign aria-hidden />}
    >
      <Stack gap={4}>
        <Title order={3}>{say(deliveryText.adviceHeading)}</Title>
        <Text size="sm">{say(advice)}</Text>
        <Paused badge={badge} />
      </Stack>
    </Alert>
  );
}

/** Whether the whole account is held back at the moment. */
function Paused({ badge: { origin, account } }: { readonly badge: Badge }) {
  const say = useText();
  const intl = useIntl();
  const now = useNow();
  const { data } = useQuery(connectionsQuery);
  const pausedUntil = data?.items.find((each) => each.origin === origin && each.account === account)?.health
    .pausedUntil;
  if (pausedUntil === undefined || pausedUntil === null || Date.parse(pausedUntil) <= now) return null;
  const { value, unit } = relativeParts(new Date(pausedUntil), now);
  return <Text size="sm">{say(deliveryText.paused, { when: intl.formatRelativeTime(value, unit) })}</Text>;
}
