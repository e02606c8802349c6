import { defineMessages } from 'react-intl';

export const myBadgesText = defineMessages({
  title: {
    id: 'my-badges.title',
    defaultMessage: 'My badges',
    description: 'Title of the page of a learner, and its menu item.',
  },
  lead: {
    id: 'my-badges.lead',
    defaultMessage: 'Badges you have earned here, and who else can see them.',
    description: 'Below the title of the page.',
  },
  earned: { id: 'my-badges.earned', defaultMessage: 'Earned', description: 'Heading: badges that the learner has.' },
  revoked: {
    id: 'my-badges.revoked',
    defaultMessage: 'Revoked',
    description: 'Heading: badges that were taken away from the learner.',
  },
  inProgress: {
    id: 'my-badges.in-progress',
    defaultMessage: 'In progress',
    description: 'Heading: badges that the learner has begun to earn.',
  },
  nothing: {
    id: 'my-badges.nothing',
    defaultMessage: 'No badges yet',
    description: 'Where the list of earned badges is empty.',
  },
  nothingHelp: {
    id: 'my-badges.nothing.help',
    defaultMessage: 'When you earn a badge in your courses, it appears here.',
    description: 'Below "No badges yet".',
  },
  noLearner: {
    id: 'my-badges.no-learner',
    defaultMessage: 'You are not signed in as a learner',
    description: 'Title, for people who signed in with a password.',
  },
  noLearnerHelp: {
    id: 'my-badges.no-learner.help',
    defaultMessage: 'Badges belong to an account in the LMS. To see yours, sign out and sign in with the LMS.',
    description: 'For people who signed in with a password.',
  },
  noRole: {
    id: 'my-badges.no-role',
    defaultMessage:
      "To do more here, such as manage other people's badges, you need a role. Ask a Laurel admin for one.",
    description: 'At the end of the page, for people without a role.',
  },
  valid: { id: 'my-badges.valid', defaultMessage: 'Valid', description: 'State of a badge.' },
  expired: { id: 'my-badges.expired', defaultMessage: 'Expired', description: 'State of a badge: its time is over.' },
  isRevoked: {
    id: 'my-badges.is-revoked',
    defaultMessage: 'Revoked',
    description: 'State of a badge: it was taken away.',
  },
  awardedOn: {
    id: 'my-badges.awarded-on',
    defaultMessage: 'Awarded on {day}',
    description: 'Below the name of a badge. {day} is a date.',
  },
  expiresOn: {
    id: 'my-badges.expires-on',
    defaultMessage: 'Expires on {day}',
    description: 'Below the name of a badge. {day} is a date.',
  },
  expiredOn: {
    id: 'my-badges.expired-on',
    defaultMessage: 'Expired on {day}',
    description: 'Below the name of a badge. {day} is a date.',
  },
  revokedOn: {
    id: 'my-badges.revoked-on',
    defaultMessage: 'Revoked on {day}',
    description: 'Below the name of a badge. {day} is a date.',
  },
  reason: { id: 'my-badges.reason', defaultMessage: 'Reason: {reason}', description: 'Why a badge was revoked.' },
  openAt: {
    id: 'my-badges.open-at',
    defaultMessage: 'Open at {provider}',
    description: 'Link to the page of a badge. {provider} is Credly or Accredible.',
  },
  notIssued: {
    id: 'my-badges.not-issued',
    defaultMessage: 'This badge is being issued. Once that is done, you can see and share it.',
    description: 'For a badge that was awarded but is not issued yet.',
  },
  publish: {
    id: 'my-badges.publish',
    defaultMessage: 'Published',
    description: 'Label of a switch: whether everybody may see the badge.',
  },
  publishNamed: {
    id: 'my-badges.publish.named',
    defaultMessage: 'Published: {name}',
    description: 'The same for screen readers. {name} is the name of the badge.',
  },
  published: {
    id: 'my-badges.published',
    defaultMessage:
      'Everybody can see the page of this badge: what it is for, who issued it, when you got it and the evidence in it. Search engines may list it. Your e-mail address is not shown.',
    description: 'Below the switch, when the badge is published.',
  },
  private: {
    id: 'my-badges.private',
    defaultMessage:
      'Only you can see this badge. Once published, everybody can see its page: what it is for, who issued it, when you got it and the evidence in it, but not your e-mail address. You can make it private again at any time.',
    description: 'Below the switch, when the badge is private.',
  },
  preview: {
    id: 'my-badges.preview',
    defaultMessage: 'Preview what others would see',
    description: 'Link to the page of a badge before it is published.',
  },
  linkTo: {
    id: 'my-badges.link-to',
    defaultMessage: 'link to {name}',
    description: 'What a button copies, as in "Copy link to …". {name} is the name of a badge.',
  },
  linkedIn: {
    id: 'my-badges.linkedin',
    defaultMessage: 'Add to LinkedIn',
    description: 'Button: leads to LinkedIn, which offers to add the badge to the profile.',
  },
  download: {
    id: 'my-badges.download',
    defaultMessage: 'Download:',
    description: 'Before links to files of different kinds.',
  },
  downloadAs: {
    id: 'my-badges.download.as',
    defaultMessage: 'Download {name} as {form}',
    description: 'Name of a link to a file. {form} is PNG, SVG, JSON, JWT or SD-JWT.',
  },
  missing: {
    id: 'my-badges.missing',
    defaultMessage: 'Still to do',
    description: 'Heading of a list: what is missing for a badge.',
  },
  listed: {
    id: 'my-badges.listed',
    defaultMessage: 'Published badges are also listed under your user name, for example on your profile.',
    description: 'Below the switch that publishes a badge, on sites that list published badges by user name.',
  },
  passCourse: {
    id: 'my-badges.pass-course',
    defaultMessage: 'Pass the course {course}',
    description: 'What is still to be done for a badge. {course} is the key of a course.',
  },
  inCourse: {
    id: 'my-badges.in-course',
    defaultMessage: '{event} in the course {course}',
    description: 'What is still to be done for a badge. {event} is the name of an event, {course} the key of a course.',
  },
  progressOf: {
    id: 'my-badges.progress-of',
    defaultMessage: '{name}: {met} of {all} parts done',
    description: 'Name of a progress bar, for screen readers.',
  },
});
