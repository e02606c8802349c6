/** A schema registry as Confluent's clients know it (Apicurio), for tests: private port, private directory. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildServer } from './child-server.ts';
import type { ServerControl } from './child-server.ts';
import { apicurio, isFetched, placeOf } from './java-programs.ts';
import { freePort } from './ports.ts';

/** A registry of the tests' own; started again it has what it had. */
export interface RegistryServer extends ServerControl {
  /** What is to be EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL. */
  readonly url: string;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

export function isRegistryInstalled(): boolean {
  return isFetched(apicurio);
}

/** Starts a fresh one. */
export async function startRegistry(): Promise<RegistryServer> {
  const root = mkdtempSync(join(tmpdir(), 'laurel-registry-'));
  const [port, management] = await Promise.all([freePort(), freePort()]);
  const url = `http://127.0.0.1:${port}/apis/ccompat/v7`;
  const jar = readdirSync(placeOf(apicurio)).find((name) => name.endsWith('-runner.jar')) ?? '';
  const server = new ChildServer({
    name: 'The schema registry',
    program: 'java',
    args: ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', join(placeOf(apicurio), jar)],
    directory: root,
    environment: {
      QUARKUS_HTTP_HOST: '127.0.0.1',
      QUARKUS_HTTP_PORT: String(port),
      // Else it listens on all interfaces.
      QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
      QUARKUS_MANAGEMENT_PORT: String(management),
      QUARKUS_LOG_LEVEL: 'WARN',
      APICURIO_DATASOURCE_URL: `jdbc:h2:file:${join(root, 'schemas')};WRITE_DELAY=0`,
    },
    logFile: join(root, 'server.log'),
    isReady: async () => (await fetch(`${url}/subjects`)).status === 200,
  });
  const remove = async (): Promise<void> => {
    await server.kill();
    rmSync(root, { recursive: true, force: true });
  };
  try {
    await server.start();
  } catch (error) {
    await remove();
    throw error;
  }
  return Object.assign(server, { url, remove });
}
