import type { SettingValues } from './table.ts';

/** How Laurel issues badges itself. */
export interface IssuingSettings {
  /** Slug of the issuer of templates that name none; null: the one that was made first. */
  readonly defaultIssuer: string | null;
  /** Threads that sign, of one process. */
  readonly signingThreads: number;
}

export function composeIssuing(values: SettingValues): IssuingSettings {
  return { defaultIssuer: values.LAUREL_DEFAULT_ISSUER, signingThreads: values.LAUREL_SIGNING_THREADS };
}
