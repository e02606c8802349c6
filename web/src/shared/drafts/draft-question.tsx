import { Group, Text } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../button.tsx';
import { Callout } from '../callout.tsx';
import { draftsText } from './drafts-text.ts';
import type { KeptDraft } from './use-kept-draft.ts';

interface WithDraftProps {
  readonly draft: KeptDraft;
  /** What else there is to know about the draft, such as that something has changed since. */
  readonly note?: string | undefined;
  /** Of the question. */
  readonly headingOrder?: TitleOrder;
  /** The form. */
  readonly children: ReactNode;
}

/** A form; before it, where something typed earlier is kept on this device, the question what becomes of that. */
export function WithDraft({ children, ...question }: WithDraftProps) {
  const { draft } = question;
  const place = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  const isAsked = draft.question !== null;
  useEffect(() => {
    // The button that answered is gone: its focus goes to the first field.
    if (asked.current && !isAsked) firstFieldOf(place.current)?.focus();
    asked.current = isAsked;
  }, [isAsked]);
  return <div ref={place}>{draft.question === null ? children : <DraftQuestion {...question} />}</div>;
}

function DraftQuestion({ draft, note, headingOrder = 3 }: Omit<WithDraftProps, 'children'>) {
  const say = useText();
  const intl = useIntl();
  const at = new Date(draft.question?.at ?? '');
  const isToday = at.toDateString() === new Date().toDateString();
  const when = intl.formatDate(at, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Callout tone="waiting" headingOrder={headingOrder} title={say(draftsText.title, { when })} announced>
      <Text size="sm">{say(draftsText.help)}</Text>
      {note !== undefined && (
        <Text size="sm" mt={4}>
          {note}
        </Text>
      )}
      <Group gap="sm" mt="sm">
        <Button size="sm" onClick={draft.goOn} data-autofocus>
          {say(draftsText.goOn)}
        </Button>
        <Button size="sm" variant="default" onClick={draft.begin}>
          {say(draftsText.drop)}
        </Button>
      </Group>
    </Callout>
  );
}

function firstFieldOf(place: HTMLElement | null): HTMLElement | null | undefined {
  return (
    place?.querySelector<HTMLElement>('[data-autofocus]') ?? place?.querySelector('input, textarea, select, button')
  );
}
