import type { Payload } from '../../src/rules/event.ts';
import type { UnreadableReason } from '../../src/events/reading.ts';
import type { Malformation } from './malformation.ts';
import type { Random } from './random.ts';
import { fieldsOf, validMessage } from './valid-message.ts';

const payloadName = 'course_passing_status';

/** Messages in JSON whose `data` is no JSON or does not fit the schemas of their type. */
export const damagedJson: Readonly<Record<string, Malformation>> = {
  'json-truncated': text((json, random) => Buffer.from(json.slice(0, random.between(1, json.length - 1)))),
  'json-not-utf8': text((json) => Buffer.from(json.replace('Lovelace', 'Lovelac\u00e9'), 'latin1')),
  'json-random-bytes': text((_, random) => Buffer.concat([Buffer.from('<'), random.bytes(random.between(0, 200))])),
  'json-no-object': value((_, random) => random.pick([null, 7, 'text', [], true])),
  'json-other-name': value((payload) => ({ passing_status: payload })),
  'json-without-name': value((payload) => payload),
  'json-missing-field': value((payload, random) => {
    const rest = Object.entries(payload);
    rest.splice(random.between(0, rest.length - 1), 1);
    return { [payloadName]: Object.fromEntries(rest) };
  }),
  'json-unknown-field': make('unknown_schema', (payload) =>
    Buffer.from(JSON.stringify({ [payloadName]: { ...payload, is_pasing: true } })),
  ),
  'json-wrong-boolean': value((payload, random) => ({
    [payloadName]: { ...payload, is_passing: random.pick(['true', 1, 0, null, [], {}]) },
  })),
  'json-wrong-number': value((payload, random) => {
    const id = random.pick([1.5, '7', null, true, 2 ** 53]);
    return { [payloadName]: { ...payload, user: { ...(payload['user'] as Payload), id } } };
  }),
  'json-wrong-text': value((payload, random) => {
    const courseKey = random.pick([7, null, false, [], 'with \0', 'with \ud800']);
    return { [payloadName]: { ...payload, course: { ...(payload['course'] as Payload), course_key: courseKey } } };
  }),
};

function text(damage: (json: string, random: Random) => Buffer): Malformation {
  return make('invalid_json', (payload, random) => damage(JSON.stringify({ [payloadName]: payload }), random));
}

function value(damage: (payload: Payload, random: Random) => unknown): Malformation {
  return make('schema_mismatch', (payload, random) => Buffer.from(JSON.stringify(damage(payload, random))));
}

function make(reason: UnreadableReason, body: (payload: Payload, random: Random) => Buffer): Malformation {
  return {
    reason,
    make: (random) => {
      const { headers, payload } = validMessage(random);
      return { fields: fieldsOf(headers), body: body(payload, random), format: 'json' };
    },
  };
}
