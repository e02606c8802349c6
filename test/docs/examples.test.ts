import { describe, expect, test } from 'vitest';
import { Simulation } from '../../src/cli/simulation.ts';
import { eventTypesWithLearner } from '../../src/events/catalogue.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { parseBadgesFile } from '../../src/formats/badges-file.ts';
import { validKeysAt } from '../../src/formats/badges-schema.ts';
import type { Event } from '../../src/rules/event.ts';
import { readSettings } from '../../src/settings.ts';
import {
  ccxPassing,
  demoCcx,
  demoCourse,
  enrolled,
  otherCcx,
  otherCourse,
  passing,
  thirdCourse,
} from '../support/events.ts';
import { codeBlockOf, codeBlocksOf, readPage, sectionsOf, subsectionsOf } from './markdown.ts';

const page = readPage('docs/badges-file.md');
const { events: defaultEvents, ignoredKeyPaths } = readSettings({});
const vocabulary = createVocabulary(eventTypesWithLearner(), ignoredKeyPaths);

/** Events are built when a story is told: each is later than the one before it. */
type Happening = () => Event;
const pass =
  (course: string): Happening =>
  () =>
    passing({ course });
const fail =
  (course: string): Happening =>
  () =>
    passing({ course, passing: false });
const passCcx =
  (ccx: string, master = demoCourse): Happening =>
  () =>
    ccxPassing({ ccx, master });
const failCcx: Happening = () => ccxPassing({ passing: false });
const enrol =
  (mode: string): Happening =>
  () =>
    enrolled({ mode, by: 99 });

const passDemo = pass(demoCourse);
const failDemo = fail(demoCourse);
const passOther = pass(otherCourse);
const failOther = fail(otherCourse);
const [ccx1, ccx2, ccx3] = [1, 2, 3].map((number) => passCcx(demoCcx(number))) as [Happening, Happening, Happening];
const passOtherCcx = passCcx(otherCcx, otherCourse);

/** By heading: what happens to one learner, and what the learner hears of it. */
const stories: Readonly<Record<string, readonly (readonly [events: readonly Happening[], signals: string])[]>> = {
  'Any course grade update': [
    [[passDemo], 'awarded'],
    [[failOther, passDemo], 'awarded'],
    [[ccx1, enrol('honor')], ''],
  ],
  'Any course completion': [
    [[failDemo, passOther], 'awarded'],
    [[failDemo, failOther, ccx1], ''],
  ],
  'Any course completion except one course': [
    [[passDemo, passOther], 'awarded'],
    [[passDemo, failOther], ''],
  ],
  'Completion of one specific course': [
    [[passDemo], 'awarded'],
    [[passOther, failDemo, ccx1], ''],
  ],
  'Completion of several specific courses': [
    [[passOther, passDemo], 'awarded'],
    [[passDemo, passDemo, failOther, pass(thirdCourse)], ''],
  ],
  'Completion of one of several courses': [
    [[passDemo], 'awarded'],
    [[passOther, passDemo], 'awarded'],
    [[pass(thirdCourse), failDemo, failOther], ''],
  ],
  'Any CCX grade update': [
    [[failCcx], 'awarded'],
    [[passDemo], ''],
  ],
  'Any CCX completion': [
    [[passOtherCcx], 'awarded'],
    [[failCcx, passDemo], ''],
  ],
  'Any CCX completion except one CCX': [
    [[ccx2, ccx1], 'awarded'],
    [[ccx2, failCcx], ''],
  ],
  'Completion of one specific CCX': [
    [[ccx1], 'awarded'],
    [[ccx2, passOtherCcx, failCcx, passDemo], ''],
  ],
  'Completion of several specific CCXs': [
    [[ccx2, ccx1], 'awarded'],
    [[ccx1, ccx3], ''],
  ],
  'Completion of one of several CCXs': [
    [[ccx2], 'awarded'],
    [[ccx3, passOtherCcx], ''],
  ],
  'Completion of any CCX of a master course': [
    [[passOtherCcx, ccx3], 'awarded'],
    [[passOtherCcx, passDemo, failCcx], ''],
  ],
  'Completion of any CCX of a master course except one CCX': [
    [[ccx2, ccx1], 'awarded'],
    [[ccx2, passOtherCcx], ''],
  ],
  'Completion of a master course or any of its CCXs except one': [
    [[passDemo], 'awarded'],
    [[ccx3, ccx2], 'awarded'],
    [[ccx3, passOther, passOtherCcx, failDemo], ''],
  ],
  'A failing grade takes the badge': [
    [[passDemo, failDemo, passDemo], 'awarded, revoked'],
    [[passDemo, failOther], 'awarded'],
    [[failDemo], ''],
  ],
  'A failing grade takes one of two alternatives': [
    [[passDemo, passOther, failDemo], 'awarded'],
    [[passDemo, passOther, failDemo, failOther], 'awarded, revoked'],
  ],
  'Any failing grade takes everything': [
    [[passDemo, passOther, fail(thirdCourse)], 'awarded, revoked'],
    [[passDemo, failOther, passOther], ''],
  ],
  'Another type of event': [
    [[enrol('honor'), enrol('verified')], 'awarded'],
    [[enrol('audit'), passDemo], ''],
  ],
};

