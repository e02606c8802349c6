/** What somebody may do in Laurel; src/api/access.ts says what each of them means. */
export const roleNames = ['viewer', 'designer', 'operator', 'admin'] as const;

export type RoleName = (typeof roleNames)[number];
