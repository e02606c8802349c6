import { IconMapQuestion } from '@tabler/icons-react';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { BackLink } from './back-link.tsx';
import type { DocPlace } from './doc-places.ts';
import { Nothing } from './nothing.tsx';
import { Page } from './page.tsx';
import { sharedText } from './shared-text.ts';

/** Whether the API says that there is nothing of this id: it is not there, or can't be one. */
export function isAbsent(error: ApiError | null): boolean {
  return error !== null && (error.status === 404 || error.code === 'REQUEST_INVALID');
}

/** What the documentation says about the things of each list. */
const docOf = {
  '/badges': 'badges',
  '/parked': 'parkedMessages',
  '/learners': 'learners',
  '/templates': 'templates',
  '/connections': 'connections',
} as const satisfies Readonly<Record<string, DocPlace>>;

interface NoSuchProps {
  /** What there is not. */
  readonly title: string;
  /** What the address names. */
  readonly id: string;
  /** Where those are listed that there are. */
  readonly to: keyof typeof docOf;
  readonly place: string;
}

/** In place of the page of one thing, when the address names none that is there. */
export function NoSuch({ title, id, to, place }: NoSuchProps) {
  const say = useText();
  return (
    <Page
      title={title}
      description={say(sharedText.noSuchHelp)}
      doc={docOf[to]}
      back={<BackLink to={to} place={place} />}
    >
      <Nothing icon={IconMapQuestion} title={say(sharedText.noSuchTitle, { id })} />
    </Page>
  );
}
