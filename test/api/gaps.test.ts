import { expect, test } from 'vitest';
import { storeBusGap } from '../../src/store/engine/bus-gaps.ts';
import { stageApi } from '../support/api.ts';
import { createEmbeddedDatabase } from '../support/database.ts';

const topic = 'dev-learning-badges-lifecycle';

test('S29: events that were lost need attention until somebody says that they are seen to, and stay listed', async () => {
  const database = await createEmbeddedDatabase();
  const stage = await stageApi(database);
  try {
    const overview = async () => (await stage.send('viewer', 'GET', '/api/v1/overview')).json();
    const [from, until] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T11:00:00Z')];
    const gap = { life: 1, from, until, exact: true } as const;
    await database.transaction(async (transaction) => {
      const name = { topic, group: `badges.${topic}` };
      await storeBusGap(transaction, name, { ...gap, reason: 'trimmed', afterId: '1-1', lost: 40 });
      await storeBusGap(transaction, name, { ...gap, reason: 'deleted', afterId: '7-1', lost: 2, exact: false });
    });
    expect((await overview()).attention[0]).toMatchObject({
      kind: 'events_lost',
      severity: 'error',
      count: 42,
      subject: topic,
    });
    const list = async (query = '') => (await stage.send('viewer', 'GET', `/api/v1/gaps${query}`)).json();
    const first = await list('?limit=1');
    expect(first.items).toMatchObject([{ topic, reason: 'deleted', lost: 2, exact: false }]);
    expect((await list(`?limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([
      { reason: 'trimmed', lost: 40, from: '2026-03-01T10:00:00.000Z', until: '2026-03-01T11:00:00.000Z' },
    ]);

    const acknowledge = (id: number | null) =>
      stage.send('operator', 'POST', '/api/v1/gaps/acknowledge', { body: { id } });
    expect((await acknowledge(first.items[0].id)).json()).toEqual({ acknowledged: 1 });
    expect((await overview()).attention[0]).toMatchObject({ kind: 'events_lost', count: 40 });
    expect((await acknowledge(null)).json()).toEqual({ acknowledged: 1 });
    expect((await acknowledge(null)).json()).toEqual({ acknowledged: 0 });
    expect((await overview()).attention.map(({ kind }: { kind: string }) => kind)).not.toContain('events_lost');
    expect((await list('?acknowledged=true')).items).toHaveLength(2);
    expect((await list('?acknowledged=false')).items).toEqual([]);
    const audit = (await stage.send('viewer', 'GET', '/api/v1/audit')).json();
    expect(audit.items[0]).toMatchObject({ action: 'bus_gap.acknowledge', target: 'all', after: { acknowledged: 1 } });
  } finally {
    await stage.close();
    await database.close();
  }
});
