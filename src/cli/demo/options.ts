export interface DemoOptions {
  readonly events?: number;
  readonly rate?: number;
  readonly seed: number;
  readonly exit?: true;
  readonly json?: true;
}

/** Events a second, unless something else is asked for. */
export const DEFAULT_RATE = 20;
