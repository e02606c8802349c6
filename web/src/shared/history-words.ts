import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import type { Say } from '../i18n/use-text.ts';
import { historyText } from './history-text.ts';
import type { Tone } from './tone.ts';

/** An entry of the history in words. */
export interface HistoryWords {
  readonly title: string;
  /** Why, or with what outcome; empty when the title says it all. */
  readonly why: string;
  readonly tone: Tone;
}

/** What an entry of the history says, whatever kind it is of. */
export function historyWords(say: Say, { kind, event, details }: HistoryEntry): HistoryWords {
  switch (kind) {
    case 'fulfilled':
      return {
        title: say(historyText.fulfilled, { requirement: textOf(details['requirement']) }),
        why: say(historyText.fulfilledWhy),
        tone: 'good',
      };
    case 'reset':
      return {
        title: say(historyText.reset, { requirement: textOf(details['requirement']) }),
        why: event === null ? byHand(say, details) : say(historyText.resetWhy, { penalty: textOf(details['penalty']) }),
        tone: 'warning',
      };
    case 'awarded':
      return {
        title: say(historyText.awarded),
        why: event === null ? byHand(say, details) : say(historyText.awardedWhy),
        tone: 'good',
      };
    case 'revoked':
      return {
        title: say(historyText.revoked),
        why:
          event === null
            ? byHand(say, details)
            : say(historyText.revokedWhy, { penalties: textOf(details['penalties']) }),
        tone: 'bad',
      };
    case 'withheld':
      return { title: say(historyText.withheld), why: say(historyText.withheldWhy), tone: 'neutral' };
    case 'cancelled':
      return { title: say(historyText.cancelled), why: say(historyText.cancelledWhy), tone: 'neutral' };
    case 'settled':
      return { title: say(historyText.settled), why: byHand(say, details), tone: 'neutral' };
    case 'issued':
      return { title: say(historyText.issued), why: '', tone: 'good' };
    case 'adopted':
      return { title: say(historyText.adopted), why: say(historyText.adoptedWhy), tone: 'good' };
    case 'revoked_outside':
      return { title: say(historyText.revokedOutside), why: '', tone: 'neutral' };
    case 'issued_again':
      return { title: say(historyText.issuedAgain), why: say(historyText.issuedAgainWhy), tone: 'waiting' };
    case 'deleted_outside':
      return { title: say(historyText.deletedOutside), why: say(historyText.deletedOutsideWhy), tone: 'neutral' };
    case 'delivery_failed':
      return { title: say(historyText.deliveryFailed), why: failure(say, details), tone: 'bad' };
    case 'published':
      return { title: say(historyText.published), why: '', tone: 'neutral' };
    case 'unpublished':
      return { title: say(historyText.unpublished), why: '', tone: 'neutral' };
    case 'added_to_wallet':
      return { title: say(historyText.addedToWallet), why: '', tone: 'neutral' };
    case 'delivery_retried':
      return { title: say(historyText.deliveryRetried), why: '', tone: 'waiting' };
    case 'changed_outside':
      return { title: say(historyText.stateChanged), why: '', tone: 'neutral' };
    case 'template_created':
      return { title: say(historyText.templateCreated), why: '', tone: 'neutral' };
    case 'template_changed':
      return { title: say(historyText.templateChanged), why: '', tone: 'neutral' };
    case 'template_activated':
      return { title: say(historyText.templateActivated), why: '', tone: 'good' };
    case 'template_deactivated':
      return { title: say(historyText.templateDeactivated), why: '', tone: 'neutral' };
    case 'template_deleted':
      return { title: say(historyText.templateDeleted), why: textOf(details['name']), tone: 'neutral' };
    case 'message_discarded':
      return { title: say(historyText.messageDiscarded), why: textOf(details['why']), tone: 'neutral' };
  }
}

function byHand(say: Say, { reason }: HistoryEntry['details']): string {
  return typeof reason === 'string' && reason !== ''
    ? say(historyText.byHand, { reason })
    : say(historyText.byHandOnly);
}

function failure(say: Say, { status, attempt, retryInMs }: HistoryEntry['details']): string {
  const number = Number(attempt);
  const said =
    typeof status === 'number'
      ? say(historyText.failedAnswer, { attempt: number, status: String(status) })
      : say(historyText.failedNoAnswer, { attempt: number });
  return `${said} ${say(typeof retryInMs === 'number' ? historyText.failedAgain : historyText.failedForGood)}`;
}

/** A detail as text; of a list, its items one after the other. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return value === undefined ? '' : JSON.stringify(value);
}
