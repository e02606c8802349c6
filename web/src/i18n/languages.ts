/** A language that the pages speak. */
export interface Language {
  /** As in BCP 47; also what Intl formats dates and numbers by. */
  readonly code: 'en' | 'ar';
  /** In the language itself, so that whoever speaks it finds it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Its strings by id; English has none, for it stands beside the ids in the code. */
  readonly load: () => Promise<Readonly<Record<string, string>>>;
  /** The words for what the server says, which says it in English. */
  readonly loadServerWords: () => Promise<Readonly<Record<string, string>>>;
}

export const languages: readonly Language[] = [
  {
    code: 'en',
    name: 'English',
    direction: 'ltr',
    load: () => Promise.resolve({}),
    loadServerWords: () => Promise.resolve({}),
  },
  {
    code: 'ar',
    name: 'العربية',
    direction: 'rtl',
    load: () => import('./arabic.ts').then(({ arabic }) => arabic),
    loadServerWords: () => import('./server-arabic.ts').then(({ serverArabic }) => serverArabic),
  },
];

const english = languages[0] as Language;
const storageKey = 'laurel.language';

/** The language that was chosen here before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(): Language {
  const wanted = [readChoice(), ...navigator.languages];
  for (const tag of wanted) {
    const found = languages.find(({ code }) => tag !== null && (tag === code || tag.startsWith(`${code}-`)));
    if (found) return found;
  }
  return english;
}

/** Remembers the choice in this browser. */
export function rememberLanguage({ code }: Language): void {
  try {
    localStorage.setItem(storageKey, code);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
