/**
 * The Avro schemas of openedx-events, with references to named records followed, as the readers of this folder want
 * them. Only what the library's schema writer can produce is known: anything else is an error when the catalogue loads.
 */

/** A schema as it stands in the catalogue. */
export type AvroSchema = string | readonly AvroSchema[] | AvroRecord | AvroArray | AvroMap;

export interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly fields: readonly AvroField[];
}

export interface AvroField {
  readonly name: string;
  readonly type: AvroSchema;
  /** Given for fields that may be null, and then always null. */
  readonly default?: null;
}

interface AvroArray {
  readonly type: 'array';
  readonly items: AvroSchema;
}

interface AvroMap {
  readonly type: 'map';
  readonly values: AvroSchema;
}

export type Shape = Leaf | RecordShape | NullableShape | ArrayShape | MapShape;

/** A value without parts. `long` is a whole number, `double` any number, `string` UTF-8 text. */
export interface Leaf {
  readonly kind: 'boolean' | 'long' | 'double' | 'string';
}

export interface RecordShape {
  readonly kind: 'record';
  /** The Python class, for example `UserData`. */
  readonly name: string;
  readonly fields: readonly FieldShape[];
}

export interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
}

/** The union of null and one other type, in this order; the library makes no other union. */
export interface NullableShape {
  readonly kind: 'nullable';
  readonly value: Shape;
}

export interface ArrayShape {
  readonly kind: 'array';
  readonly items: Shape;
}

export interface MapShape {
  readonly kind: 'map';
  readonly values: Shape;
}

const leaves = new Map<string, Leaf>(
  (['boolean', 'long', 'double', 'string'] as const).map((kind) => [kind, { kind }]),
);

/** Follows the references of a schema. Throws for a type that openedx-events does not write. */
export function shapeOf(schema: AvroSchema, records: Map<string, RecordShape> = new Map()): Shape {
  if (typeof schema === 'string') {
    const shape = leaves.get(schema) ?? records.get(schema);
    if (shape === undefined) throw new TypeError(`Avro type ${schema} is not supported`);
    return shape;
  }
  if (isUnion(schema)) {
    const [first, value, ...more] = schema;
    if (first !== 'null' || value === undefined || more.length > 0) {
      throw new TypeError('Avro unions other than of null and one type are not supported');
    }
    return { kind: 'nullable', value: shapeOf(value, records) };
  }
  switch (schema.type) {
    case 'array':
      return { kind: 'array', items: shapeOf(schema.items, records) };
    case 'map':
      return { kind: 'map', values: shapeOf(schema.values, records) };
    case 'record': {
      const fields = schema.fields.map(({ name, type }) => ({ name, shape: shapeOf(type, records) }));
      const record: RecordShape = { kind: 'record', name: schema.name, fields };
      records.set(schema.name, record);
      return record;
    }
  }
}

function isUnion(schema: AvroSchema): schema is readonly AvroSchema[] {
  return Array.isArray(schema);
}
