import { defineMessages } from 'react-intl';

/** What is no mistake in a template, and yet keeps badges from being earned or issued. */
export const warningText = defineMessages({
  courseKey: {
    id: 'templates.warning.course-key',
    defaultMessage:
      'No course can have the key “{value}”, so no event will match it.{known, select, true { Did you mean “{suggestion}”?} other {}}',
    description: 'Warning about a data rule of a template. Value and suggestion are course keys.',
  },
  courseUnseen: {
    id: 'templates.warning.course-unseen',
    defaultMessage: 'No event has named the course “{value}” yet. If it is not new, check its key.',
    description: 'Warning about a data rule of a template. Value is a course key.',
  },
  account: {
    id: 'templates.warning.account',
    defaultMessage:
      'There is no key for the account {account} at {provider} yet, so the badges can’t be issued there. Connect it under Connections, or put its key into BADGES_CONFIG.',
    description: 'Warning about a template. Account is a Credly organization or an Accredible account.',
  },
  draft: {
    id: 'templates.warning.draft',
    defaultMessage:
      'The template is a draft at {provider}, so badges can’t be issued. Publish it there, then sync the account.',
    description: 'Warning about a template. {provider} is Credly or Accredible.',
  },
  archived: {
    id: 'templates.warning.archived',
    defaultMessage:
      'The template is archived at {provider}, so badges can’t be issued. Activate it there, then sync the account.',
    description: 'Warning about a template. {provider} is Credly or Accredible.',
  },
  absent: {
    id: 'templates.warning.absent',
    defaultMessage:
      'The template does not exist at {provider}, so badges can’t be issued. Choose another one, then sync the account.',
    description: 'Warning about a template. {provider} is Credly or Accredible.',
  },
});
