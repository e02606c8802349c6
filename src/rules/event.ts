/**
 * The event as the rules see it: one public signal of openedx-events, decoded, with the learner it is about.
 *
 * Everything a decision needs is in here, the time included, so that `decide` needs no clock and a replay gives the
 * same answer as the live run.
 */

/** Microseconds since the Unix epoch. Fits a double exactly until the year 2255; Open edX stamps events to the microsecond. */
export type Micros = number;

/** The person an event is about: the payload's `UserData` (S4, S5). */
export interface Learner {
  /** The LMS user id (`UserData.id`): the identity, which survives renames (S5). */
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly active: boolean;
}

/** The payload object: key paths are relative to it (S7). */
export type Payload = Readonly<Record<string, unknown>>;

export interface Event {
  /** CloudEvents type, for example `org.openedx.learning.course.passing.status.updated.v1`. */
  readonly type: string;
  /** CloudEvents id; breaks ties between events of the same time (S11). */
  readonly id: string;
  /** CloudEvents source, for example `openedx/lms/web`. */
  readonly source: string;
  /** CloudEvents time. */
  readonly time: Micros;
  readonly payload: Payload;
  readonly learner: Learner;
}
