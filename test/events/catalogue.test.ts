import { describe, expect, test } from 'vitest';
import { eventTypesWithLearner, shippedCatalogue } from '../../src/events/catalogue.ts';
import { findLearnerPath } from '../../src/events/learner.ts';
import { createVocabulary, findEventTypeMistakes } from '../../src/events/vocabulary.ts';
import { catalogueOf, field } from './catalogues.ts';
import { ccxPassingStatus, passingStatus } from './wire.ts';

const catalogue = shippedCatalogue();
const registration = 'org.openedx.learning.student.registration.completed.v1';
const enrollment = 'org.openedx.learning.course.enrollment.created.v1';
const examVerified = 'org.openedx.learning.exam.attempt.verified.v1';

/** As an operator of the reference has them. */
const ignoredByDefault = [
  'user.id',
  'user.is_active',
  'user.pii.username',
  'user.pii.email',
  'user.pii.name',
  'course.display_name',
  'course.start',
  'course.end',
];

describe('the shipped catalogue', () => {
  test('has the 75 signals of openedx-events 11.2.0, 72 of them with a schema', () => {
    const newest = [...catalogue.types.values()].filter(({ variants }) => variants.at(-1)?.versions.includes('11.2.0'));
    expect(catalogue.versions.at(-1)).toBe('11.2.0');
    expect(newest).toHaveLength(72);
    const unserialisable = [...catalogue.types.values()].filter(({ variants }) => variants.length === 0);
    expect(unserialisable.map(({ type }) => type)).toEqual([
      'org.openedx.content_authoring.course.certificate_config.changed.v1',
      'org.openedx.content_authoring.course.certificate_config.deleted.v1',
      'org.openedx.learning.external_grader.score.submitted.v1',
      // Signals of 9.10.0 that were renamed to forum.* since.
      'org.openedx.learning.response.created.v1',
      'org.openedx.learning.thread.created.v1',
    ]);
  });

  test('has event types without a version at the end (V05)', () => {
    expect([...catalogue.types.keys()].filter((type) => !/\.v\d+$/.test(type))).toEqual([
      'org.openedx.authz.role_assignment.created',
      'org.openedx.authz.role_assignment.deleted',
    ]);
  });
});

describe('where the learner is (S4)', () => {
  const paths = eventTypesWithLearner().map((type) => [type.replace('org.openedx.learning.', ''), learnerPath(type)]);

  test('each of the 30 event types about a person has one learner path', () => {
    expect(Object.fromEntries(paths)).toEqual({
      'auth.session.login.completed.v1': '',
      'badge.awarded.v1': 'user',
      'badge.revoked.v1': 'user',
      'ccx.course.passing.status.updated.v1': 'user',
      'certificate.changed.v1': 'user',
      'certificate.created.v1': 'user',
      'certificate.revoked.v1': 'user',
      'cohort_membership.changed.v1': 'user',
      'course.enrollment.changed.v1': 'user',
      'course.enrollment.created.v1': 'user',
      'course.passing.status.updated.v1': 'user',
      'course.unenrollment.completed.v1': 'user',
      'exam.attempt.errored.v1': 'student_user',
      'exam.attempt.rejected.v1': 'student_user',
      'exam.attempt.reset.v1': 'student_user',
      'exam.attempt.submitted.v1': 'student_user',
      'exam.attempt.verified.v1': 'student_user',
      'forum.thread.created.v1': 'user',
      'forum.thread.response.comment.created.v1': 'user',
      'forum.thread.response.created.v1': 'user',
      'idv_attempt.approved.v1': 'user',
      'idv_attempt.created.v1': 'user',
      'idv_attempt.denied.v1': 'user',
      'idv_attempt.pending.v1': 'user',
      'lti_provider.launch.success.v1': 'user',
      'program.certificate.awarded.v1': 'user',
      'program.certificate.revoked.v1': 'user',
      'student.registration.completed.v1': '',
      'user.course_access_role.added.v1': 'user',
      'user.course_access_role.removed.v1': 'user',
    });
    expect(paths).toHaveLength(30);
  });

  test('every shipped version of a type has the learner in the same place', () => {
    for (const { variants, learnerPath: path } of catalogue.types.values()) {
      for (const { payload } of variants) expect(findLearnerPath(payload)).toBe(path);
    }
  });

  test('the same UserData stands in every schema', () => {
    const found = JSON.stringify([...catalogue.types.values()].map(({ variants }) => variants.map((it) => it.schema)));
    const definitions = found.match(/\{"name":"UserData".*?\}\]\}\}\]\}/g) ?? [];
    expect(definitions.length).toBeGreaterThanOrEqual(30);
    expect(new Set(definitions).size).toBe(1);
  });

  test('a person other than the learner makes no learner (D14)', () => {
    const person = { kind: 'record', name: 'UserData', fields: [] } as const;
    const others = ['created_by', 'requesting_user', 'author'].map((name) => ({ name, shape: person }));
    expect(findLearnerPath({ kind: 'record', name: 'Data', fields: others })).toBeNull();
  });
});