function signalsAfter(templates: string, happenings: readonly Happening[]): { learner: number; signals: string } {
  const simulation = new Simulation(parseBadgesFile(templates, 'badges-file.md', vocabulary), vocabulary);
  for (const happening of happenings) simulation.take({ kind: 'event', event: happening() });
  const { signals } = simulation.result();
  const told = signals.map(({ type }) => type.replace('org.openedx.learning.badge.', '').replace('.v1', ''));
  return { learner: signals[0]?.learner ?? 7, signals: told.join(', ') };
}

describe('the examples of docs/badges-file.md', () => {
  const examples = subsectionsOf(page, 'Examples');

  test('have a story each', () => {
    expect(examples.map(({ heading }) => heading)).toEqual(Object.keys(stories));
  });

  test.each(examples.map(({ heading, body }) => [heading, codeBlockOf(body, 'yaml')]))('%s', (heading, code) => {
    for (const [happenings, signals] of stories[heading] ?? [])
      expect(signalsAfter(`templates:\n${code}`, happenings)).toEqual({ learner: 7, signals });
  });

  test('can be used together, with the event types that are configured by default, but for the last one', () => {
    const blocks = examples.map(({ body }) => codeBlockOf(body, 'yaml'));
    const byDefault = createVocabulary(defaultEvents, ignoredKeyPaths);
    const read = (some: readonly string[]) => parseBadgesFile(`templates:\n${some.join('')}`, 'examples', byDefault);
    expect(read(blocks.slice(0, -1))).toHaveLength(examples.length - 1);
    expect(() => read(blocks)).toThrow(/enrollment\.created\.v1" is not a configured event type/);
  });
});

describe('docs/badges-file.md', () => {
  test('begins with a file that is valid, with each kind of template', () => {
    const [first] = codeBlocksOf(page);
    const templates = parseBadgesFile(first?.code ?? '', 'badges-file.md', vocabulary);
    expect(templates.map(({ holder }) => holder.origin)).toEqual(['openedx', 'credly', 'accredible']);
  });

  test.each([
    ['Fields of a template', [[], ['templates', 0], ['templates', 0, 'credly'], ['templates', 0, 'accredible']]],
    ['Requirements and groups', [['templates', 0, 'requirements', 0]]],
    ['Data rules', [['templates', 0, 'requirements', 0, 'rules', 0]]],
    ['Penalties', [['templates', 0, 'penalties', 0]]],
  ])('%s: has every field', (heading, places) => {
    const text = sectionsOf(page).find((section) => section.heading === heading)?.body ?? '';
    for (const field of places.flatMap((place) => validKeysAt(place))) expect(text).toContain(`\`${field}\``);
  });

  test('has the key paths of the default events, with their types', () => {
    const text = sectionsOf(page).find((section) => section.heading === 'Data rules')?.body ?? '';
    const rows = [...text.matchAll(/^\| +(?:`(org\.\S+)`)? +\| `(\S+)` +\| (\w+) +\|$/gm)];
    let event = '';
    const told = rows.map(([, type, path, valueType]) => [(event = type ?? event), path, valueType]);
    const offered = defaultEvents.flatMap((type) =>
      vocabulary.keyPaths(type).map(({ path, type: valueType }) => [type, path, valueType]),
    );
    expect(told).toEqual(offered);
  });
});
