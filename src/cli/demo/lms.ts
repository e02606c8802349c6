import { take } from '../../../simulators/lms/pace.ts';
import { lmsEvents } from '../../../simulators/lms/stream.ts';
import type { LmsEvent } from '../../../simulators/lms/stream.ts';
import { sendOverHttp } from '../../../simulators/lms/send-http.ts';
import type { Subscription } from '../../bus/bus.ts';
import { signalTypes } from '../../bus/signals.ts';
import type { DemoSummary } from './summary.ts';

export interface LmsTraffic {
  readonly inboxUrl: string;
  readonly inboxToken: string;
  readonly seed: number;
  /** How many events; null for no end. */
  readonly events: number | null;
  /** Events per second; null for as many as Laurel takes. */
  readonly rate: number | null;
  readonly signal: AbortSignal;
  readonly onSent: (total: number) => void;
}

/** One event in so many is damaged on its way, so that there is something to park. */
const DAMAGED_EVERY = 500;

/** The simulated LMS sends its events to the inbox. */
export async function sendLmsEvents({
  inboxUrl,
  inboxToken,
  seed,
  events,
  rate,
  signal,
  onSent,
}: LmsTraffic): Promise<void> {
  // Learners turn up as time goes by: about one for ten events of a short run.
  const learners = Math.max(20, Math.min(500, Math.ceil((events ?? 5_000) / 10)));
  const history = lmsEvents({ seed, learners, ...timesOf(events, rate) });
  const stream = damaged(events === null ? history : take(events, history));
  await sendOverHttp(stream, { url: `${inboxUrl}/events`, token: inboxToken }, { rate, signal, onSent }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error;
    },
  );
}

/** Of a history that is sent as fast as it is taken: simulated time between two events, on average. */
const usualGapMs = 2_000;

/**
 * When the events happen. At a rate they happen as they are sent; all at once, they are the history of a site up to now.
 */
function timesOf(events: number | null, rate: number | null): { readonly start: number; readonly meanGapMs: number } {
  const now = Date.now();
  if (rate !== null) return { start: now * 1_000, meanGapMs: 1_000 / rate };
  // Gaps are drawn: none may lead into the future.
  const spanMs = (events ?? 0) * usualGapMs;
  return { start: (now - spanMs - 5 * Math.sqrt(spanMs * usualGapMs)) * 1_000, meanGapMs: usualGapMs };
}

/** Takes the learner's user data away from some events: they can't be read then. */
function* damaged(events: Iterable<LmsEvent>): Generator<LmsEvent> {
  let sent = 0;
  for (const event of events) {
    sent += 1;
    yield sent % DAMAGED_EVERY === 0 ? { ...event, payload: { ...event.payload, user: 'lost on the way' } } : event;
  }
}

/** The simulated LMS reads what Laurel announces; each signal counts once, however often it comes. */
export class SignalListener {
  readonly #seen = new Map<string, Set<string>>(Object.values(signalTypes).map((type) => [type, new Set()]));

  async listen(subscription: Subscription, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const messages = await subscription.read(100, signal);
      for (const { fields } of messages) {
        const text = fields.map((field) => field.toString());
        const value = (name: string): string => text[text.indexOf(name) + 1] ?? '';
        this.#seen.get(value('type'))?.add(value('id'));
      }
      await subscription.acknowledge(messages);
    }
  }

  get signals(): DemoSummary['signals'] {
    return {
      awarded: this.#seen.get(signalTypes.awarded)?.size ?? 0,
      revoked: this.#seen.get(signalTypes.revoked)?.size ?? 0,
    };
  }
}
