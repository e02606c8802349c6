/** What somebody may do in Laurel; src/api/access.ts says what each of them means. */
export const roleNames = ['viewer', 'designer', 'operator', 'admin'] as const;

export type RoleName = (typeof roleNames)[number];

/** How much a role may do, compared with others; none is least. */
export function rankOf(role: RoleName | null): number {
  return role === null ? 0 : roleNames.indexOf(role) + 1;
}

/** What an API key may do: as somebody; or one thing alone: read the metrics (Prometheus), or retire learners (the LMS's pipeline). */
export const keyRoleNames = ['metrics', 'retirement', ...roleNames] as const;

export type KeyRoleName = (typeof keyRoleNames)[number];
