/** JSON as credentials are made of: plain values, which can be handed to a worker thread and back. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list: none, one or many of it are all the same in JSON-LD. */
export function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The id of what may be given as an id alone or as an object that has one. */
export function idOf(value: Json | undefined): string | undefined {
  const id = isJsonObject(value) ? value['id'] : value;
  return typeof id === 'string' ? id : undefined;
}
