import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { DocPlace } from './doc-places.ts';

export const docText = defineMessages({
  readMore: {
    id: 'shared.doc.read-more',
    defaultMessage: 'Read more',
    description:
      'Link at the end of what a page says of itself, to the documentation. The documentation is in English: say so in other languages.',
  },
  readMoreAbout: {
    id: 'shared.doc.read-more-about',
    defaultMessage: 'Read more about {what} (opens in a new tab)',
    description:
      'Name of that link for screen readers; begins with the same words. {what} is what the page is about, as "parked messages".',
  },
});

/** What each place of the documentation is about. */
export const docTopicText = defineMessages({
  account: {
    id: 'shared.doc.account',
    defaultMessage: 'passwords and sessions',
    description: 'Stands after "Read more about".',
  },
  apiKeys: {
    id: 'shared.doc.api-keys',
    defaultMessage: 'API keys',
    description: 'Stands after "Read more about".',
  },
  badges: {
    id: 'shared.doc.badges',
    defaultMessage: 'badges',
    description: 'Stands after "Read more about".',
  },
  badgeStates: {
    id: 'shared.doc.badge-states',
    defaultMessage: 'what the state of a badge means',
    description: 'Stands after "Read more about".',
  },
  conditions: {
    id: 'shared.doc.conditions',
    defaultMessage: 'what depends on a course',
    description: 'Stands after "Read more about".',
  },
  connections: {
    id: 'shared.doc.connections',
    defaultMessage: 'connections',
    description: 'Stands after "Read more about".',
  },
  connectionState: {
    id: 'shared.doc.connection-state',
    defaultMessage: 'the status of a connection',
    description: 'Stands after "Read more about".',
  },
  history: {
    id: 'shared.doc.history',
    defaultMessage: 'the history',
    description: 'Stands after "Read more about".',
  },
  inProgress: {
    id: 'shared.doc.in-progress',
    defaultMessage: 'learners in progress',
    description: 'Stands after "Read more about".',
  },
  issuers: {
    id: 'shared.doc.issuers',
    defaultMessage: 'issuers',
    description: 'Stands after "Read more about".',
  },
  learners: {
    id: 'shared.doc.learners',
    defaultMessage: 'learners',
    description: 'Stands after "Read more about".',
  },
  lostEvents: {
    id: 'shared.doc.lost-events',
    defaultMessage: 'lost events',
    description: 'Stands after "Read more about".',
  },
  maintenance: {
    id: 'shared.doc.maintenance',
    defaultMessage: 'processing events again',
    description: 'Stands after "Read more about".',
  },
  manyBadges: {
    id: 'shared.doc.many-badges',
    defaultMessage: 'awarding and revoking for many learners',
    description: 'Stands after "Read more about".',
  },
  myBadges: {
    id: 'shared.doc.my-badges',
    defaultMessage: 'your badges',
    description: 'Stands after "Read more about".',
  },
  newConnection: {
    id: 'shared.doc.new-connection',
    defaultMessage: 'connecting an account',
    description: 'Stands after "Read more about".',
  },
  newIssuer: {
    id: 'shared.doc.new-issuer',
    defaultMessage: 'creating an issuer',
    description: 'Stands after "Read more about".',
  },
  parkedMessages: {
    id: 'shared.doc.parked-messages',
    defaultMessage: 'parked messages',
    description: 'Stands after "Read more about".',
  },
  parkedReasons: {
    id: 'shared.doc.parked-reasons',
    defaultMessage: 'why messages are parked',
    description: 'Stands after "Read more about".',
  },
  requirements: {
    id: 'shared.doc.requirements',
    defaultMessage: 'requirements and groups',
    description: 'Stands after "Read more about".',
  },
  roles: {
    id: 'shared.doc.roles',
    defaultMessage: 'roles',
    description: 'Stands after "Read more about".',
  },
  settings: {
    id: 'shared.doc.settings',
    defaultMessage: 'settings',
    description: 'Stands after "Read more about".',
  },
  standing: {
    id: 'shared.doc.standing',
    defaultMessage: 'why a learner has a badge or not',
    description: 'Stands after "Read more about".',
  },
  syncs: {
    id: 'shared.doc.syncs',
    defaultMessage: 'syncing templates',
    description: 'Stands after "Read more about".',
  },
  templates: {
    id: 'shared.doc.templates',
    defaultMessage: 'badge templates',
    description: 'Stands after "Read more about".',
  },
  watching: {
    id: 'shared.doc.watching',
    defaultMessage: 'what to watch',
    description: 'Stands after "Read more about".',
  },
}) satisfies Readonly<Record<DocPlace, MessageDescriptor>>;
