import type { Visit } from './pages.ts';

/** Ways to look at a page: between them every device, light and dark, and both languages. */
export const looks = [
  { device: 'desktop', scheme: 'light', language: 'en' },
  { device: 'phone', scheme: 'dark', language: 'en' },
  { device: 'desktop', scheme: 'dark', language: 'ar' },
  { device: 'phone', scheme: 'light', language: 'ar' },
] as const satisfies readonly Omit<Visit, 'as'>[];
