import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { hasPostgresql } from '../support/database.ts';
import { inherited, node } from '../support/laurel.ts';
import { findPostgresql } from '../support/postgresql.ts';

const run = promisify(execFile);

test.skipIf(!hasPostgresql())(
  'a connection that the server ends while a transaction waits for it fails the transaction, not the process (S3)',
  async () => {
    const psql = join(findPostgresql() ?? '', 'psql');
    const script = join(import.meta.dirname, 'pool-of-one.ts');
    const { stdout } = await run(node, [script, inject('postgresqlUrl') ?? '', psql], { env: inherited() });
    // Whether the pool lends the connection that is lost or makes another is its own business; the process lives.
    expect(JSON.parse(stdout)).toEqual({
      outcomes: ['answered', expect.stringMatching(/^(57P01|CONNECTION_LOST|committed)$/)],
      again: { one: 1 },
    });
  },
);
