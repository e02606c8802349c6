import { IconArrowLeft } from '@tabler/icons-react';
import { Anchor } from '@mantine/core';
import { useMatch, useRouter } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { MouseEvent } from 'react';
import { useLanguage } from '../i18n/language-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { wayBack } from './way/trail.ts';
import classes from './back-link.module.css';
import { TextLink } from './links.tsx';
import { sharedText } from './shared-text.ts';

interface BackLinkProps {
  /** Where the page belongs: the way back leads there when nobody came from anywhere. */
  readonly to: NonNullable<LinkProps['to']>;
  /** Of the address, where it has some. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is there; null while its name is on the way. */
  readonly place: string | null;
}

/**
 * The way back, above the title of a page: to where somebody came from, as it was, by the browser's own history; or up, to where
 * the page belongs.
 */
export function BackLink({ to, params = {}, place }: BackLinkProps) {
  const router = useRouter();
  const { code } = useLanguage().language;
  const pathname = useMatch({ strict: false, select: (match) => match.pathname });
  // Of the page that this link stands on, also while the next one is loaded already.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the path says when it is another page
  const way = useMemo(() => wayBack(router.history.location), [router, pathname]);
  if (way === null)
    return (
      // Whoever goes up does not want to be led down again by the page above.
      <TextLink to={to} params={params} state={{ trail: [] }} size="sm" className={classes.link}>
        <Words place={place} />
      </TextLink>
    );
  const goBack = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.history.go(-(wayBack(router.history.location)?.steps ?? way.steps));
  };
  return (
    <Anchor href={way.place.href} onClick={goBack} size="sm" className={classes.link}>
      <Words place={way.place.language === code ? way.place.title : null} />
    </Anchor>
  );
}

function Words({ place }: Pick<BackLinkProps, 'place'>) {
  const say = useText();
  return (
    <>
      <IconArrowLeft size={16} stroke={1.8} className={classes.icon} aria-hidden />
      <span>{place === null ? say(sharedText.backThere) : say(sharedText.back, { place })}</span>
    </>
  );
}
