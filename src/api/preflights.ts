import type { ApiServer } from './parts.ts';

/** What pages of other sites may ask of these addresses. */
export interface Allowed {
  /** As routes have them: `/b/*`. */
  readonly urls: readonly string[];
  /** As in `GET, HEAD`. */
  readonly methods: string;
  /** Headers that they may send along. */
  readonly headers: string;
}

/** Answers what browsers ask before they let a page of another site ask (CORS preflight). */
export function answerPreflights(scope: ApiServer, { urls, methods, headers }: Allowed): void {
  for (const url of urls)
    scope.options(url, { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
      reply
        .header('access-control-allow-methods', methods)
        .header('access-control-allow-headers', headers)
        .header('access-control-max-age', '86400')
        .code(204)
        .send(),
    );
}
