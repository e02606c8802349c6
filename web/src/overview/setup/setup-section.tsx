import { Card, Text, Title } from '@mantine/core';
import type { SetupStatus } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { SetupStep } from './setup-step.tsx';
import { setupText } from './setup-text.ts';
import classes from './setup.module.css';

/** What a new site needs until the first badge can be earned, step by step. */
export function SetupSection({ setup: { steps } }: { readonly setup: SetupStatus }) {
  const say = useText();
  const left = steps.filter(({ state }) => state === 'todo' || state === 'problem').length;
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="setup">
      <Title order={2} id="setup">
        {say(setupText.heading)}
      </Title>
      <Text c="dimmed" mb="md">
        {say(setupText.lead, { left })}
      </Text>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <SetupStep key={step.step} step={step} number={index + 1} />
        ))}
      </ol>
    </Card>
  );
}
