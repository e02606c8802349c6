import { Stack, Text } from '@mantine/core';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { Section } from '../../shared/section.tsx';
import { TestButton } from '../test-button.tsx';
import { TestResult } from '../test-result.tsx';
import { testText } from '../test-text.ts';
import { useTest } from '../use-test.ts';
import { oneText } from './one-text.ts';

/** Whether the key works: the newest test, and the button for another one. */
export function KeySection({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const test = useTest(connection);
  const newest = connection.test;
  return (
    <Section title={say(oneText.key)} actions={<TestButton connection={connection} test={test} />}>
      <Stack gap="sm">
        {test.error && <ProblemAlert error={test.error} headingOrder={3} />}
        {newest === null ? (
          <Text>{say(testText.never)}</Text>
        ) : (
          <TestResult key={newest.testedAt} test={newest} announced={test.isSuccess} />
        )}
        {connection.source === 'stored' && (
          <Text size="sm" c="dimmed">
            {say(oneText.keyHidden)}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
