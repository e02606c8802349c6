import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Say } from '../i18n/use-text.ts';

const text = defineMessages({
  passed: { id: 'shared.value.passed', defaultMessage: 'Passed', description: 'Value of an event: yes or no.' },
  course: { id: 'shared.value.course', defaultMessage: 'Course', description: 'Value of an event: which course.' },
  ccx: {
    id: 'shared.value.ccx',
    defaultMessage: 'Custom course',
    description: 'Value of an event: which CCX, a coached copy of a course.',
  },
  master: {
    id: 'shared.value.master',
    defaultMessage: 'Master course',
    description: 'Value of an event: the course that a CCX is a copy of.',
  },
  courseName: {
    id: 'shared.value.course-name',
    defaultMessage: 'Name of the course',
    description: 'Value of an event.',
  },
  courseStart: {
    id: 'shared.value.course-start',
    defaultMessage: 'Start of the course',
    description: 'Value of an event.',
  },
  courseEnd: { id: 'shared.value.course-end', defaultMessage: 'End of the course', description: 'Value of an event.' },
  mode: {
    id: 'shared.value.mode',
    defaultMessage: 'Mode',
    description: 'Value of an event: the mode of an enrollment or a certificate, such as verified.',
  },
  active: { id: 'shared.value.active', defaultMessage: 'Active', description: 'Value of an event: yes or no.' },
  grade: { id: 'shared.value.grade', defaultMessage: 'Grade', description: 'Value of an event.' },
  status: {
    id: 'shared.value.status',
    defaultMessage: 'Status',
    description: 'Value of an event: the status of a certificate, such as downloadable.',
  },
  yes: { id: 'shared.value.yes', defaultMessage: 'yes', description: 'A value of an event, after "Passed:".' },
  no: { id: 'shared.value.no', defaultMessage: 'no', description: 'A value of an event, after "Passed:".' },
});

/** What key paths of events are called by people. */
const names: Readonly<Record<string, MessageDescriptor>> = {
  is_passing: text.passed,
  'course.course_key': text.course,
  'course.ccx_course_key': text.ccx,
  'course.master_course_key': text.master,
  'course.display_name': text.courseName,
  'course.start': text.courseStart,
  'course.end': text.courseEnd,
  course_key: text.course,
  course_id: text.course,
  mode: text.mode,
  is_active: text.active,
  grade: text.grade,
  current_status: text.status,
};

/** What a key path is called; null for one that has no name but its own. */
export function pathName(say: Say, path: string): string | null {
  const name = Object.hasOwn(names, path) ? names[path] : undefined;
  return name === undefined ? null : say(name);
}

export function yesOrNo(say: Say, value: boolean): string {
  return say(value ? text.yes : text.no);
}
