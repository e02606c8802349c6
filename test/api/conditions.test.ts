import { beforeAll, expect, test } from 'vitest';
import { describeApiOnBoth } from '../support/api-databases.ts';
import { storeTemplates } from '../support/consumer.ts';
import { demoCourse, otherCourse } from '../support/events.ts';
import { allPages, page } from '../support/lists.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

describeApiOnBoth('GET /conditions', (stage) => {
  const list = '/api/v1/conditions';
  const keysOf = async (query: string) => {
    const items = await allPages(stage().api, `${list}${query}`, { limit: 2 });
    return items.map(({ template: slug, kind, id }) => `${slug} ${kind} ${id}`);
  };

  beforeAll(() =>
    storeTemplates(stage().database, [
      template({
        id: 'one',
        requirements: [passCourse('a', demoCourse)],
        penalties: [failPenalty('fail-a', ['a'], demoCourse)],
      }),
      template({
        id: 'two',
        active: false,
        holder: { origin: 'accredible', account: 'main', group: 70_103 },
        requirements: [passCourse('a', otherCourse), passCourse('b', demoCourse)],
      }),
    ]),
  );

  test.each([
    ['', ['one requirement a', 'one penalty fail-a', 'two requirement a', 'two requirement b']],
    [
      `?${new URLSearchParams({ course: demoCourse }).toString()}`,
      ['one requirement a', 'one penalty fail-a', 'two requirement b'],
    ],
    [
      `?${new URLSearchParams({ course: demoCourse, active: 'true' }).toString()}`,
      ['one requirement a', 'one penalty fail-a'],
    ],
    ['?kind=penalty', ['one penalty fail-a']],
    ['?course=course-v1:Nobody%2BX%2B1', []],
    ['?event=org.openedx.learning.ccx.course.passing.status.updated.v1', []],
  ])('%s, over all pages', async (query, keys) => {
    expect(await keysOf(query)).toEqual(keys);
  });

  test('each with its template, its event and its rules', async () => {
    const { items } = await page(stage().api, `${list}?kind=penalty`);
    expect(items).toEqual([
      {
        template: 'one',
        templateName: expect.any(String),
        active: true,
        kind: 'penalty',
        id: 'fail-a',
        event: 'org.openedx.learning.course.passing.status.updated.v1',
        description: expect.any(String),
        rules: expect.arrayContaining([{ path: 'course.course_key', operator: 'eq', value: demoCourse }]),
      },
    ]);
  });

  test('a template is found by its id at the provider', async () => {
    const found = async (search: string) =>
      (await page(stage().api, `/api/v1/templates?search=${search}`)).items.map(({ id }) => id);
    expect(await found('70103')).toEqual(['two']);
    expect(await found('7010')).toEqual([]);
  });
});
