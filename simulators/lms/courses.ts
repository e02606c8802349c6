/** The courses of the simulated site. */
export interface Course {
  readonly key: string;
  readonly name: string;
  /** ISO-8601, null when it runs always. */
  readonly start: string | null;
  readonly end: string | null;
}

/** A custom course: a coach's own run of a master course. */
export interface CustomCourse extends Course {
  readonly master: string;
  readonly coachEmail: string;
  readonly maxStudents: number | null;
}

export const keys = {
  demo: 'course-v1:OpenedX+DemoX+Demo_Course',
  python: 'course-v1:LaurelU+PY101+2026_T3',
  statistics: 'course-v1:LaurelU+STAT201+2026_T3',
  ethics: 'course-v1:LaurelU+ETH110+self_paced',
  labSafety: 'course-v1:LaurelU+LAB001+self_paced',
  spanish: 'course-v1:Lingua+ES1+2026',
  swahili: 'course-v1:Lingua+SW1+2026',
  writing: 'course-v1:LaurelU+WRIT100+2026_T3',
} as const;

const term = { start: '2026-09-01T00:00:00+00:00', end: '2026-12-18T23:59:59+00:00' };
const always = { start: null, end: null };

export const courses: readonly Course[] = [
  { key: keys.demo, name: 'Demonstration Course', start: '2020-01-01T00:00:00+00:00', end: null },
  { key: keys.python, name: 'Python for Everyone', ...term },
  { key: keys.statistics, name: 'Statistics', ...term },
  { key: keys.ethics, name: 'Ethics of Data', ...always },
  { key: keys.labSafety, name: 'Laboratory Safety', ...always },
  { key: keys.spanish, name: 'Español I', ...term },
  { key: keys.swahili, name: 'Kiswahili I', ...term },
  { key: keys.writing, name: 'Academic Writing', ...term },
];

export const customCourses: readonly CustomCourse[] = [1, 2, 3].map((number) => ({
  key: `ccx-v1:LaurelU+PY101+2026_T3+ccx@${number}`,
  name: `Python for Everyone, section ${number}`,
  master: keys.python,
  coachEmail: `coach${number}@example.org`,
  maxStudents: number === 3 ? null : 200,
  ...term,
}));
