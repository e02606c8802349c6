/** The routes that a server has, hidden ones included, as it prints them. */
import type { ApiServer } from '../../src/api/parts.ts';
import type { Method } from './openapi.ts';

export interface Route {
  readonly method: Method;
  /** With something in the place of each parameter. */
  readonly address: string;
}

const methods: ReadonlySet<string> = new Set<Method>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

export function routesOf(server: ApiServer): Route[] {
  const above: { readonly indent: number; readonly path: string }[] = [];
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line): Route[] => {
      const [, branch = '', segment = '', names = ''] = /^(.*── )(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
      if (segment === '') return [];
      while ((above.at(-1)?.indent ?? -1) >= branch.length) above.pop();
      const path = `${above.at(-1)?.path ?? ''}${segment}`;
      above.push({ indent: branch.length, path });
      const address = path.replaceAll(/:[a-z]+/gi, '1').replaceAll('*', 'x');
      return names
        .split(', ')
        .flatMap((method) => (methods.has(method) ? [{ method: method as Method, address }] : []));
    });
}
