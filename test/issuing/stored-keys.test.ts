import { expect, test } from 'vitest';
import { createStoredKeys, sealOwner } from '../../src/issuing/accounts/account-keys.ts';
import { createKeyring } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { describeDeliveries, one } from '../support/credly-stage.ts';
import { addBadge, badgeRow, makeWorker, quick } from '../support/deliveries.ts';
import { encryptionKey } from '../support/provider-site.ts';
import { waitFor } from '../support/wait.ts';

const keyring = createKeyring(readSettings({ LAUREL_ENCRYPTION_KEYS: encryptionKey('k1') }).secrets.encryptionKeys);
const account = { origin: 'credly', account: one.organization } as const;

describeDeliveries('keys of connections', (stage) => {
  async function storeKey(key: string): Promise<void> {
    await stage().database.query(
      `INSERT INTO connection (origin, account, name, sealed_key, key_issued_on) VALUES ('credly', $1, 'One', $2, now())
       ON CONFLICT (origin, account) DO UPDATE SET sealed_key = excluded.sealed_key`,
      [one.organization, keyring.seal(key, sealOwner(account))],
    );
  }
  function startWorker(database: Database = stage().database) {
    const stored = createStoredKeys(database, keyring);
    const made = makeWorker(stage().database, { credlyUrl: stage().simulator.apiBaseUrl, stored }, quick);
    stage().workers.push(made.worker);
    made.worker.start();
    return made;
  }

  test('a key that is made, changed or removed by another process is so from the next call on', async () => {
    await stage().database.query('DELETE FROM connection');
    const { worker } = startWorker();
    const badge = await addBadge(stage().database, stage().template);
    const row = () => badgeRow(stage().database, badge);
    await waitFor('the failure', async () =>
      (await row()).last_body?.includes('Neither the settings nor a connection'),
    );
    expect(await stage().control.journal()).toEqual([]);

    await storeKey('wrong');
    await waitFor('the refusal', async () => (await row()).last_status === 401);
    await storeKey('key-one');
    await waitFor('the delivery', async () => (await row()).state === 'pending');
    await worker.whenIdle();

    await stage().database.query('DELETE FROM connection');
    const next = await addBadge(stage().database, stage().template);
    await waitFor('the failure', async () => (await badgeRow(stage().database, next)).last_body?.includes('Neither'));
  });

  test('a sealed key that was put into another account’s row does not open there', async () => {
    const sealed = keyring.seal('key-one', sealOwner({ origin: 'credly', account: 'another' }));
    await storeKey('key-one');
    await stage().database.query('UPDATE connection SET sealed_key = $1', [sealed]);
    const found = await createStoredKeys(stage().database, keyring).find(account);
    expect(found).toMatchObject({ kind: 'none', reason: expect.stringContaining('the stored text was changed') });
  });

  test('while the database does not give the key, nothing is begun and nothing is held against the account', async () => {
    await storeKey('key-one');
    let away = true;
    const flaky: Database = {
      ...stage().database,
      query: (sql, parameters) =>
        away && sql.includes('sealed_key')
          ? Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
          : stage().database.query(sql, parameters),
    };
    const badge = await addBadge(stage().database, stage().template);
    startWorker(flaky);
    await waitFor('a few tries', async () => {
      const [row] = await stage().database.query<{ updated: boolean }>(
        'SELECT updated_at > created_at AS updated FROM badge WHERE id = $1',
        [badge],
      );
      return row?.updated;
    });
    expect(await badgeRow(stage().database, badge)).toMatchObject({ state: 'created', failures: 0, last_body: null });
    expect(await stage().database.query('SELECT account FROM provider_account WHERE failures > 0')).toEqual([]);
    away = false;
    await waitFor('the delivery', async () => (await badgeRow(stage().database, badge)).state === 'pending');
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
  });
});
