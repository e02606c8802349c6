import { json, Refusal, type Answer } from '../base/answer.ts';
import type { AccredibleState } from './state.ts';
import type { AccredibleSwitches } from './options.ts';

/** What is wrong with a request, by field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** An error that is no validation error, in the shape of its status. */
export function failure(switches: AccredibleSwitches, status: number, message: string): Answer {
  switch (status) {
    case 400:
      return json(400, { code: 400, message, status: 'invalid_search_query', errors: {} });
    case 401:
      return switches.unauthorized === 'text'
        ? { status, body: 'HTTP Token: Access denied.\n' }
        : json(401, { success: false, data: message });
    case 404:
      return json(404, { error: 'Not found' });
    case 500:
      return json(500, { errors: 'Internal server error' });
    default:
      return json(status, { errors: message });
  }
}

export function refuse(state: AccredibleState, status: number, message: string): Refusal {
  return new Refusal(failure(state.switches, status, message));
}

/** 422 in the form that the switch asks for: by field, or `text`. */
export function invalid(state: AccredibleState, errors: FieldErrors): Refusal {
  return new Refusal(json(422, { errors: state.switches.errorForm === 'fields' ? errors : textOfErrors(errors) }));
}

export function textOfErrors(errors: FieldErrors): string {
  if ('group_id' in errors) return 'Invalid Group';
  return Object.entries(errors)
    .map(([field, texts]) => `${field} ${texts.join(', ')}`)
    .join('; ');
}

/** 404 of a credential. */
export function noSuchCredential(): Refusal {
  return new Refusal(json(404, { success: false, data: 'No such credential (simulated)' }));
}

/** 404 of a group or design. */
export function doesNotExist(): Refusal {
  return new Refusal(json(404, { errors: "Doesn't exist (simulated)" }));
}
