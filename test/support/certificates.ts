/** Certificates for servers of tests, made with openssl; all PEM. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An authority of the tests' own, which signs what they need. */
export class Authority {
  /** Its certificate. */
  readonly file: string;
  readonly #directory: string;
  readonly #name: string;

  private constructor(directory: string, name: string) {
    this.#directory = directory;
    this.#name = name;
    this.file = join(directory, `${name}.pem`);
  }

  /** @param directory where it keeps its files */
  static async create(directory: string, name: string): Promise<Authority> {
    const authority = new Authority(directory, name);
    const made = key(join(directory, `${name}.key`));
    const subject = ['-subj', `/CN=${name}`, '-days', '2', '-addext', 'basicConstraints=critical,CA:TRUE'];
    await run('openssl', ['req', '-x509', '-out', authority.file, ...subject, ...made]);
    return authority;
  }

  /** Signs a certificate for a server on the loopback interface, or for a client. */
  async issue(name: string): Promise<Identity> {
    const of = (ending: string): string => join(this.#directory, `${name}.${ending}`);
    await run('openssl', ['req', '-new', '-subj', `/CN=${name}`, '-out', of('csr'), ...key(of('key'))]);
    writeFileSync(of('ext'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
    const signer = ['-CA', this.file, '-CAkey', join(this.#directory, `${this.#name}.key`), '-CAcreateserial'];
    const what = ['-in', of('csr'), '-extfile', of('ext'), '-days', '2', '-out', of('pem')];
    await run('openssl', ['x509', '-req', ...what, ...signer]);
    // Java wants the key in front, in one file with the certificate.
    writeFileSync(of('both.pem'), readFileSync(of('key'), 'utf8') + readFileSync(of('pem'), 'utf8'));
    return { keyFile: of('key'), certificateFile: of('pem'), bothFile: of('both.pem') };
  }
}

/** A certificate and its key (PKCS#8, without a password). */
export interface Identity {
  readonly keyFile: string;
  readonly certificateFile: string;
  /** The key, followed by the certificate. */
  readonly bothFile: string;
}

const key = (file: string): string[] => [
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:P-256',
  '-nodes',
  '-keyout',
  file,
];
