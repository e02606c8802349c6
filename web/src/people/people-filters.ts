/** What the list of people is narrowed down to; it stands in the page's address. `none`: those without a role. */
export const roleFilters = ['viewer', 'designer', 'operator', 'admin', 'none'] as const;

export interface PeopleFilters {
  readonly search?: string | undefined;
  readonly role?: (typeof roleFilters)[number] | undefined;
}
