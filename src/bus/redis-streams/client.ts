import { readFileSync } from 'node:fs';
import { createClient, RESP_TYPES } from '@redis/client';
import type { RedisTarget, RedisTls } from '../../redis-url.ts';

const connectTimeoutMs = 5_000;

export type Client = ReturnType<typeof makeClient>;

/** A client of one connection: it neither connects again by itself nor keeps commands for later. */
export function makeClient(target: RedisTarget) {
  const { server, username, password, database, clientName } = target;
  return createClient({
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(clientName === null ? {} : { name: clientName }),
    database,
    RESP: 2,
    disableClientInfo: true,
    disableOfflineQueue: true,
    // Without the client's own timer for each command: the connection has one for all.
    commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    socket: {
      connectTimeout: target.connectTimeoutMs ?? connectTimeoutMs,
      reconnectStrategy: false,
      ...('path' in server ? server : { ...server, keepAlive: target.keepAlive, ...encryption(target.tls) }),
    },
  });
}

function encryption(tls: RedisTls | null) {
  if (tls === null) return {};
  const { caFile, caData, certificateFile, keyFile } = tls;
  const authorities = [...(caFile === null ? [] : [readFileSync(caFile)]), ...(caData === null ? [] : [caData])];
  return {
    tls: true as const,
    rejectUnauthorized: tls.verify,
    ...(tls.checkHostname ? {} : { checkServerIdentity: () => undefined }),
    ...(authorities.length === 0 ? {} : { ca: authorities }),
    ...(certificateFile === null
      ? {}
      : // As in Python, the key may stand in the file of the certificate.
        { cert: readFileSync(certificateFile), key: readFileSync(keyFile ?? certificateFile) }),
    ...(tls.keyPassword === null ? {} : { passphrase: tls.keyPassword }),
    ...(tls.ciphers === null ? {} : { ciphers: tls.ciphers }),
  };
}
