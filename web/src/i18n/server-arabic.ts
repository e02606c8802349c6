import words from './server/ar.json';

/** What the server says, in Arabic: by the English sentence. Loaded apart, for most pages show nothing of it at first. */
export const serverArabic: Readonly<Record<string, string>> = words;
