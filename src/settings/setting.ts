import type { z } from 'zod';

/** One row of the table of settings (table.ts). */
export interface Setting<Value, Default = unknown> {
  readonly schema: z.ZodType<Value>;
  /** Read like a value that was set; null when there is none and nothing is set instead. */
  readonly default: Default;
  readonly meaning: string;
  /** `secret`: never shown. `url`: shown without its user and password. */
  readonly shown: 'plain' | 'url' | 'secret';
}

/** Makes a row; a default of null: nothing is set. */
export function setting<Value, const Default>(
  schema: z.ZodType<Value>,
  standard: Default,
  meaning: string,
  shown: 'plain' | 'url' | 'secret' = 'plain',
): Setting<Value, Default> {
  return { schema, default: standard, meaning, shown };
}
