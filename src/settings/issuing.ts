import type { SettingValues } from './table.ts';

/** How Laurel issues badges itself. */
export interface IssuingSettings {
  /** Slug of the issuer of templates that name none; null: the one that was made first. */
  readonly defaultIssuer: string | null;
  /** Threads that sign, of one process. */
  readonly signingThreads: number;
  /** Where learners take a course, with `{course}` for its key; null: nobody knows. */
  readonly courseUrl: string | null;
  /** Whether published badges are listed by user name. */
  readonly listsOnProfiles: boolean;
}

export function composeIssuing(values: SettingValues): IssuingSettings {
  const lms = values.SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT ?? values.SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT;
  return {
    defaultIssuer: values.LAUREL_DEFAULT_ISSUER,
    signingThreads: values.LAUREL_SIGNING_THREADS,
    listsOnProfiles: values.LAUREL_PROFILE_BADGES,
    courseUrl: values.LAUREL_COURSE_URL ?? (lms === null ? null : `${lms.replace(/\/$/, '')}/courses/{course}/about`),
  };
}
