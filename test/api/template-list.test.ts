import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Database } from '../../src/store/database/database.ts';
import { findTemplate, lockRules, raiseRulesRevision, updateTemplate } from '../../src/store/engine/templates.ts';
import { describeApiOnBoth, emptySite } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { allPages, expectBadCursorsRefused, page } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const list = '/api/v1/templates';
const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const atCredly = { origin: 'credly', organization, template: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10' } as const;

const process = (database: Database, ...events: Parameters<typeof messageOf>[0][]) =>
  processBatch(
    consumerParts(database),
    events.map((event) => messageOf(event)),
  );

describeApiOnBoth('the list of badge templates', (stage) => {
  describe('its items', () => {
    beforeAll(async () => {
      await emptySite(stage().database);
      await storeTemplates(stage().database, [
        template({ id: 'b-two', name: 'alpha' }),
        template({ id: 'a-one', name: 'Beta', active: false }),
        template({ id: 'c-three', name: 'Gamma 100%_\\', holder: atCredly }),
        template({ id: 'd-four', name: 'beta', holder: { origin: 'accredible', account: 'main', group: 4 } }),
        template({ id: 'e-five', name: 'delta', holder: { origin: 'accredible', account: 'other', group: 4 } }),
      ]);
    });
    const idsOf = async (query: string) =>
      (await allPages(stage().api, `${list}${query}`, { limit: 2 })).map(({ id }) => id);

    test.each([
      ['', ['b-two', 'a-one', 'd-four', 'e-five', 'c-three']],
      ['?sort=-name', ['c-three', 'e-five', 'd-four', 'a-one', 'b-two']],
      ['?sort=updatedAt', ['b-two', 'a-one', 'c-three', 'd-four', 'e-five']],
      ['?sort=-updatedAt', ['e-five', 'd-four', 'c-three', 'a-one', 'b-two']],
      ['?search=BETA', ['a-one', 'd-four']],
      ['?search=-t', ['b-two', 'c-three']],
      ['?search=%25_%5C', ['c-three']],
      ['?search=nothing', []],
      ['?active=false', ['a-one']],
      ['?origin=accredible', ['d-four', 'e-five']],
      ['?origin=accredible&account=other', ['e-five']],
      [`?account=${organization}&active=true`, ['c-three']],
    ])('%s, over all pages', async (query, ids) => {
      expect(await idsOf(query)).toEqual(ids);
    });

    test('tells of each what it is, how many rules it has, and how many learners it concerns', async () => {
      const { items } = await page(stage().api, `${list}?search=c-three`);
      expect(items).toEqual([
        {
          id: 'c-three',
          name: 'Gamma 100%_\\',
          description: '',
          imageUrl: null,
          origin: 'credly',
          account: organization,
          active: true,
          providerState: null,
          version: 1,
          requirements: 1,
          penalties: 0,
          use: { holders: 0, inProgress: 0 },
          updatedAt: expect.stringMatching(/Z$/),
        },
      ]);
    });

    test('while others are made, none is left out and none is shown twice', async () => {
      let late = 0;
      const items = await allPages(stage().api, `${list}?sort=-updatedAt`, {
        limit: 1,
        between: () => storeTemplates(stage().database, [template({ id: `late-${(late += 1)}` })]),
      });
      expect(items.map(({ id }) => id)).toEqual(['e-five', 'd-four', 'c-three', 'a-one', 'b-two']);
    });

    test('numbers in names are sorted as numbers', async () => {
      const { database } = stage();
      await storeTemplates(
        database,
        ['Level 10', 'level 2', 'Level 1', 'Level 2b', 'Level 02a'].map((name, index) =>
          template({ id: `natural-${index}`, name }),
        ),
      );
      const names = (await allPages(stage().api, `${list}?search=natural`, { limit: 1 })).map(({ name }) => name);
      expect(names).toEqual(['Level 1', 'level 2', 'Level 02a', 'Level 2b', 'Level 10']);
    });

    test('cursors and filters that make no sense are refused', async () => {
      await expectBadCursorsRefused(stage().api, list, ['templates name', 'alpha', 1]);
      await expectBadCursorsRefused(stage().api, `${list}?sort=updatedAt`, [
        'templates updatedAt',
        1_763_800_000_000_000,
        1,
      ]);
      for (const query of ['?sort=age', '?origin=github', '?active=1', '?limit=x', '?page=2']) {
        const answer = await stage().api.send('viewer', 'GET', `${list}${query}`);
        expect({ query, status: answer.status }).toEqual({ query, status: 422 });
      }
    });
  });

  describe('how many learners a template concerns (S19)', () => {
    beforeEach(() => emptySite(stage().database));

    const useOf = async (id: string) => {
      const { items } = await page(stage().api, `${list}?search=${id}`);
      const one = (await stage().api.send('viewer', 'GET', `${list}/${id}`)).json();
      expect(one.use).toEqual(items[0].use);
      return one.use;
    };

    test('follows awards, revocations, progress, edits and badges by hand', async () => {
      const { database, api } = stage();
      await storeTemplates(database, [
        template({
          id: 'both',
          requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)],
          penalties: [failPenalty('fail', ['a'], demoCourse)],
        }),
      ]);
      expect(await useOf('both')).toEqual({ holders: 0, inProgress: 0 });
      const first = [1, 2, 3].map((learner) => passing({ learner }));
      await process(database, ...first);
      expect(await useOf('both')).toEqual({ holders: 0, inProgress: 3 });
      await process(database, ...[1, 2].map((learner) => passing({ learner, course: otherCourse })), ...first);
      expect(await useOf('both')).toEqual({ holders: 2, inProgress: 1 });
      await process(database, passing({ learner: 1, passing: false }));
      // S17: whose badge was taken away can't earn it again, and is not on the way to it.
      expect(await useOf('both')).toEqual({ holders: 1, inProgress: 1 });
      const body = { learner: 3, template: 'both', reason: 'Did it elsewhere' };
      expect((await api.send('operator', 'POST', '/api/v1/badges', { body })).status).toBe(201);
      expect(await useOf('both')).toEqual({ holders: 2, inProgress: 0 });
      await database.transaction(async (transaction) => {
        await lockRules(transaction);
        const both = await findTemplate(transaction, 'both');
        if (both === null) throw new Error('not stored');
        await updateTemplate(transaction, both, {
          ...both,
          requirements: both.requirements.slice(0, 1),
          penalties: [],
        });
        await raiseRulesRevision(transaction);
      });
      // The requirement that is left is met by 2 and 3; of 1 it was reset.
      expect(await useOf('both')).toEqual({ holders: 2, inProgress: 0 });
    });

    test('who is on the way is listed, the nearest first, and is as many as are counted', async () => {
      const { database, api } = stage();
      const [a, b, c] = ['A', 'B', 'C'].map((name) => passCourse(name, `course-v1:X+${name}+1`, name));
      if (!a || !b || !c) throw new Error('no requirements');
      await storeTemplates(database, [
        template({ id: 'three', requirements: [a, b, c], penalties: [failPenalty('fail', ['A'], 'course-v1:X+A+1')] }),
      ]);
      const pass = (learner: number, ...names: string[]) =>
        names.map((name) => passing({ learner, course: `course-v1:X+${name}+1` }));
      const events = [pass(1, 'A'), pass(2, 'A', 'B'), pass(3, 'B', 'C'), pass(4, 'B'), pass(5, 'A', 'B', 'C')];
      await process(database, ...events.flat(), passing({ learner: 5, passing: false, course: 'course-v1:X+A+1' }));
      const near = `${list}/three/in-progress`;
      const items = await allPages(api, near, { limit: 1 });
      expect(items.map(({ learner, groupsMet }) => [learner, groupsMet])).toEqual([
        [2, 2],
        [3, 2],
        [1, 1],
        [4, 1],
      ]);
      expect(items[0]).toMatchObject({ username: 'learner2', groups: 3, updatedAt: expect.stringMatching(/Z$/) });
      expect(await useOf('three')).toEqual({ holders: 0, inProgress: 4 });
      await expectBadCursorsRefused(api, near, ['in-progress 1', 1, 1]);
      expect((await api.send('viewer', 'GET', `${list}/unknown/in-progress`)).json()).toMatchObject({
        code: 'TEMPLATE_NOT_FOUND',
      });
    });

    test('is right whatever many batches at once do, and when one of them fails', async () => {
      const { database } = stage();
      await storeTemplates(database, [
        template({ id: 'demo', requirements: [passCourse('a', demoCourse)] }),
        template({ id: 'both', requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
      ]);
      const batches = Array.from({ length: 8 }, (_, batch) =>
        process(database, ...Array.from({ length: 20 }, (_, number) => passing({ learner: batch * 20 + number + 1 }))),
      );
      const failed = database.transaction(async (transaction) => {
        await transaction.query(
          `INSERT INTO badge (id, learner_id, template_id, status, state, earned_at)
           SELECT gen_random_uuid(), 1000 + number, 1, 'awarded', 'created', now() FROM generate_series(1, 50) AS number`,
        );
        throw new Error('undone');
      });
      await Promise.all([...batches, expect(failed).rejects.toThrow('undone')]);
      expect(await useOf('demo')).toEqual({ holders: 160, inProgress: 0 });
      expect(await useOf('both')).toEqual({ holders: 0, inProgress: 160 });
    });
  });
});
