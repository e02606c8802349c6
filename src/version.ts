import { readFileSync } from 'node:fs';

/** The version of this Laurel, as package.json has it. */
export const laurelVersion: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }
).version;
