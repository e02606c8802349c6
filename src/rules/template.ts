import type { AchievementType } from './achievement-types.ts';

/**
 * What can be earned, as it is configured. These are the words of the domain; the formats (badges.yaml, tables, API)
 * are translations of them.
 *
 * - A **requirement** is one event type plus data rules; a matching event fulfills it (S6).
 * - Requirements of the same **group** can stand in for one another (OR); different groups must all be met (AND). A
 *   requirement without a group is a group of its own (S8).
 * - A **penalty** is one event type plus data rules, linked to requirements of the same template that it resets (S15).
 */

/** Who holds the badge outside: Credly, Accredible, or Laurel itself (`openedx`). */
export type Origin = 'openedx' | 'credly' | 'accredible';

export const origins = ['openedx', 'credly', 'accredible'] as const satisfies readonly Origin[];

/** How a data rule compares. New operators are added in operators.ts; the compiler then asks for every missing piece. */
export type OperatorName = 'eq' | 'ne';

/** One condition on one value of the payload. */
export interface DataRule {
  /** Key path relative to the payload object, for example `course.course_key` (S7). */
  readonly path: string;
  readonly operator: OperatorName;
  /** The expected value as written; its meaning follows the type of the path (S7). */
  readonly value: string;
}

export interface Requirement {
  /** Stable slug, unique within the template. */
  readonly id: string;
  /** Event type. */
  readonly event: string;
  /** Group label; null makes the requirement a group of its own (S8). */
  readonly group: string | null;
  readonly description: string;
  readonly rules: readonly DataRule[];
}

export interface Penalty {
  /** Stable slug, unique within the template. */
  readonly id: string;
  /** Event type. */
  readonly event: string;
  readonly description: string;
  /** Ids of the requirements it resets. */
  readonly requirements: readonly string[];
  readonly rules: readonly DataRule[];
}

/** The part of a badge template that decides who earns it. */
export interface TemplateRules {
  /** Stable slug, unique on the site. */
  readonly id: string;
  /** Counts the edits of the rules; evidence names it (S10). */
  readonly version: number;
  readonly requirements: readonly Requirement[];
  readonly penalties: readonly Penalty[];
}

/** Where a template's badges are held outside. */
export type Holder =
  | { readonly origin: 'openedx' }
  | { readonly origin: 'credly'; readonly organization: string; readonly template: string }
  | { readonly origin: 'accredible'; readonly account: string; readonly group: number };

/** What a template adds for badges that Laurel issues itself (Open Badges 3.0). */
export interface Achievement {
  /** Slug of the issuer; null: the default one. */
  readonly issuer: string | null;
  /** What the badge stands for (achievement-types.ts); null or left out: a badge. */
  readonly type?: AchievementType | null | undefined;
  /** Markdown; empty: what the requirements say. */
  readonly criteria: string;
  readonly tags: readonly string[];
  readonly alignments: readonly Alignment[];
  /** Of its texts, BCP 47; null: that of the issuer. */
  readonly language: string | null;
  /** Digest of an image that was uploaded; null: the template's image URL, if there is one. */
  readonly image: string | null;
}

/** An entry of a framework that a badge corresponds to. */
export interface Alignment {
  readonly name: string;
  readonly url: string;
  readonly framework: string | null;
  readonly code: string | null;
}

/** A badge template: what can be earned, and where it is held. */
export interface Template extends TemplateRules {
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly holder: Holder;
  /** Null or left out: nothing is added. */
  readonly achievement?: Achievement | null | undefined;
  readonly active: boolean;
}
