import { LaurelError } from './errors.ts';
import type { Told } from './told.ts';

/** Something that concerns more than it seems to, and was not done yet: how many of what, for whoever asks the person. */
export class ConfirmationNeeded extends LaurelError {
  readonly counts: Readonly<Record<string, number>>;

  constructor(details: Told | readonly Told[], counts: Readonly<Record<string, number>>) {
    super('CONFIRMATION_NEEDED', details);
    this.counts = counts;
  }
}

/** A key that does not work at its provider, and was not stored: what the provider said, for whoever is to decide. */
export class ConnectionFailed extends LaurelError {
  /** HTTP status; null when no answer came. */
  readonly providerStatus: number | null;
  readonly said: string;
  /** What it said, word for word; null when that is {@link said}. */
  readonly raw: string | null;

  constructor(
    code: 'CONNECTION_REFUSED' | 'CONNECTION_UNREACHABLE',
    details: Told | readonly Told[],
    { status, message, raw }: { readonly status: number | null; readonly message: string; readonly raw: string | null },
  ) {
    super(code, details);
    this.providerStatus = status;
    this.said = message;
    this.raw = raw;
  }
}
