/** The values of a payload that a rule can name, by its schemas (S7). */
import type { KeyPath, ValueType } from '../rules/value-type.ts';
import type { Leaf, RecordShape, Shape } from './shape.ts';

const valueTypes: Readonly<Record<Leaf['kind'], ValueType>> = {
  boolean: 'boolean',
  long: 'integer',
  double: 'number',
  string: 'text',
};

/**
 * The key paths of an event type, relative to its payload, in schema order. Lists and maps have no paths.
 *
 * @param payloads the payload by each version's schema, newest first: the first one that has a path gives its type
 */
export function keyPathsOf(payloads: readonly RecordShape[]): readonly KeyPath[] {
  const found = new Map<string, KeyPath>();
  for (const payload of payloads) collect(payload, '', false, found);
  return [...found.values()];
}

function collect(shape: Shape, path: string, nullable: boolean, found: Map<string, KeyPath>): void {
  switch (shape.kind) {
    case 'record':
      for (const field of shape.fields) {
        collect(field.shape, path === '' ? field.name : `${path}.${field.name}`, nullable, found);
      }
      return;
    case 'nullable':
      return collect(shape.value, path, true, found);
    case 'array':
    case 'map':
      return;
    default:
      if (!found.has(path)) found.set(path, { path, type: valueTypes[shape.kind], nullable });
  }
}
