/** How a loop says that it lives, for whoever watches it. Nothing of it may throw. */
export interface Pulse {
  /** It has turned, and what it does works. An idle loop turns, too. */
  turned(): void;
  /** It has turned, and what it tried failed. */
  failed(error: unknown): void;
}

/** For loops that nobody watches. */
export const noPulse: Pulse = { turned: () => {}, failed: () => {} };
