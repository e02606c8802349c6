import { Stack, Text, Title } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import classes from './sign-in.module.css';
import { signInText } from './sign-in-text.ts';

const command = 'npm run laurel -- admin create';

/** On a new site: how the first admin is made. */
export function NoUserYet() {
  const say = useText();
  return (
    <Stack gap="xs">
      <Title order={2} size="h3">
        {say(signInText.noUserTitle)}
      </Title>
      <Text size="sm">{say(signInText.noUser)}</Text>
      <div className={classes.command}>
        <code className="mono">{command}</code>
        <CopyButton text={command} what={say(signInText.command)} />
      </div>
    </Stack>
  );
}
