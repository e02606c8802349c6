import { useDirection } from '@mantine/core';
import { createContext, use, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { knowSentences } from './kept-sentences.ts';
import { rememberLanguage } from './languages.ts';
import type { Language } from './languages.ts';
import { areServerWordsWanted, onServerWordsWanted, serverWordsArriveWith } from './server-words.ts';

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => Promise<void>;
}

const Context = createContext<LanguageChoice | null>(null);

/** A language with its strings, ready to be shown. */
export interface LoadedLanguage {
  readonly language: Language;
  readonly strings: Readonly<Record<string, string>>;
}

export async function loadLanguage(language: Language): Promise<LoadedLanguage> {
  return { language, strings: await language.load() };
}

/** Gives the pages their strings, and the document its language and direction. */
export function LanguageProvider({
  initial,
  children,
}: {
  readonly initial: LoadedLanguage;
  readonly children: ReactNode;
}) {
  const [{ language, strings }, setLoaded] = useState(initial);
  const { setDirection } = useDirection();
  const serverStrings = useServerWords(language);

  useEffect(() => {
    document.documentElement.lang = language.code;
    setDirection(language.direction);
  }, [language, setDirection]);

  const choose = useCallback(async (next: Language) => {
    setLoaded(await loadLanguage(next));
    rememberLanguage(next);
  }, []);
  const messages = useMemo(() => ({ ...strings, ...serverStrings }), [strings, serverStrings]);
  const choice = useMemo(() => ({ language, choose }), [language, choose]);

  return (
    <Context value={choice}>
      <IntlProvider locale={language.code} messages={messages} defaultLocale="en">
        {children}
      </IntlProvider>
    </Context>
  );
}

/** The words for what the server says, from when something of it is shown; none where they can't be had. */
function useServerWords(language: Language): Readonly<Record<string, string>> {
  const wanted = useSyncExternalStore(onServerWordsWanted, areServerWordsWanted);
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    if (!wanted) return;
    let isCurrent = true;
    const loading = language.loadServerWords().then(
      (loaded) => {
        if (!isCurrent) return;
        knowSentences(Object.keys(loaded).map((id) => id.replace(/^server\./, '')));
        setWords(loaded);
      },
      () => {},
    );
    serverWordsArriveWith(loading);
    return () => {
      isCurrent = false;
    };
  }, [wanted, language]);
  return words;
}

/** The language of the pages, and how to choose another. */
export function useLanguage(): LanguageChoice {
  const choice = use(Context);
  if (choice === null) throw new Error('useLanguage is for what stands inside LanguageProvider');
  return choice;
}
