import { useEffect } from 'react';
import { useText } from '../i18n/use-text.ts';
import { sharedText } from './shared-text.ts';

/** Sets the title of the browser tab. */
export function useDocumentTitle(title: string): void {
  const say = useText();
  const full = say(sharedText.pageTitle, { title });
  useEffect(() => {
    document.title = full;
  }, [full]);
}
