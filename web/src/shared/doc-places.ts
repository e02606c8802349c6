/**
 * The places of the documentation that pages lead to: the name of a file in docs/ and, where there is one, the id of a heading.
 * Laurel serves them below /docs. A test looks each of them up there.
 */
export const docPlaces = {
  account: 'access#passwords-and-sessions',
  apiKeys: 'access#api-keys',
  badges: 'learners-and-badges#badges',
  badgeStates: 'learners-and-badges#what-the-state-of-a-badge-means',
  conditions: 'operations#finding-a-badge-and-who-depends-on-a-course',
  connections: 'connections',
  connectionState: 'connections#status-of-a-connection',
  history: 'learners-and-badges#history',
  inProgress: 'learners-and-badges#who-is-close-to-a-badge',
  issuers: 'issuing',
  learners: 'learners-and-badges#learners',
  lostEvents: 'operations#events-were-lost',
  maintenance: 'operations#events-again',
  manyBadges: 'learners-and-badges#many-learners-at-once',
  myBadges: 'my-badges',
  newConnection: 'connections#connecting-an-account',
  newIssuer: 'issuing#create-the-first-issuer',
  parkedMessages: 'operations#parked-messages',
  parkedReasons: 'errors#why-a-message-is-parked',
  requirements: 'badges-file#requirements-and-groups',
  roles: 'access#roles',
  settings: 'settings',
  standing: 'learners-and-badges#why-a-learner-has-a-badge-or-not',
  syncs: 'connections#syncing-templates',
  templates: 'badges-file',
  watching: 'operations#what-to-watch',
} as const;

export type DocPlace = keyof typeof docPlaces;
