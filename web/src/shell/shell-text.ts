import { defineMessages } from 'react-intl';

export const shellText = defineMessages({
  times: { id: 'shell.times', defaultMessage: 'Show times as', description: 'Heading in a menu: how times are told.' },
  timesRelative: {
    id: 'shell.times.relative',
    defaultMessage: 'How long ago',
    description: 'In a menu: times are told as "3 minutes ago".',
  },
  timesExact: {
    id: 'shell.times.exact',
    defaultMessage: 'Date and time',
    description: 'In a menu: times are told with date and clock.',
  },
  offline: {
    id: 'shell.offline',
    defaultMessage:
      'You are offline. What you see may be out of date; what you type is kept on this device, and can be saved once you are back.',
    description: 'Banner on every page, while the device has no network.',
  },
  product: {
    id: 'shell.product',
    defaultMessage: 'Laurel',
    description: 'The name of the program. Usually not translated.',
  },
  skip: {
    id: 'shell.skip',
    defaultMessage: 'Skip to the content',
    description: 'First link of every page, for keyboards and screen readers: it leads past the navigation.',
  },
  openNavigation: {
    id: 'shell.open-navigation',
    defaultMessage: 'Open navigation',
    description: 'Name of the button with three lines, on phones.',
  },
  closeNavigation: {
    id: 'shell.close-navigation',
    defaultMessage: 'Close navigation',
    description: 'Name of the button with three lines, on phones, when the navigation is open.',
  },
  navigation: {
    id: 'shell.navigation',
    defaultMessage: 'Main',
    description: 'Name of the navigation as screen readers say it, as in "Main, navigation".',
  },
  appearance: {
    id: 'shell.appearance',
    defaultMessage: 'Appearance and language',
    description: 'Name of the menu that switches between light and dark, and between languages.',
  },
  colourScheme: {
    id: 'shell.colour-scheme',
    defaultMessage: 'Appearance',
    description: 'Heading above light, dark and automatic.',
  },
  light: { id: 'shell.light', defaultMessage: 'Light', description: 'Dark letters on a light ground.' },
  dark: { id: 'shell.dark', defaultMessage: 'Dark', description: 'Light letters on a dark ground.' },
  auto: {
    id: 'shell.auto',
    defaultMessage: 'Same as the device',
    description: 'Light or dark, as the device of the person is set.',
  },
  language: {
    id: 'shell.language',
    defaultMessage: 'Language',
    description: 'Heading above the names of the languages.',
  },
  account: {
    id: 'shell.account',
    defaultMessage: 'Account: {name}',
    description: 'Name of the menu with the person who is signed in.',
  },
  myAccount: {
    id: 'shell.my-account',
    defaultMessage: 'My account',
    description: 'Menu item: leads to the page about oneself.',
  },
  myBadges: {
    id: 'shell.my-badges',
    defaultMessage: 'My badges',
    description: 'Menu item: leads to the badges of the person who is signed in.',
  },
  signOut: { id: 'shell.sign-out', defaultMessage: 'Sign out', description: 'Menu item: ends the session.' },
  documentation: {
    id: 'shell.documentation',
    defaultMessage: 'Documentation',
    description: 'Menu item: opens the documentation of Laurel in a new tab.',
  },
  reference: {
    id: 'shell.reference',
    defaultMessage: 'API reference',
    description: 'Menu item: opens the description of the HTTP API in a new tab.',
  },
  roleMetrics: {
    id: 'shell.role.metrics',
    defaultMessage: 'Metrics',
    description: 'Role: reads the metrics and nothing else; only API keys have it.',
  },
  roleRetirement: {
    id: 'shell.role.retirement',
    defaultMessage: 'Retirement',
    description: 'Role: retires learners and nothing else; only API keys have it.',
  },
  roleViewer: {
    id: 'shell.role.viewer',
    defaultMessage: 'Viewer',
    description: 'Role: sees things and changes nothing.',
  },
  roleDesigner: { id: 'shell.role.designer', defaultMessage: 'Designer', description: 'Role: makes badge templates.' },
  roleOperator: {
    id: 'shell.role.operator',
    defaultMessage: 'Operator',
    description: 'Role: looks after badges, deliveries and parked messages.',
  },
  roleAdmin: { id: 'shell.role.admin', defaultMessage: 'Admin', description: 'Role: may do everything.' },
  loading: {
    id: 'shell.loading',
    defaultMessage: 'Loading',
    description: 'While the page waits for its data; read out.',
  },
  noRoleTitle: {
    id: 'shell.no-role.title',
    defaultMessage: 'You have no role here yet',
    description: 'Title of the page for people who have signed in but may do nothing.',
  },
  noRole: {
    id: 'shell.no-role',
    defaultMessage:
      'You are signed in as {name}. To see or do anything here you need a role: ask a Laurel admin to give you one under People.',
    description: 'For people who have signed in but may do nothing. {name} is their name or e-mail address.',
  },
  lookAgain: {
    id: 'shell.look-again',
    defaultMessage: 'Check again',
    description: 'Button: asks the server once more.',
  },
  notAllowedTitle: {
    id: 'shell.not-allowed.title',
    defaultMessage: 'Your role does not allow this',
    description: 'Title of a page that the person may not open.',
  },
  notAllowed: {
    id: 'shell.not-allowed',
    defaultMessage: 'Your role ({role}) does not include this page. If you need it, ask a Laurel admin.',
    description: 'On a page that the person may not open.',
  },
  notFoundTitle: {
    id: 'shell.not-found.title',
    defaultMessage: 'Page not found',
    description: 'Title of the page for unknown addresses.',
  },
  notFound: {
    id: 'shell.not-found',
    defaultMessage: 'The address may be mistyped, or the page has been removed.',
    description: 'On the page for unknown addresses.',
  },
  brokenTitle: {
    id: 'shell.broken.title',
    defaultMessage: 'This page could not be shown',
    description: 'Title of the page in place of one that could not be loaded or drawn.',
  },
  broken: {
    id: 'shell.broken',
    defaultMessage:
      'You may be offline, or Laurel has been upgraded since you opened it. Reload the page; if that does not help, tell the operator of this site.',
    description: 'On the page in place of one that could not be loaded or drawn.',
  },
  loadAgain: {
    id: 'shell.load-again',
    defaultMessage: 'Reload the page',
    description: 'Button: loads the page anew, as the browser’s own button does.',
  },
  toStart: {
    id: 'shell.to-start',
    defaultMessage: 'Go to the start page',
    description: 'Link on pages that lead nowhere.',
  },
  navOverview: { id: 'shell.nav.overview', defaultMessage: 'Overview', description: 'Navigation: the first page.' },
  navLearners: { id: 'shell.nav.learners', defaultMessage: 'Learners', description: 'Navigation: learners.' },
  navBadges: {
    id: 'shell.nav.badges',
    defaultMessage: 'Badges',
    description: 'Navigation: badges that learners have earned.',
  },
  navTemplates: { id: 'shell.nav.templates', defaultMessage: 'Templates', description: 'Navigation: badge templates.' },
  navConnections: {
    id: 'shell.nav.connections',
    defaultMessage: 'Connections',
    description: 'Navigation: accounts at Credly and Accredible, and the event bus.',
  },
  navParked: {
    id: 'shell.nav.parked',
    defaultMessage: 'Parked messages',
    description: 'Navigation: messages that could not be processed.',
  },
  navMaintenance: {
    id: 'shell.nav.maintenance',
    defaultMessage: 'Maintenance',
    description: 'Navigation: processing events again, and removing old entries.',
  },
  navGaps: {
    id: 'shell.nav.gaps',
    defaultMessage: 'Lost events',
    description: 'Navigation: events that were gone from the event bus before they were processed.',
  },
  navHistory: {
    id: 'shell.nav.history',
    defaultMessage: 'History',
    description: 'Navigation: what happened, and what people changed.',
  },
  navPeople: { id: 'shell.nav.people', defaultMessage: 'People', description: 'Navigation: who can sign in.' },
  navApiKeys: {
    id: 'shell.nav.api-keys',
    defaultMessage: 'API keys',
    description: 'Navigation: keys by which programs use the API of Laurel.',
  },
  navSettings: {
    id: 'shell.nav.settings',
    defaultMessage: 'Settings',
    description: 'Navigation: how Laurel is set up.',
  },
  navDesign: {
    id: 'shell.nav.design',
    defaultMessage: 'Badges',
    description: 'Heading in the navigation: templates, learners, badges.',
  },
  navOperate: {
    id: 'shell.nav.operate',
    defaultMessage: 'Operations',
    description: 'Heading in the navigation: connections, parked messages, history.',
  },
  navAdminister: {
    id: 'shell.nav.administer',
    defaultMessage: 'Administration',
    description: 'Heading in the navigation: people, API keys, settings.',
  },
});
