/** What of a template follows the outside; everything else is the operators'. */
export const followedFields = ['name', 'description', 'imageUrl', 'active'] as const;
export type FollowedField = (typeof followedFields)[number];

/** What a sync did, or would do when it waits to be confirmed, in numbers of templates (S24). */
export interface SyncReport {
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Active here, and no longer active outside. */
  readonly deactivated: number;
  /** Had been deactivated because they could not issue any more, can again, and are active again. Not in old reports. */
  readonly reactivated?: number;
  /** The same, but left inactive. Not in old reports. */
  readonly reactivable?: number;
  readonly pages: number;
  /** Each template that changed, up to {@link mostChanges} of them: first those that were deactivated or reactivated, last the new ones. */
  readonly changes: readonly TemplateChange[];
}

export interface TemplateChange {
  /** Its id here. */
  readonly template: string;
  readonly name: string;
  readonly change: 'imported' | 'updated' | 'deactivated' | 'reactivated';
  /** What is different now; of an imported template everything is, and nothing is listed. */
  readonly fields: readonly FollowedField[];
}
