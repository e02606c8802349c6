import type { Malformation } from './malformation.ts';
import type { Random } from './random.ts';
import { fieldsOf, validMessage, type Headers } from './valid-message.ts';

const required = ['type', 'id', 'source', 'time', 'sourcelib'];

/** Everything that is no date and time with a zone, and looks like one. */
const wrongTimes = [
  'yesterday',
  '2026-11-22',
  '2026-11-22T10:27:28',
  '2026-11-22T10:27:28+0100',
  '2026-11-22 10:27:28+00:00',
  '2026-02-30T10:27:28+00:00',
  '2026-11-22T25:27:28+00:00',
  '2026-11-22T10:27:28.+00:00',
  '2026-11-22T10:27:28Z ',
  '9999-11-22T10:27:28Z',
  '1795343248130449',
  '-2026-11-22T10:27:28Z',
];

const wrongVersions = ['eleven', '11.', '.2', '11..2', '11.2.0rc1', '-11', '11,2', '1.2.3.4.5', 'v11.2.0', ' 11.2.0'];

/** Messages whose metadata can't be used. */
export const damagedHeaders: Readonly<Record<string, Malformation>> = {
  'missing-header': {
    reason: 'missing_header',
    make: changed((headers, random) => headers.delete(random.pick(required))),
  },
  'empty-header': {
    reason: 'missing_header',
    make: changed((headers, random) => headers.set(random.pick(required), Buffer.alloc(0))),
  },
  'no-headers': { reason: 'missing_header', make: changed((headers) => headers.clear()) },
  'repeated-header': {
    reason: 'invalid_header',
    make: (random) => {
      const { headers, body } = validMessage(random);
      const name = random.pick(required);
      return { fields: [...fieldsOf(headers), Buffer.from(name), Buffer.from('again')], body, format: 'avro' };
    },
  },
  'header-without-value': {
    reason: 'invalid_header',
    make: (random) => {
      const { headers, body } = validMessage(random);
      return { fields: [...fieldsOf(headers), random.bytes(4)], body, format: 'avro' };
    },
  },
  'header-not-utf8': {
    reason: 'invalid_header',
    make: changed((headers, random) => {
      const name = random.pick(['type', 'id', 'source', 'sourcelib']);
      headers.set(name, Buffer.concat([headers.get(name) ?? Buffer.alloc(0), Buffer.of(random.between(0x80, 0xff))]));
    }),
  },
  'control-character-in-header': {
    reason: 'invalid_header',
    make: changed((headers, random) => {
      const name = random.pick(['type', 'id', 'source', 'sourcelib']);
      headers.set(name, Buffer.from(`${String(headers.get(name))}${String.fromCharCode(random.between(0, 31))}`));
    }),
  },
  'no-event-type': {
    reason: 'invalid_header',
    make: changed((headers, random) => headers.set('type', Buffer.from(random.pick(['an event', ' ', 'événement'])))),
  },
  'wrong-version': {
    reason: 'invalid_header',
    make: changed((headers, random) => headers.set('sourcelib', Buffer.from(random.pick(wrongVersions)))),
  },
  'wrong-time': {
    reason: 'invalid_time',
    make: changed((headers, random) => headers.set('time', Buffer.from(random.pick(wrongTimes)))),
  },
};

function changed(change: (headers: Headers, random: Random) => unknown): Malformation['make'] {
  return (random) => {
    const { headers, body } = validMessage(random);
    change(headers, random);
    return { fields: fieldsOf(headers), body, format: 'avro' };
  };
}
