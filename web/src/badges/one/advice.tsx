import { Alert, Stack, Text, Title } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { toneIcons } from '../../shared/tone.ts';
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
      </Stack>
    </Alert>
  );
}
