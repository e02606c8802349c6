import type { Origin } from '../../../src/rules/template.ts';

export const states = ['active', 'inactive'] as const;
/** How a template is at its provider. */
export const providerStates = ['draft', 'active', 'archived', 'absent'] as const;
export const sorts = ['name', '-name', 'updatedAt', '-updatedAt'] as const;

/** What the list of templates is narrowed down to; it stands in the page's address. */
export interface TemplateFilters {
  readonly search?: string | undefined;
  readonly origin?: Origin | undefined;
  /** Of the provider. */
  readonly account?: string | undefined;
  /** Slug of the issuer of this site that they name. */
  readonly issuer?: string | undefined;
  readonly state?: (typeof states)[number] | undefined;
  readonly providerState?: (typeof providerStates)[number] | undefined;
  readonly sort?: (typeof sorts)[number] | undefined;
}
