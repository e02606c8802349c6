import { Group, Stack, Text, Title } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import type { SetupStatus } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { StateBadge } from '../../shared/state-badge.tsx';
import { ToneSign } from '../../shared/tone-sign.tsx';
import type { Tone } from '../../shared/tone.ts';
import { setupText } from './setup-text.ts';
import classes from './setup.module.css';
import { StepHelp } from './step-help.tsx';

type Step = SetupStatus['steps'][number];

const titles: Readonly<Record<Step['step'], MessageDescriptor>> = {
  database: setupText.database,
  events: setupText.events,
  connection: setupText.connection,
  template: setupText.template,
  active_template: setupText.active,
  first_event: setupText.firstEvent,
};

const states: Readonly<Record<Step['state'], readonly [tone: Tone, text: MessageDescriptor]>> = {
  done: ['good', setupText.done],
  todo: ['waiting', setupText.todo],
  optional: ['neutral', setupText.optional],
  problem: ['bad', setupText.problem],
};

/** One step: what it is, whether it is done, and what to do as long as it is not. */
export function SetupStep({ step }: { readonly step: Step }) {
  const say = useText();
  const [tone, text] = states[step.state];
  return (
    <li className={classes.step}>
      <ToneSign tone={tone} />
      <Stack gap={6} className={classes.words}>
        <Group gap="xs">
          <Title order={3}>{say(titles[step.step])}</Title>
          <StateBadge tone={tone}>{say(text)}</StateBadge>
        </Group>
        {step.state === 'problem' && (
          <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {step.detail}
          </Text>
        )}
        {step.state !== 'done' && <StepHelp step={step} />}
      </Stack>
    </li>
  );
}
