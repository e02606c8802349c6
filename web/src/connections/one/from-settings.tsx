import { Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { connectionsText } from '../connections-text.ts';

/** Why an account can't be changed here: it stands in the settings. */
export function FromSettings({ connection: { origin } }: { readonly connection: Connection }) {
  const say = useText();
  const setting = `BADGES_CONFIG.${origin === 'credly' ? 'credly.ORGANIZATIONS' : 'accredible.ACCOUNTS'}`;
  return (
    <Callout tone="neutral" icon={IconInfoCircle} title={say(connectionsText.fromSettings)}>
      <Text size="sm">{say(connectionsText.fromSettingsHelp, { setting })}</Text>
    </Callout>
  );
}
