import type { Visit } from './pages.ts';

/** Ways to look at a page: between them both devices, light and dark, and both languages with their directions. */
export const looks = [
  { device: 'desktop', scheme: 'light', language: 'en' },
  { device: 'phone', scheme: 'dark', language: 'ar' },
] as const satisfies readonly Omit<Visit, 'as'>[];
