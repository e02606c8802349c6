/** The packages of Open edX itself, from the Python package index, in a virtual environment of the checkout. */
import { join } from 'node:path';
import { repositoryRoot } from './laurel.ts';
import { pythonWith } from './python-environment.ts';

/** Which bus the packages are for: each has an environment of its own, as a service has. */
export type PlatformBus = 'redis' | 'kafka';

/**
 * Gives the Python interpreter of an environment with exactly the packages of test/interop/requirements-BUS.txt.
 *
 * @throws Error when the package index can't be reached
 */
export function openedxPython(bus: PlatformBus = 'redis'): Promise<string> {
  const client = bus === 'kafka' ? ', confluent_kafka.schema_registry.avro' : '';
  const load = `from django.conf import settings; settings.configure(); import edx_event_bus_${bus}, openedx_events${client}`;
  return pythonWith(join(repositoryRoot, 'test', 'interop', `requirements-${bus}.txt`), load);
}
