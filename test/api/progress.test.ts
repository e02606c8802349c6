import { beforeAll, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { describeApiOnBoth } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { allPages, expectBadCursorsRefused, page } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

describeApiOnBoth('GET /progress', (stage) => {
  const list = '/api/v1/progress';
  /** Learner and template of each. */
  const keysOf = async (query: string) => {
    const items = await allPages(stage().api, `${list}${query}`, { limit: 2 });
    return items.map(({ learner, template: slug }) => `${learner} ${slug}`);
  };
  const process = (...events: Parameters<typeof messageOf>[0][]) =>
    processBatch(
      consumerParts(stage().database),
      events.map((event) => messageOf(event)),
    );

  beforeAll(async () => {
    await storeTemplates(stage().database, [
      template({ id: 'one', name: 'One', requirements: [passCourse('a', demoCourse)] }),
      template({
        id: 'two',
        name: 'Two',
        imageUrl: 'https://example.org/two.png',
        holder: { origin: 'accredible', account: 'main', group: 1 },
        requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)],
      }),
    ]);
    for (const learner of [1, 2, 3, 4]) await process(passing({ learner }));
    await process(passing({ learner: 2, course: otherCourse }), passing({ learner: 4, course: otherCourse }));
  });

  test('by learner and template, each with the learner’s name, the numbers, and the badge when there is one', async () => {
    const { items } = await page(stage().api, `${list}?learner=1`);
    expect(items).toEqual([
      {
        learner: 1,
        username: 'learner1',
        template: 'one',
        templateName: 'One',
        imageUrl: null,
        origin: 'openedx',
        active: true,
        groupsMet: 1,
        groups: 1,
        ratio: 1,
        complete: true,
        badge: { id: expect.any(String), status: 'awarded', state: 'created', earnedAt: expect.stringMatching(/Z$/) },
        updatedAt: expect.stringMatching(/Z$/),
      },
      {
        learner: 1,
        username: 'learner1',
        template: 'two',
        templateName: 'Two',
        imageUrl: 'https://example.org/two.png',
        origin: 'accredible',
        active: true,
        groupsMet: 1,
        groups: 2,
        ratio: 0.5,
        complete: false,
        badge: null,
        updatedAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  test.each([
    ['', ['1 one', '1 two', '2 one', '2 two', '3 one', '3 two', '4 one', '4 two']],
    ['?template=two', ['1 two', '2 two', '3 two', '4 two']],
    ['?complete=true', ['1 one', '2 one', '2 two', '3 one', '4 one', '4 two']],
    ['?complete=false', ['1 two', '3 two']],
    ['?template=two&complete=true', ['2 two', '4 two']],
    ['?template=two&complete=false', ['1 two', '3 two']],
    ['?learner=2', ['2 one', '2 two']],
    ['?learner=1&complete=false', ['1 two']],
    ['?learner=1&template=one', ['1 one']],
    ['?template=nothing', []],
    ['?learner=99', []],
  ])('%s, over all pages', async (query, keys) => {
    expect(await keysOf(query)).toEqual(keys);
  });

  test('while learners come in, none is left out and none is shown twice', async () => {
    let late = 100;
    const items = await allPages(stage().api, `${list}?template=two`, {
      limit: 1,
      between: async () => (late < 104 ? process(passing({ learner: (late += 1) })) : undefined),
    });
    const learners = items.map(({ learner }) => learner);
    expect(learners).toEqual([1, 2, 3, 4, 101, 102, 103, 104]);
  });

  test('cursors and filters that make no sense are refused', async () => {
    await expectBadCursorsRefused(stage().api, list, ['progress', 1, 1]);
    await expectBadCursorsRefused(stage().api, `${list}?template=two`, ['progress', 1, 1]);
    for (const query of [
      '?learner=ada',
      '?complete=maybe',
      '?limit=0',
      '?limit=201',
      '?sort=name',
      '?template=A%20B',
    ]) {
      const answer = await stage().api.send('viewer', 'GET', `${list}${query}`);
      expect({ query, status: answer.status, code: answer.json().code }).toEqual({
        query,
        status: 422,
        code: 'REQUEST_INVALID',
      });
    }
  });
});
