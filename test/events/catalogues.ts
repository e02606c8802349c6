/** Catalogues of invented event types, for what no shipped type shows. */
import { createCatalogue, type Catalogue } from '../../src/events/catalogue.ts';
import type { AvroField, AvroSchema } from '../../src/events/shape.ts';

export function field(name: string, type: AvroSchema): AvroField {
  return { name, type };
}

export const userData: AvroSchema = {
  type: 'record',
  name: 'UserData',
  fields: [
    field('id', 'long'),
    field('is_active', 'boolean'),
    field('pii', {
      type: 'record',
      name: 'UserPersonalData',
      fields: [field('username', 'string'), field('email', 'string'), field('name', 'string')],
    }),
  ],
};

/** A catalogue of one event type, whose payload `data` has other fields in each version; versions oldest first. */
export function catalogueOf(type: string, fieldsByVersion: Readonly<Record<string, readonly AvroField[]>>): Catalogue {
  const entries = Object.entries(fieldsByVersion).map(([version, fields]) => ({
    versions: [version],
    minorversion: 0,
    schema: {
      type: 'record',
      name: 'CloudEvent',
      namespace: type,
      fields: [field('data', { type: 'record', name: 'Data', fields })],
    } as const,
  }));
  return createCatalogue({ versions: Object.keys(fieldsByVersion), types: { [type]: entries } });
}