describe('key paths (S7)', () => {
  test('of the passing status', () => {
    expect(table(passingStatus)).toEqual([
      'is_passing boolean',
      'course.course_key text',
      'course.display_name text',
      'course.start text or null',
      'course.end text or null',
      'user.id integer',
      'user.is_active boolean',
      'user.pii.username text',
      'user.pii.email text',
      'user.pii.name text',
    ]);
  });

  test('of the CCX passing status', () => {
    expect(table(ccxPassingStatus)).toEqual([
      'is_passing boolean',
      'user.id integer',
      'user.is_active boolean',
      'user.pii.username text',
      'user.pii.email text',
      'user.pii.name text',
      'course.ccx_course_key text',
      'course.master_course_key text',
      'course.display_name text',
      'course.coach_email text',
      'course.start text or null',
      'course.end text or null',
      'course.max_students_allowed integer or null',
    ]);
  });

  test('of the registration, whose payload is the learner', () => {
    expect(table(registration)).toEqual([
      'id integer',
      'is_active boolean',
      'pii.username text',
      'pii.email text',
      'pii.name text',
    ]);
  });

  test('of something inside a value that may be null, which may be null too', () => {
    expect(table(enrollment)).toContain('created_by.pii.username text or null');
  });

  test('are not made of lists and maps', () => {
    const paths = table('org.openedx.learning.forum.thread.created.v1').map((line) => line.split(' ')[0]);
    expect(paths).toContain('anonymous');
    for (const path of ['discussion', 'user_course_roles', 'user_forums_roles', 'options']) {
      expect(paths).not.toContain(path);
    }
  });

  test('come from all versions; where they differ the newest one gives the type', () => {
    const invented = catalogueOf('invented.v1', {
      '1.0.0': [field('old', 'string'), field('level', 'string')],
      '2.0.0': [field('level', 'long')],
    });
    expect(invented.types.get('invented.v1')?.keyPaths).toEqual([
      { path: 'level', type: 'integer', nullable: false },
      { path: 'old', type: 'text', nullable: false },
    ]);
  });
});

describe('what is offered to rules', () => {
  test('the ignored paths are not, at the top level and in the learner neither (D45)', () => {
    expect(offered(passingStatus, ignoredByDefault)).toEqual(['is_passing', 'course.course_key']);
    expect(offered(registration, ignoredByDefault)).toEqual([]);
    expect(offered(registration, ['user.pii.email'])).toEqual(['id', 'is_active', 'pii.username', 'pii.name']);
    expect(offered(passingStatus, ['is_passing'])).not.toContain('is_passing');
    expect(offered(examVerified, ignoredByDefault).filter((path) => path.startsWith('student_user'))).toEqual([]);
  });

  test('an ignored path hides what is below it, and nothing that only begins like it', () => {
    expect(offered(passingStatus, ['user', 'course.course'])).toEqual([
      'is_passing',
      'course.course_key',
      'course.display_name',
      'course.start',
      'course.end',
    ]);
    expect(offered(registration, ['user'])).toEqual([]);
  });

  test('a field of the enrolment stays although the learner has one of that name', () => {
    expect(offered(enrollment, ignoredByDefault)).toContain('is_active');
  });

  test('event types are sorted, each once; an unknown one has no paths', () => {
    const vocabulary = createVocabulary([registration, passingStatus, registration], []);
    expect(vocabulary.eventTypes).toEqual([passingStatus, registration]);
    expect(vocabulary.keyPaths(ccxPassingStatus)).toEqual([]);
  });
});

describe('mistakes in the configured event types (S1, D43)', () => {
  test('none for the defaults, nor for any type with a learner', () => {
    expect(findEventTypeMistakes([passingStatus, ccxPassingStatus])).toEqual([]);
    expect(findEventTypeMistakes(eventTypesWithLearner())).toEqual([]);
  });

  test('every one is named, with what was meant and all that would be valid', () => {
    const mistakes = findEventTypeMistakes([
      'org.openedx.learning.course.passing.status.update.v1',
      passingStatus,
      'org.openedx.learning.course.persistent_grade_summary.changed.v1',
      'org.openedx.learning.external_grader.score.submitted.v1',
      'hello',
    ]);
    expect(mistakes.slice(0, -1)).toEqual([
      `"org.openedx.learning.course.passing.status.update.v1" is no event type of openedx-events 11.2.0. Did you mean "${passingStatus}"?`,
      '"org.openedx.learning.course.persistent_grade_summary.changed.v1" can\'t be used: it carries no UserData, so it is about no learner.',
      '"org.openedx.learning.external_grader.score.submitted.v1" can\'t be used: openedx-events does not put it on an event bus.',
      '"hello" is no event type of openedx-events 11.2.0.',
    ]);
    for (const type of eventTypesWithLearner()) expect(mistakes.at(-1)).toContain(type);
  });

  test('an empty list is one', () => {
    expect(findEventTypeMistakes([])[0]).toBe('no event type is configured; name at least one');
  });
});

function learnerPath(type: string): string | null | undefined {
  return catalogue.types.get(type)?.learnerPath;
}

function table(type: string): string[] {
  const keyPaths = catalogue.types.get(type)?.keyPaths ?? [];
  return keyPaths.map(({ path, type: valueType, nullable }) => `${path} ${valueType}${nullable ? ' or null' : ''}`);
}

function offered(type: string, ignored: readonly string[]): string[] {
  return createVocabulary([type], ignored)
    .keyPaths(type)
    .map(({ path }) => path);
}
