import { Code, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import { useText } from '../i18n/use-text.ts';
import { Callout } from '../shared/callout.tsx';
import { settingsText } from './settings-text.ts';

/** What its type tells of its values knows nothing of tags. */
const how: MessageDescriptor = settingsText.how;

const code = (words: ReactNode) => (
  <Code key="command" dir="ltr">
    {words}
  </Code>
);

/** Where settings are changed: not here. */
export function HowToChange() {
  const say = useText();
  return (
    <Callout tone="neutral" icon={IconInfoCircle} title={say(settingsText.howTitle)}>
      <Text size="sm" maw={760}>
        <FormattedMessage {...how} values={{ code }} />
      </Text>
    </Callout>
  );
}
