/**
 * A schema as text, to the byte as the platform's own serializers write it (Python's `json.dumps` with sorted keys). Some
 * registries give another text another id, and the id is a part of each key, which is hashed to choose the partition.
 */
export function schemaText(schema: unknown): string {
  if (Array.isArray(schema)) return `[${schema.map(schemaText).join(', ')}]`;
  if (typeof schema !== 'object' || schema === null) return JSON.stringify(schema);
  const entries = Object.entries(schema).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${schemaText(value)}`).join(', ')}}`;
}
