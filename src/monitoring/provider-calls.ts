import type { CallWatch, HttpResult } from '../issuing/http/http.ts';
import { attributes } from '../telemetry/attributes.ts';
import { inSpan } from '../telemetry/in-span.ts';
import type { Metrics } from './metrics.ts';
import type { Tracing } from '../telemetry/tracing.ts';

/** Measures and traces the calls of providers. */
export function watchProviderCalls(metrics: Metrics, tracing: Tracing): CallWatch {
  return {
    of: (origin, account) => async (method, call) => {
      const begun = performance.now();
      const span = {
        name: method,
        kind: 'client',
        attributes: {
          [attributes.method]: method,
          [attributes.origin]: origin,
          [attributes.account]: account,
        },
      } as const;
      return inSpan(tracing, span, async ({ set, fail }) => {
        const result = await call();
        if (result.kind === 'answer') set({ [attributes.status]: result.status });
        if (result.kind !== 'answer') fail(result.code);
        else if (result.status >= 400) fail(String(result.status));
        metrics.countCall({ origin, method, result: classOf(result) }, (performance.now() - begun) / 1_000);
        return result;
      });
    },
  };
}

function classOf(result: HttpResult): string {
  return result.kind === 'answer' ? `${Math.floor(result.status / 100)}xx` : result.kind;
}
