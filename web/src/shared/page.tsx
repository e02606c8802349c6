import { Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { noteTitle } from './way/trail.ts';
import { useScrollPlace } from './way/use-scroll-place.ts';
import classes from './page.module.css';
import { DocLink } from './doc-link.tsx';
import type { DocPlace } from './doc-places.ts';
import { sharedText } from './shared-text.ts';
import { useDocumentTitle } from './use-document-title.ts';

interface PageProps {
  /** Of the page and of the browser tab; null while it is on the way: an id would be a title for a moment, and then another one. */
  readonly title: string | null;
  /** In place of the title where it is more than text; `title` still names the browser tab. */
  readonly heading?: ReactNode;
  /** Below the title, where it does not say alone which one this is. */
  readonly subtitle?: ReactNode;
  /** What the page is for, in a sentence or two. */
  readonly description: string;
  /** Where the documentation says more about it. */
  readonly doc: DocPlace;
  /** Above the title: the way back to the list. */
  readonly back?: ReactNode;
  /** At the end of the title's line: buttons. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * What every page inside the shell is made with. After a navigation it takes the focus to its title, so that a screen reader
 * begins to read there; when the pages were opened afresh the browser does that. A page that is drawn anew at the same
 * place, because its data has come, changes nothing but what was lost with the old one.
 */
export function Page({ title, heading, subtitle, description, doc, back, actions, children }: PageProps) {
  const say = useText();
  const titleElement = useRef<HTMLHeadingElement>(null);
  const router = useRouter();
  useDocumentTitle(title ?? say(sharedText.loading));
  useScrollPlace();
  useEffect(() => noteTitle(router.history.location.pathname, title), [router, title]);
  useEffect(() => {
    const { href } = router.history.location;
    const focusIsLost = document.activeElement === document.body;
    const takesFocus = shown.at !== undefined && (shown.at !== href || (shown.tookFocus && focusIsLost));
    shown.tookFocus = takesFocus || (shown.at === href && shown.tookFocus);
    shown.at = href;
    if (takesFocus) titleElement.current?.focus({ preventScroll: true });
  }, [router]);
  return (
    <Stack gap="lg" className={classes.page}>
      <header>
        {back && <div className={classes.back}>{back}</div>}
        <Group justify="space-between" align="start" gap="md">
          <Title order={1} ref={titleElement} tabIndex={-1} className={classes.title}>
            {heading ?? title ?? <NameOnTheWay />}
          </Title>
          {actions && <Group gap="sm">{actions}</Group>}
        </Group>
        {subtitle && (
          <Text c="dimmed" mt={6} maw={760}>
            {subtitle}
          </Text>
        )}
        <Text c="dimmed" mt={6} maw={760}>
          {description} <DocLink to={doc} />
        </Text>
      </header>
      {children}
    </Stack>
  );
}

function NameOnTheWay() {
  const say = useText();
  return (
    <>
      <VisuallyHidden>{say(sharedText.loading)}</VisuallyHidden>
      <Skeleton component="span" display="inline-block" height="1em" width="min(16rem, 60vw)" aria-hidden />
    </>
  );
}

/** The page that was shown last since the pages were opened, and whether its title took the focus. */
const shown: { at: string | undefined; tookFocus: boolean } = { at: undefined, tookFocus: false };
