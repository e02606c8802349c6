import type { RawMessage } from '../../src/events/message.ts';

/** The Avro body of a passing-status event: learner 7, first@x.org, passes course-v1:X+A+1. */
export const passingBody = Buffer.from(
  '011e636f757273652d76313a582b412b310844656d6f0232323032342d30312d30325430333a30343a30352b30303a3030000e010a666972737416666972737440782e6f7267084a616e65',
  'hex',
);

export const passingType = 'org.openedx.learning.course.passing.status.updated.v1';

/** The metadata of such an event, in the order in which the platform writes it. */
export function passingFields(id: string): [name: string, value: string][] {
  return [
    ['type', passingType],
    ['id', id],
    ['source', 'openedx/lms/web'],
    ['time', '2026-11-22T10:27:28.130449+00:00'],
    ['minorversion', '0'],
    ['sourcehost', 'vm'],
    ['sourcelib', '11.2.0'],
  ];
}

/** The metadata of a message as an object of texts. */
export function metadata({ fields }: RawMessage): Record<string, string> {
  const result: Record<string, string> = {};
  for (let index = 0; index < fields.length; index += 2) result[String(fields[index])] = String(fields[index + 1]);
  return result;
}

/** The `id` of each message. */
export const idsOf = (messages: readonly RawMessage[]): (string | undefined)[] =>
  messages.map((message) => metadata(message)['id']);

export const byText = (a = '', b = ''): number => (a < b ? -1 : Number(a > b));

/** The same, for readers that share messages in no fixed order. */
export const sortedIdsOf = (messages: readonly RawMessage[]): (string | undefined)[] =>
  idsOf(messages).toSorted(byText);
