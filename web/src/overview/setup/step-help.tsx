import { Text } from '@mantine/core';
import type { SetupStatus } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { TextLink } from '../../shared/links.tsx';
import { Command } from './command.tsx';
import { setupText } from './setup-text.ts';

/** What to do for a step. */
export function StepHelp({ step: { step, state } }: { readonly step: SetupStatus['steps'][number] }) {
  const say = useText();
  const mayDesign = useMay('design');
  switch (step) {
    case 'database':
      return (
        <>
          <Text size="sm">{say(setupText.databaseHelp)}</Text>
          <Command text="LAUREL_DATABASE_URL=postgresql://laurel:PASSWORD@HOST/laurel" />
        </>
      );
    case 'events':
      return state === 'problem' ? (
        <>
          <Text size="sm">{say(setupText.eventsCheck)}</Text>
          <Command text="npm run -s laurel -- doctor" />
        </>
      ) : (
        <>
          <Text size="sm">{say(setupText.eventsBus)}</Text>
          <Command text="EVENT_BUS_REDIS_CONNECTION_URL=redis://HOST:6379/0" />
          <Text size="sm">{say(setupText.eventsInbox)}</Text>
          <Command text="export LAUREL_INBOX_TOKEN=$(openssl rand -hex 32)" />
        </>
      );
    case 'connection':
      return (
        <>
          <Text size="sm">{say(setupText.connectionHelp)}</Text>
          <TextLink to="/connections" size="sm">
            {say(setupText.connectionLink)}
          </TextLink>
        </>
      );
    case 'template':
    case 'active_template':
      return (
        <>
          <Text size="sm">{say(step === 'template' ? setupText.templateHelp : setupText.activeHelp)}</Text>
          {step === 'template' && mayDesign ? (
            <TextLink to="/templates/_new" size="sm">
              {say(setupText.newTemplateLink)}
            </TextLink>
          ) : (
            <TextLink to="/templates" size="sm">
              {say(setupText.templateLink)}
            </TextLink>
          )}
        </>
      );
    case 'first_event':
      return (
        <>
          <Text size="sm">{say(setupText.firstEventHelp)}</Text>
          <Command text={'FEATURES["BADGES_ENABLED"] = True'} />
        </>
      );
  }
}
