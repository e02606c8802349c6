import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';

export type Side = 'mine' | 'theirs';

export type Achievement = NonNullable<TemplateDocument['achievement']>;

/** A part of a template that is compared, and taken over, as a whole. */
export interface Part {
  /** Names it among all parts of a template. */
  readonly key: string;
  readonly list: 'template' | 'achievement' | 'requirements' | 'penalties';
  /** Id of the requirement or penalty that it belongs to; else null. */
  readonly item: string | null;
  /** `whole`: whether the requirement or penalty is there; `condition`: which events it waits for. */
  readonly field: string;
  /** Whether one has removed it while the other went on with it, although not in itself. */
  readonly contested: boolean;
}

/** Something of a template that is not the same for everybody. Undefined: it is not there. */
export interface Difference {
  readonly part: Part;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}
