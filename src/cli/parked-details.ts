import type { ParkedDetails } from '../consumer/describe-parked.ts';
import { printable } from './terminal/output.ts';

/** A parked message for people at a terminal. */
export function parkedLines(details: ParkedDetails): string[] {
  const shown = details.bodyText ?? details.bodyHex ?? '';
  const shownBytes = (details.bodyHex?.length ?? 0) / 2;
  return [
    `Parked message ${details.id}, at ${details.parkedAt.toISOString()}`,
    `  from      ${details.topic}, position ${details.position} (${details.format})`,
    `  reason    ${details.reason}: ${printable(details.detail)}`,
    `  retries   ${details.retries}${details.retriedAt === null ? '' : `, last at ${details.retriedAt.toISOString()}`}`,
    `  today     ${details.today === 'readable' ? 'readable; `laurel parked retry` processes it' : details.today}`,
    ...(details.isWhole
      ? []
      : [
          `  kept      the beginning only: the message is too large, and can't be processed again`,
          ...(details.sha256 === null ? [] : [`  SHA-256   ${details.sha256} (of the whole body)`]),
        ]),
    `  seems     ${details.guess === null ? 'to fit no event type about a learner' : printable(details.guess)}`,
    '',
    'Metadata:',
    ...(details.fields.length === 0
      ? ['  none']
      : details.fields.map(([name, value]) => `  ${printable(name)}: ${printable(value)}`)),
    '',
    details.bodyBytes === null ? 'No body.' : `Body, ${details.bodyBytes} bytes:`,
    ...(details.bodyBytes === null ? [] : [`  ${printable(shown)}${details.bodyBytes > shownBytes ? '...' : ''}`]),
    ...(details.payload === null ? [] : ['', 'Payload:', `  ${printable(JSON.stringify(details.payload))}`]),
  ];
}
