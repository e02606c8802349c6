import { Agent as PlainAgent, setGlobalProxyFromEnv } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { OutgoingSettings, ProxySettings } from './settings/outgoing.ts';

/**
 * Makes every call of this process leave by the proxies of the settings, and trust their certificates: fetch, and
 * whatever else takes Node's own agents. To be called before the first call.
 *
 * @returns puts back what was before
 */
export function leaveBy({ proxy, certificates }: OutgoingSettings): () => void {
  const before = getCACertificates('default');
  if (certificates.length > 0) setDefaultCACertificates([...before, ...certificates]);
  const restoreProxy = proxy === null ? () => {} : setGlobalProxyFromEnv(toEnvironment(proxy));
  return () => {
    restoreProxy();
    if (certificates.length > 0) setDefaultCACertificates(before);
  };
}

/** An agent that leaves the same way, for clients that insist on one of their own. */
export function agentFor(protocol: string, { proxy }: OutgoingSettings): PlainAgent {
  const options = { keepAlive: true, ...(proxy === null ? {} : { proxyEnv: toEnvironment(proxy) }) };
  return protocol === 'https:' ? new TlsAgent(options) : new PlainAgent(options);
}

/** As Node takes it. Both names, so that nothing else in the environment counts. */
function toEnvironment({ http, https, except }: ProxySettings): Record<string, string> {
  return {
    ...(http !== null && { http_proxy: http }),
    ...(https !== null && { https_proxy: https }),
    ...(except !== null && { no_proxy: except }),
  };
}
