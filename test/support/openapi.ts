/** The routes, as the OpenAPI document tells of them. */
import type { JsonSchema, Schemas } from './schema-fuzz.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Operation {
  /** `PUT /api/v1/templates/{id}`. */
  readonly name: string;
  readonly method: Method;
  /** An address with something in the place of each parameter that has the right form. */
  readonly address: string;
  readonly body: JsonSchema | null;
}

interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components?: { readonly schemas?: Schemas };
}

interface OperationObject {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

export function operationsOf(document: object): Operation[] {
  return Object.entries((document as Document).paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody }]): Operation => {
      const address = parameters
        .filter((parameter) => parameter.in === 'path')
        .reduce((text, { name, schema }) => text.replace(`{${name}}`, sampleOf(schema)), path);
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase() as Method,
        address,
        body: requestBody?.content?.['application/json']?.schema ?? null,
      };
    }),
  );
}

export function schemasOf(document: object): Schemas {
  return (document as Document).components?.schemas ?? {};
}

function sampleOf({ type, format, enum: values, minimum }: JsonSchema): string {
  if (values !== undefined) return String(values[0]);
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  return type === 'integer' || type === 'number' ? String(Math.max(minimum ?? 1, 1)) : '1';
}
