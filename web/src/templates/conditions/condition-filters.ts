export const conditionKinds = ['requirement', 'penalty'] as const;

/** What the list of requirements and penalties is narrowed down to; it stands in the page's address. */
export interface ConditionFilters {
  /** Course key, whole. */
  readonly course?: string | undefined;
  /** Event type. */
  readonly event?: string | undefined;
  readonly kind?: (typeof conditionKinds)[number] | undefined;
}
