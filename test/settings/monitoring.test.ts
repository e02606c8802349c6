import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';

describe('the monitoring port', () => {
  test('is off unless set, and then on the loopback interface', () => {
    expect(readSettings({}).monitoring).toBeNull();
    expect(readSettings({ LAUREL_MONITORING_PORT: '9464' }).monitoring).toEqual({ host: '127.0.0.1', port: 9464 });
  });

  test('a host without it has no effect, and says so', () => {
    expect(() => readSettings({ LAUREL_MONITORING_HOST: '10.0.0.1' })).toThrow(
      'LAUREL_MONITORING_HOST: has no effect without LAUREL_MONITORING_PORT.',
    );
  });
});

describe('tracing', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.org:4318/' };

  test('is off unless a collector is set, whatever other programs are told by the same names', () => {
    expect(readSettings({}).tracing).toBeNull();
    const others = { OTEL_SERVICE_NAME: 'lms', OTEL_TRACES_SAMPLER_ARG: '0.5', OTEL_LOGS_EXPORTER: 'otlp' };
    expect(readSettings(others).tracing).toBeNull();
  });

  test('has the names of OpenTelemetry', () => {
    expect(readSettings(endpoint).tracing).toEqual({
      url: 'http://collector.example.org:4318/v1/traces',
      headers: new Map(),
      serviceName: 'laurel',
      part: 1,
    });
    const all = {
      ...endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=s3cret%3D, x-tenant = badges%20team',
      OTEL_SERVICE_NAME: 'badges',
      OTEL_TRACES_SAMPLER_ARG: '.25',
    };
    expect(readSettings(all).tracing).toMatchObject({
      headers: new Map([
        ['api-key', 's3cret='],
        ['x-tenant', 'badges team'],
      ]),
      serviceName: 'badges',
      part: 0.25,
    });
  });

  test.each<[string, Environment]>([
    ['a URL such as', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }],
    ['a number from 0 to 1', { ...endpoint, OTEL_TRACES_SAMPLER_ARG: '1.1' }],
    ['a number from 0 to 1', { ...endpoint, OTEL_TRACES_SAMPLER_ARG: 'always_on' }],
    ['a list such as', { ...endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'api-key' }],
    ['a list such as', { ...endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hush%0d%0ainjected' }],
    ['a list such as', { ...endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hush%ff' }],
    ['a list such as', { ...endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'a=1,,b=2' }],
  ])('must be %s', (expected, environment) => {
    expect(() => readSettings(environment)).toThrow(`must be ${expected}`);
    expect(() => readSettings(environment)).not.toThrow('hush');
  });
});
