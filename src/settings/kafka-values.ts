import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A broker that is asked first for all others. */
export interface KafkaServer {
  readonly host: string;
  readonly port: number;
}

const usualPort = 9092;

/** Bootstrap servers as librdkafka takes them: `host:port` with commas between, a protocol before the host is read over. */
export const kafkaServers: z.ZodType<readonly KafkaServer[]> = z.unknown().transform((value, context) => {
  const items: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  const servers = items.map((item) => (typeof item === 'string' ? readServer(item.trim()) : null));
  const found = servers.filter((server) => server !== null);
  if (found.length > 0 && found.length === servers.length) return found;
  context.addIssue({
    code: 'custom',
    message: 'must be a list of brokers such as kafka-1.example.org:9092,kafka-2.example.org:9092',
  });
  return z.NEVER;
});

function readServer(text: string): KafkaServer | null {
  const [, bracketed, plain, port] =
    /^(?:[A-Za-z_]+:\/\/)?(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?\/?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const number = port === undefined ? usualPort : Number(port);
  return host === undefined || number < 1 || number > 65_535 ? null : { host, port: number };
}

/** Certificates of authorities, PEM: the name of a file or the text itself; gives the text. */
export const certificatesPem = pem('certificates', (text) => {
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return found.length > 0 && found.every((one) => new X509Certificate(one).raw.length > 0);
});

/** A private key, PEM: the name of a file or the text itself; gives the text. Whether it opens depends on its password. */
export const privateKeyPem = pem('a private key', (text) => {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(text)) return true;
  return createPrivateKey(text).type === 'private';
});

function pem(what: string, isRight: (text: string) => boolean): z.ZodType<string> {
  return z.unknown().transform((value, context) => {
    const refuse = (why: string): never => {
      // The value may be a key: it is never repeated.
      context.addIssue({ code: 'custom', message: `must be ${what} as PEM text, or name a file with it, and ${why}` });
      return z.NEVER;
    };
    if (typeof value !== 'string' || value.trim() === '') return refuse('is neither');
    // An environment file often has line ends written as \\n.
    let text = value.replaceAll(String.raw`\n`, '\n');
    if (!text.includes('-----BEGIN ')) {
      try {
        text = readFileSync(value.trim(), 'utf8');
      } catch (error) {
        return refuse(
          `that file can't be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'})`,
        );
      }
    }
    try {
      if (isRight(text)) return text;
    } catch {
      return refuse("this can't be read as such");
    }
    return refuse('there is none in it');
  });
}
