/** The event types that the simulated LMS sends. */
export const passing = 'org.openedx.learning.course.passing.status.updated.v1';
export const ccxPassing = 'org.openedx.learning.ccx.course.passing.status.updated.v1';
export const enrollment = 'org.openedx.learning.course.enrollment.created.v1';
export const login = 'org.openedx.learning.auth.session.login.completed.v1';
