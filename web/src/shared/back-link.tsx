import { IconArrowLeft } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { useText } from '../i18n/use-text.ts';
import classes from './back-link.module.css';
import { TextLink } from './links.tsx';
import { sharedText } from './shared-text.ts';

interface BackLinkProps {
  readonly to: NonNullable<LinkProps['to']>;
  /** Of the address, where it has some. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is there. */
  readonly place: string;
}

/** The way back, above the title of a page. */
export function BackLink({ to, params = {}, place }: BackLinkProps) {
  const say = useText();
  return (
    <TextLink to={to} params={params} size="sm" className={classes.link}>
      <IconArrowLeft size={16} stroke={1.8} className={classes.icon} aria-hidden />
      {say(sharedText.back, { place })}
    </TextLink>
  );
}
