import { Anchor } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { docPlaces } from './doc-places.ts';
import type { DocPlace } from './doc-places.ts';
import { docText, docTopicText } from './doc-text.ts';

/** Leads to a place in the documentation, in a tab of its own: what somebody has typed here stays as it is. */
export function DocLink({ to }: { readonly to: DocPlace }) {
  const say = useText();
  return (
    <Anchor
      href={`/docs/${docPlaces[to]}`}
      hrefLang="en"
      target="_blank"
      rel="noreferrer"
      underline="always"
      inherit
      aria-label={say(docText.readMoreAbout, { what: say(docTopicText[to]) })}
      style={{ whiteSpace: 'nowrap' }}
    >
      {say(docText.readMore)}
    </Anchor>
  );
}
