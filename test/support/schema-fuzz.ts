/** Bodies for a route, made from the JSON Schema that the API describes itself with. */
import fc from 'fast-check';

/** A JSON Schema as openapi.json has it (2020-12), as far as the API uses it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** What nobody expects, for any place. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1e308, '', ' ', '\0', '\ud800', 'null', '__proto__', '../../etc', '%00'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant('x'.repeat(20_000)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** To make an arbitrary takes longer than to make a value, and the same schema stands in many places. */
const made = new WeakMap<JsonSchema, Map<number, fc.Arbitrary<unknown>>>();

/**
 * Values that nearly follow a schema: most places as it says, now and then something else, missing or too much. The deeper,
 * the less often, or of a large document none would be left as it should be.
 *
 * @param schemas the components that `$ref` names
 */
export function nearly(schema: JsonSchema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  const ofDepth = made.get(schema) ?? new Map<number, fc.Arbitrary<unknown>>();
  made.set(schema, ofDepth);
  const known = ofDepth.get(depth);
  if (known !== undefined) return known;
  const arbitrary = fc.oneof(
    { weight: 12 * 2 ** Math.min(depth, 4), arbitrary: follow(schema, schemas, depth) },
    { weight: 1, arbitrary: anything },
  );
  ofDepth.set(depth, arbitrary);
  return arbitrary;
}

function follow(schema: JsonSchema, schemas: Schemas, depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined)
    return fc.constant(null).chain(() => nearly(resolve(schema.$ref ?? '', schemas), schemas, depth));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((each) => nearly(each, schemas, depth)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return object(schema, schemas, depth);
    case 'array':
      return fc.array(nearly(schema.items ?? {}, schemas, depth + 1), { maxLength: depth > 3 ? 1 : 3 });
    case 'string':
      return text(schema);
    case 'integer':
      return fc.oneof(
        fc.integer({ min: Math.max(schema.minimum ?? -5, -5), max: 50 }),
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 9e15, (schema.minimum ?? 0) - 1, 1.5),
      );
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return anything;
  }
}

function object(schema: JsonSchema, schemas: Schemas, depth: number): fc.Arbitrary<unknown> {
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, member]) => [name, nearly(member, schemas, depth + 1)] as const,
  );
  const whole = fc.record(Object.fromEntries(members));
  const partly = fc.record(Object.fromEntries(members), { requiredKeys: [] });
  const extended = fc
    .tuple(whole, fc.string({ maxLength: 12 }), anything)
    .map(([value, name, extra]) => ({ ...value, [name]: extra }));
  return fc.oneof(
    { weight: 10, arbitrary: whole },
    { weight: 1, arbitrary: partly },
    { weight: 1, arbitrary: extended },
  );
}

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  uri: fc.webUrl(),
  // Most addresses that the standard allows are none to us.
  email: fc.oneof(
    { weight: 4, arbitrary: fc.emailAddress() },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{1,8}@example\.org$/) },
  ),
  date: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
};

function text({ pattern, format, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  const made = format === undefined ? undefined : formats[format];
  if (made !== undefined) return made;
  const free = fc.string({
    minLength: Math.min(minLength, 40),
    maxLength: Math.max(minLength, Math.min(maxLength, 40)),
  });
  return pattern === undefined
    ? fc.oneof(
        { weight: 19, arbitrary: free },
        { weight: 1, arbitrary: fc.constant('x'.repeat(Math.min(maxLength + 1, 20_001))) },
      )
    : fc.oneof({ weight: 19, arbitrary: fc.stringMatching(new RegExp(pattern)) }, { weight: 1, arbitrary: free });
}

function resolve(reference: string, schemas: Schemas): JsonSchema {
  const name = reference.split('/').at(-1) ?? '';
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`openapi.json has no ${reference}`);
  return schema;
}
