import { Image } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '../i18n/use-text.ts';
import { shellText } from './shell-text.ts';
import classes from './shell.module.css';

/** The name of the program, which leads to the start page. */
export function Brand() {
  const say = useText();
  return (
    <Link to="/" className={classes.brand}>
      <Image src="/favicon.svg" alt="" w={28} h={28} />
      {say(shellText.product)}
    </Link>
  );
}
