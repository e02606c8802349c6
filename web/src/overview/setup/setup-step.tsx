import { Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { FormattedNumber } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { SetupStatus } from '../../../../src/api/schemas/status.ts';
import { sayLines } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { StateBadge } from '../../shared/state-badge.tsx';
import { ToneSign } from '../../shared/tone-sign.tsx';
import type { Tone } from '../../shared/tone.ts';
import tones from '../../shared/tone.module.css';
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
export function SetupStep({ step, number }: { readonly step: Step; readonly number: number }) {
  const say = useText();
  const [tone, text] = states[step.state];
  const done = step.state === 'done';
  return (
    <li className={classes.step} data-done={done || undefined}>
      {done ? (
        <ToneSign tone="good" icon={IconCheck} />
      ) : (
        <span className={`${tones.tone} ${classes.number}`} data-tone={tone} aria-hidden>
          <FormattedNumber value={number} />
        </span>
      )}
      <Stack gap={6} className={classes.words}>
        <Group gap="xs">
          <Title order={3}>{say(titles[step.step])}</Title>
          {done ? <VisuallyHidden>{say(text)}</VisuallyHidden> : <StateBadge tone={tone}>{say(text)}</StateBadge>}
        </Group>
        {step.state === 'problem' && (
          <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {sayLines(say, step.wording, ' ')}
          </Text>
        )}
        {!done && <StepHelp step={step} />}
      </Stack>
    </li>
  );
}
