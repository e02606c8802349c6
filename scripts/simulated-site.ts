// The simulated LMS, Credly and Accredible in a process of their own, for `deploy/up --simulated`: over real HTTP and a real
// event bus, as on a site. `badges` as the argument prints the templates that fit the events instead.
import { join } from 'node:path';
import { startAccredibleSimulator } from '../simulators/accredible/server.ts';
import { startCredlySimulator } from '../simulators/credly/server.ts';
import { startLmsOauthSimulator } from '../simulators/lms-oauth/server.ts';
import { scenario } from '../simulators/lms/scenario.ts';
import { sendToRedis } from '../simulators/lms/send-redis.ts';
import { lmsEvents } from '../simulators/lms/stream.ts';
import { writeBadgesFile } from '../src/formats/badges-file-writer.ts';

/** Where each of them listens, and what links it gives. */
const ports = { lms: 8800, credly: 8801, accredible: 8802 } as const;
const topic = 'learning-badges-lifecycle';
const eventsPerSecond = 5;

/** A setting of the environment that can't be missing. */
function setting(name: string): string {
  const value = process.env[name] ?? '';
  if (value !== '') return value;
  console.error(`${name} is not set; deploy/make-env --simulated writes all of them.`);
  process.exit(2);
}

/** Starts all three and sends events until the process is stopped. */
async function simulate(): Promise<void> {
  const parts = scenario({
    credlyToken: setting('SIMULATED_CREDLY_TOKEN'),
    accredibleKey: setting('SIMULATED_ACCREDIBLE_KEY'),
  });
  const publicUrl = setting('LAUREL_PUBLIC_URL');
  const lmsUrl = setting('SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT');
  const client = { id: setting('SOCIAL_AUTH_EDX_OAUTH2_KEY'), secret: setting('SOCIAL_AUTH_EDX_OAUTH2_SECRET') };
  const directory = setting('SIMULATED_DIRECTORY');
  const place = { host: '0.0.0.0', name: setting('SIMULATED_HOST') };
  const simulators = await Promise.all([
    startCredlySimulator({
      ...place,
      port: ports.credly,
      organizations: [parts.credly],
      persistTo: join(directory, 'credly.json'),
    }),
    startAccredibleSimulator({
      ...place,
      port: ports.accredible,
      accounts: [parts.accredible],
      persistTo: join(directory, 'accredible.json'),
    }),
    startLmsOauthSimulator({
      ...place,
      port: ports.lms,
      issuer: `${lmsUrl}/oauth2`,
      algorithm: 'HS256',
      sharedSecret: setting('LAUREL_LMS_JWT_SECRET'),
      clients: [
        {
          ...client,
          redirectUris: [`${publicUrl}/api/auth/callback/lms`],
          scopes: ['user_id', 'profile', 'email'],
        },
      ],
      people: [
        { userId: 1, username: 'ada', email: 'ada@example.org', name: 'Ada Admin', staff: true, superuser: true },
        { userId: 2, username: 'vic', email: 'vic@example.org', name: 'Vic Viewer', staff: true },
      ],
    }),
  ]);
  console.error(`Simulated: LMS ${ports.lms}, Credly ${ports.credly}, Accredible ${ports.accredible}.`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  // Events of now: Laurel parks what lies ahead of its clock, so they begin in the past and go as fast as time does.
  const start = (Date.now() - 60_000) * 1_000;
  const stream = {
    redisUrl: setting('EVENT_BUS_REDIS_CONNECTION_URL'),
    topic: `${setting('EVENT_BUS_TOPIC_PREFIX')}-${topic}`,
  };
  await sendToRedis(lmsEvents({ seed: Date.now(), start, meanGapMs: 1_000 / eventsPerSecond }), stream, {
    rate: eventsPerSecond,
    signal: stopping.signal,
  }).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  await Promise.all(simulators.map((simulator) => simulator.close()));
}

if (process.argv[2] === 'badges') {
  process.stdout.write(writeBadgesFile(scenario({ credlyToken: '', accredibleKey: '' }).templates));
} else {
  await simulate();
}
