import type { HistoryLine } from '../store/lists/explanation.ts';
import { printable } from './terminal/output.ts';

/** One line of the history as a sentence, with who or what caused it. */
export function historyLine(line: HistoryLine): string {
  const cause = line.eventId === null ? '' : ` (event ${printable(line.eventId)})`;
  return `  ${line.recordedAt.toISOString()}  ${printable(whatHappened(line))}${cause}`;
}

function whatHappened({ kind, eventId, details }: HistoryLine): string {
  const byHand = eventId === null;
  switch (kind) {
    case 'fulfilled':
      return `Requirement met: ${text(details['requirement'])}`;
    case 'reset':
      return byHand
        ? withReason(`Requirement reset by hand: ${text(details['requirement'])}`, details)
        : `Requirement reset: ${text(details['requirement'])}, by the penalty ${text(details['penalty'])}`;
    case 'awarded':
      return byHand ? withReason('Badge awarded by hand', details) : 'Badge awarded';
    case 'revoked':
      return byHand
        ? withReason('Badge revoked by hand', details)
        : `Badge revoked, by the penalty ${text(details['penalties'])}`;
    case 'withheld':
      return 'Award withheld: everything is met again, but a badge that was revoked never comes back';
    case 'cancelled':
      return 'Issue cancelled: the badge was revoked before it was issued';
    case 'settled':
      return withReason('Settled by hand: nothing more is done at the provider', details);
    case 'issued':
      return 'Badge issued at the provider';
    case 'adopted':
      return 'Badge found at the provider: no second one was made';
    case 'revoked_outside':
      return 'Badge revoked at the provider';
    case 'issued_again':
      return 'Badge is issued again elsewhere: its template got another holder';
    case 'deleted_outside':
      return 'Badge was deleted at the provider: nothing more is done there';
    case 'delivery_failed':
      return deliveryFailed(details);
    case 'delivery_retried':
      return 'Delivery retried by hand';
    case 'changed_outside':
      return `State at the provider changed: ${text(details['before'])} to ${text(details['state'])}`;
    case 'template_created':
      return 'Template created';
    case 'template_changed':
      return `Template changed: ${text(details['fields'])}`;
    case 'published':
      return 'Published by the learner';
    case 'unpublished':
      return 'Made private by the learner';
    case 'added_to_wallet':
      return 'Added to a wallet by the learner';
    case 'template_activated':
      return 'Template activated';
    case 'template_deactivated':
      return 'Template deactivated';
    case 'template_deleted':
      return 'Template removed';
    case 'message_discarded':
      return withReason('Parked message discarded', { reason: details['why'] });
  }
}

function deliveryFailed({ attempt, status, retryInMs }: HistoryLine['details']): string {
  const answer =
    typeof status === 'number' ? `the provider answered with status ${status}` : 'the provider gave no usable answer';
  const next = typeof retryInMs === 'number' ? 'another attempt follows by itself' : 'it waits for an operator';
  return `Delivery failed, attempt ${text(attempt)}: ${answer}; ${next}`;
}

function withReason(what: string, { reason }: HistoryLine['details']): string {
  return typeof reason === 'string' && reason !== '' ? `${what}: ${reason}` : what;
}

/** A detail as text; of a list, its items one after the other. */
function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(', ');
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : 'unknown';
}
