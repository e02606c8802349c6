import { Text } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import type { ConnectionTest } from '../../../src/api/schemas/connections.ts';
import { sayKept } from '../i18n/say-server.ts';
import { useText } from '../i18n/use-text.ts';
import { Callout } from '../shared/callout.tsx';
import { Time } from '../shared/time.tsx';
import { StatusAdvice } from './status-advice.tsx';
import { testText } from './test-text.ts';

interface TestResultProps {
  readonly test: ConnectionTest;
  readonly headingOrder?: TitleOrder;
  /** True right after the test: screen readers are told. */
  readonly announced?: boolean;
}

const ways: Readonly<Record<ConnectionTest['foundBy'], MessageDescriptor>> = {
  test: testText.tested,
  sync: testText.bySync,
  delivery: testText.byDelivery,
};

/** What a test of a connection said, and what to do when that is not good. */
export function TestResult({ test, headingOrder = 3, announced = false }: TestResultProps) {
  const say = useText();
  const { succeeded, status, message, raw, foundBy, testedAt } = test;
  return (
    <Callout
      tone={succeeded ? 'good' : 'bad'}
      headingOrder={headingOrder}
      title={say(succeeded ? testText.good : testText.bad)}
      announced={announced}
    >
      {succeeded ? (
        <>
          <Text size="sm">{say(testText.goodHelp)}</Text>
          <Text size="sm" c="dimmed">
            <bdi>{sayKept(say, message)}</bdi>
          </Text>
        </>
      ) : (
        <StatusAdvice status={status} message={message} raw={raw} />
      )}
      <Text size="sm" c="dimmed">
        {say(ways[foundBy])} <Time at={testedAt} />
      </Text>
    </Callout>
  );
}
