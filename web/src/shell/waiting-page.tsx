import { Loader } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { shellText } from './shell-text.ts';
import classes from './shell.module.css';

/** Until it is known who is there. */
export function WaitingPage() {
  const say = useText();
  return (
    <main className={classes.middle}>
      <Loader aria-label={say(shellText.loading)} role="status" />
    </main>
  );
}
