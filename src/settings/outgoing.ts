import type { SettingValues } from './table.ts';

/** How calls leave this process. */
export interface OutgoingSettings {
  /** Null: all calls go straight to where they lead. */
  readonly proxy: ProxySettings | null;
  /** Certificates (PEM) that are trusted besides the usual ones. */
  readonly certificates: readonly string[];
  /** Hosts of the own network from which badges of others may be verified all the same, in lower case. */
  readonly privateHosts: readonly string[];
}

export interface ProxySettings {
  readonly http: string | null;
  readonly https: string | null;
  /** What is called without a proxy, as NO_PROXY has it. */
  readonly except: string | null;
}

export function composeOutgoing(values: SettingValues): OutgoingSettings {
  const { HTTP_PROXY: http, HTTPS_PROXY: https, NO_PROXY: except } = values;
  const proxy = http === null && https === null ? null : { http, https, except };
  return {
    proxy,
    certificates: values.LAUREL_CA_FILE ?? [],
    privateHosts: values.LAUREL_VERIFY_PRIVATE_HOSTS ?? [],
  };
}
