export const origins = ['openedx', 'credly', 'accredible'] as const;
export const states = ['active', 'inactive'] as const;
export const sorts = ['name', '-name', 'updatedAt', '-updatedAt'] as const;

/** What the list of templates is narrowed down to; it stands in the page's address. */
export interface TemplateFilters {
  readonly search?: string | undefined;
  readonly origin?: (typeof origins)[number] | undefined;
  readonly state?: (typeof states)[number] | undefined;
  readonly sort?: (typeof sorts)[number] | undefined;
}
