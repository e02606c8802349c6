import type { WrittenSettings } from './sources.ts';
import type { SettingName, SettingValues } from './table.ts';

/** Where a process without the API tells how it is doing. */
export interface MonitoringSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Where traces go. */
export interface TracingSettings {
  /** The collector's address for traces. */
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly serviceName: string;
  /** Which part of the traces is kept: 0 to 1. */
  readonly part: number;
}

export function composeMonitoring(values: SettingValues): MonitoringSettings | null {
  const port = values.LAUREL_MONITORING_PORT;
  return port === null ? null : { host: values.LAUREL_MONITORING_HOST, port };
}

export function composeTracing(values: SettingValues): TracingSettings | null {
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === null) return null;
  return {
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: values.OTEL_EXPORTER_OTLP_HEADERS ?? new Map(),
    serviceName: values.OTEL_SERVICE_NAME,
    part: values.OTEL_TRACES_SAMPLER_ARG,
  };
}

/** What has no effect is a mistake, for somebody meant something by it; OTEL_* may be there for other programs. */
export function checkMonitoring(values: SettingValues, written: WrittenSettings): string[] {
  const host: SettingName = 'LAUREL_MONITORING_HOST';
  return values.LAUREL_MONITORING_PORT === null && written.values.has(host)
    ? [`${host}: has no effect without LAUREL_MONITORING_PORT. Set the port to open it, or remove the host.`]
    : [];
}
