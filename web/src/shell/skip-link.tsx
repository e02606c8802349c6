import { useRef } from 'react';
import type { MouseEvent, RefObject } from 'react';
import { useText } from '../i18n/use-text.ts';
import { shellText } from './shell-text.ts';

/** The main landmark, to which {@link SkipLink} leads. */
export function useSkipTarget(): RefObject<HTMLElement | null> {
  return useRef<HTMLElement>(null);
}

/** First link of every page, for keyboards: past the header to the content. */
export function SkipLink({ target }: { readonly target: RefObject<HTMLElement | null> }) {
  const say = useText();
  // Not by the address: that is the router's, and would be one more step to go back.
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    target.current?.focus();
  };
  return (
    <a href="#content" className="skip-link" onClick={skip}>
      {say(shellText.skip)}
    </a>
  );
}
