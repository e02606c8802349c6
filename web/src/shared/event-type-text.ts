import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Say } from '../i18n/use-text.ts';

/** The event types that are about a learner, by names that people read. The types themselves stay visible beside them. */
const names = defineMessages({
  'org.openedx.learning.auth.session.login.completed.v1': {
    id: 'shared.event.sign-in',
    defaultMessage: 'Sign-in to the LMS completed',
    description: 'Name of the event type auth.session.login.completed.',
  },
  'org.openedx.learning.badge.awarded.v1': {
    id: 'shared.event.badge-awarded',
    defaultMessage: 'Badge awarded',
    description: 'Name of the event type badge.awarded.',
  },
  'org.openedx.learning.badge.revoked.v1': {
    id: 'shared.event.badge-revoked',
    defaultMessage: 'Badge revoked',
    description: 'Name of the event type badge.revoked.',
  },
  'org.openedx.learning.ccx.course.passing.status.updated.v1': {
    id: 'shared.event.ccx-passing',
    defaultMessage: 'CCX course passing status updated',
    description: 'Name of the event type ccx.course.passing.status.updated.',
  },
  'org.openedx.learning.certificate.changed.v1': {
    id: 'shared.event.certificate-changed',
    defaultMessage: 'Certificate changed',
    description: 'Name of the event type certificate.changed.',
  },
  'org.openedx.learning.certificate.created.v1': {
    id: 'shared.event.certificate-created',
    defaultMessage: 'Certificate created',
    description: 'Name of the event type certificate.created.',
  },
  'org.openedx.learning.certificate.revoked.v1': {
    id: 'shared.event.certificate-revoked',
    defaultMessage: 'Certificate revoked',
    description: 'Name of the event type certificate.revoked.',
  },
  'org.openedx.learning.cohort_membership.changed.v1': {
    id: 'shared.event.cohort',
    defaultMessage: 'Cohort membership changed',
    description: 'Name of the event type cohort_membership.changed.',
  },
  'org.openedx.learning.course.enrollment.changed.v1': {
    id: 'shared.event.enrollment-changed',
    defaultMessage: 'Course enrollment changed',
    description: 'Name of the event type course.enrollment.changed.',
  },
  'org.openedx.learning.course.enrollment.created.v1': {
    id: 'shared.event.enrollment-created',
    defaultMessage: 'Course enrollment created',
    description: 'Name of the event type course.enrollment.created.',
  },
  'org.openedx.learning.course.passing.status.updated.v1': {
    id: 'shared.event.course-passing',
    defaultMessage: 'Course passing status updated',
    description: 'Name of the event type course.passing.status.updated.',
  },
  'org.openedx.learning.course.unenrollment.completed.v1': {
    id: 'shared.event.unenrollment',
    defaultMessage: 'Course unenrollment completed',
    description: 'Name of the event type course.unenrollment.completed.',
  },
  'org.openedx.learning.exam.attempt.errored.v1': {
    id: 'shared.event.exam-errored',
    defaultMessage: 'Exam attempt ended in an error',
    description: 'Name of the event type exam.attempt.errored.',
  },
  'org.openedx.learning.exam.attempt.rejected.v1': {
    id: 'shared.event.exam-rejected',
    defaultMessage: 'Exam attempt rejected',
    description: 'Name of the event type exam.attempt.rejected.',
  },
  'org.openedx.learning.exam.attempt.reset.v1': {
    id: 'shared.event.exam-reset',
    defaultMessage: 'Exam attempt reset',
    description: 'Name of the event type exam.attempt.reset.',
  },
  'org.openedx.learning.exam.attempt.submitted.v1': {
    id: 'shared.event.exam-submitted',
    defaultMessage: 'Exam attempt submitted',
    description: 'Name of the event type exam.attempt.submitted.',
  },
  'org.openedx.learning.exam.attempt.verified.v1': {
    id: 'shared.event.exam-verified',
    defaultMessage: 'Exam attempt verified',
    description: 'Name of the event type exam.attempt.verified.',
  },
  'org.openedx.learning.forum.thread.created.v1': {
    id: 'shared.event.thread',
    defaultMessage: 'Forum thread created',
    description: 'Name of the event type forum.thread.created.',
  },
  'org.openedx.learning.forum.thread.response.comment.created.v1': {
    id: 'shared.event.thread-comment',
    defaultMessage: 'Forum comment created',
    description: 'Name of the event type forum.thread.response.comment.created.',
  },
  'org.openedx.learning.forum.thread.response.created.v1': {
    id: 'shared.event.thread-response',
    defaultMessage: 'Forum response created',
    description: 'Name of the event type forum.thread.response.created.',
  },
  'org.openedx.learning.idv_attempt.approved.v1': {
    id: 'shared.event.idv-approved',
    defaultMessage: 'Identity verification approved',
    description: 'Name of the event type idv_attempt.approved.',
  },
  'org.openedx.learning.idv_attempt.created.v1': {
    id: 'shared.event.idv-created',
    defaultMessage: 'Identity verification started',
    description: 'Name of the event type idv_attempt.created.',
  },
  'org.openedx.learning.idv_attempt.denied.v1': {
    id: 'shared.event.idv-denied',
    defaultMessage: 'Identity verification denied',
    description: 'Name of the event type idv_attempt.denied.',
  },
  'org.openedx.learning.idv_attempt.pending.v1': {
    id: 'shared.event.idv-pending',
    defaultMessage: 'Identity verification pending',
    description: 'Name of the event type idv_attempt.pending.',
  },
  'org.openedx.learning.lti_provider.launch.success.v1': {
    id: 'shared.event.lti',
    defaultMessage: 'LTI launch succeeded',
    description: 'Name of the event type lti_provider.launch.success.',
  },
  'org.openedx.learning.program.certificate.awarded.v1': {
    id: 'shared.event.program-awarded',
    defaultMessage: 'Program certificate awarded',
    description: 'Name of the event type program.certificate.awarded.',
  },
  'org.openedx.learning.program.certificate.revoked.v1': {
    id: 'shared.event.program-revoked',
    defaultMessage: 'Program certificate revoked',
    description: 'Name of the event type program.certificate.revoked.',
  },
  'org.openedx.learning.student.registration.completed.v1': {
    id: 'shared.event.registration',
    defaultMessage: 'Registration completed',
    description: 'Name of the event type student.registration.completed.',
  },
  'org.openedx.learning.user.course_access_role.added.v1': {
    id: 'shared.event.role-added',
    defaultMessage: 'Course role assigned',
    description: 'Name of the event type user.course_access_role.added.',
  },
  'org.openedx.learning.user.course_access_role.removed.v1': {
    id: 'shared.event.role-removed',
    defaultMessage: 'Course role removed',
    description: 'Name of the event type user.course_access_role.removed.',
  },
});

const byType: ReadonlyMap<string, MessageDescriptor> = new Map(Object.entries(names));

/** What an event type is called; one that we don't know is called by its type. */
export function eventTypeName(say: Say, type: string): string {
  const name = byType.get(type);
  return name === undefined ? type : say(name);
}
