import { Text } from '@mantine/core';
import { sayKept } from '../i18n/say-server.ts';
import { useText } from '../i18n/use-text.ts';
import { CodeBlock } from './code-block.tsx';
import { Disclosure } from './disclosure.tsx';
import { printed } from './printed.ts';
import { sharedText } from './shared-text.ts';

interface ProviderAnswerProps {
  /** What the provider said, as a sentence; null: nothing that can be read as one. */
  readonly message: string | null;
  /** The same, word for word; null or empty: there is no other form of it. */
  readonly raw: string | null;
}

/** What a provider said to a call that failed: the sentence for people, and its raw form for whoever wants to see it. */
export function ProviderAnswer({ message, raw }: ProviderAnswerProps) {
  const say = useText();
  const hasRaw = raw !== null && raw.trim() !== '' && raw.trim() !== message;
  if (message === null && !hasRaw) return null;
  return (
    <>
      {message !== null && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {say(sharedText.providerSaid)} <bdi>{sayKept(say, message)}</bdi>
        </Text>
      )}
      {hasRaw && (
        <Disclosure label={say(sharedText.wordForWord)}>
          <CodeBlock label={say(sharedText.wordForWord)} text={printed(raw)} />
        </Disclosure>
      )}
    </>
  );
}
