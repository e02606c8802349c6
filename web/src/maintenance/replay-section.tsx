import { Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { Section } from '../shared/section.tsx';
import { maintenanceText } from './maintenance-text.ts';
import type { Span } from './queries.ts';
import { ReplayDialog } from './replay-dialog.tsx';

/** Asks which events are to be processed again; what that means is asked in a dialog. */
export function ReplaySection() {
  const say = useText();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [missing, setMissing] = useState(false);
  const [span, setSpan] = useState<Span | null>(null);
  const preview = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(from === '');
    if (from !== '') setSpan({ from: momentOf(from), ...(until !== '' && { until: momentOf(until) }) });
  };
  return (
    <Section title={say(maintenanceText.replay)}>
      <form onSubmit={preview} noValidate>
        <Stack gap="md">
          <Text maw={720}>{say(maintenanceText.replayLead)}</Text>
          <Group align="flex-start">
            <TextInput
              type="datetime-local"
              label={say(maintenanceText.from)}
              description={say(maintenanceText.fromHelp)}
              required
              value={from}
              error={missing && say(maintenanceText.fromMissing)}
              onChange={({ currentTarget: { value } }) => setFrom(value)}
            />
            <TextInput
              type="datetime-local"
              label={say(maintenanceText.until)}
              description={say(maintenanceText.untilHelp)}
              value={until}
              onChange={({ currentTarget: { value } }) => setUntil(value)}
            />
          </Group>
          <div>
            <Button type="submit" variant="default">
              {say(maintenanceText.preview)}
            </Button>
          </div>
        </Stack>
      </form>
      {span !== null && <ReplayDialog span={span} onClose={() => setSpan(null)} />}
    </Section>
  );
}

/** The fields are in the reader's own time zone. */
function momentOf(local: string): string {
  return new Date(local).toISOString();
}
