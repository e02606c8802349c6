import { defineMessages } from 'react-intl';

export const sharedText = defineMessages({
  pageTitle: {
    id: 'shared.page-title',
    defaultMessage: '{title} · Laurel',
    description: 'Title of the browser tab. {title} is the title of the page.',
  },
  back: {
    id: 'shared.back',
    defaultMessage: 'Back to {place}',
    description: 'Link above the title of a page, to the page somebody came from or the list it belongs to.',
  },
  backThere: {
    id: 'shared.back-there',
    defaultMessage: 'Back',
    description: 'Link above the title of a page, to the page somebody came from, when its name is not known.',
  },
  tryAgain: { id: 'shared.try-again', defaultMessage: 'Try again', description: 'Button beside an error.' },
  unreachableTitle: {
    id: 'shared.unreachable.title',
    defaultMessage: 'Laurel is not responding',
    description: 'Title of an error: no answer came from the server.',
  },
  unreachable: {
    id: 'shared.unreachable',
    defaultMessage: 'Check your connection. If other pages work, Laurel may be restarting: try again in a moment.',
    description: 'What to do when no answer came from the server.',
  },
  unanswered: {
    id: 'shared.unanswered',
    defaultMessage:
      'There was no response for half a minute. Try again; if it keeps happening, tell the operator of this site.',
    description: 'When nothing came for too long.',
  },
  offlineTitle: { id: 'shared.offline.title', defaultMessage: 'You are offline', description: 'Title of an error.' },
  offline: {
    id: 'shared.offline',
    defaultMessage: 'This device has no network connection. Try again once it has.',
    description: 'What to do when the device has no network.',
  },
  stoppedTitle: {
    id: 'shared.stopped.title',
    defaultMessage: 'You stopped waiting',
    description: 'Title, after somebody did not wait for the answer to a command.',
  },
  stopped: {
    id: 'shared.stopped',
    defaultMessage: 'Laurel may still have completed it: check before you try again.',
    description: 'After somebody did not wait for the answer to a command.',
  },
  stillWaiting: {
    id: 'shared.still-waiting',
    defaultMessage: 'Still waiting for Laurel to respond…',
    description: 'When something takes longer than some seconds.',
  },
  stopWaiting: {
    id: 'shared.stop-waiting',
    defaultMessage: 'Still waiting… Stop waiting',
    description: 'Button: what it began takes long, and pressing it again stops waiting for the answer.',
  },
  noDetails: {
    id: 'shared.no-details',
    defaultMessage:
      'Something between you and Laurel responded instead. Try again; if it keeps happening, tell the operator of this site.',
    description: 'For errors of a proxy, which say nothing that helps.',
  },
  requestId: {
    id: 'shared.request-id',
    defaultMessage: 'Request id',
    description: 'Before the id by which an error is found in the log of the server.',
  },
  loading: {
    id: 'shared.loading',
    defaultMessage: 'Loading',
    description: 'While data is loaded; read out by screen readers.',
  },
  loadMore: { id: 'shared.load-more', defaultMessage: 'Show more', description: 'Button below a list that goes on.' },
  allShown: {
    id: 'shared.all-shown',
    defaultMessage: '{count, plural, one {# entry} other {# entries}}',
    description: 'Below a list that is shown whole.',
  },
  someShown: {
    id: 'shared.some-shown',
    defaultMessage: '{count, plural, one {The first entry} other {The first # entries}}',
    description: 'Below a list that goes on.',
  },
  cancel: {
    id: 'shared.cancel',
    defaultMessage: 'Cancel',
    description: 'Button of a dialog: leaves everything as it is.',
  },
  close: { id: 'shared.close', defaultMessage: 'Close', description: 'Button: closes a dialog or a message.' },
  reason: { id: 'shared.reason', defaultMessage: 'Reason', description: 'Label: why somebody does something.' },
  reasonHelp: {
    id: 'shared.reason-help',
    defaultMessage: 'It is kept in the history, with your name.',
    description: 'Below the field for the reason of a command.',
  },
  publicReason: {
    id: 'shared.public-reason',
    defaultMessage: 'Reason shown to the learner (optional)',
    description: 'Label of a field: the reason of a revocation in words for the learner and for everybody.',
  },
  publicReasonHelp: {
    id: 'shared.public-reason-help',
    defaultMessage:
      "Shown to the learner under “My badges” and to everyone on the badge's public page, and sent to the provider. If empty, none of them learns the reason.",
    description: 'Below that field.',
  },
  reasonMissing: {
    id: 'shared.reason-missing',
    defaultMessage: 'Enter a reason; a few words are enough.',
    description: 'When the field for the reason was left empty.',
  },
  acknowledgeMissing: {
    id: 'shared.acknowledge-missing',
    defaultMessage: 'Tick this box to continue.',
    description: 'When a box was left empty that has to be ticked before something is done for good.',
  },
  copy: {
    id: 'shared.copy',
    defaultMessage: 'Copy {what}',
    description: 'Name of a button that copies something. {what} names it.',
  },
  copied: { id: 'shared.copied', defaultMessage: 'Copied', description: 'After something has been copied.' },
  search: { id: 'shared.search', defaultMessage: 'Search', description: 'Label of a search field.' },
  clearSearch: {
    id: 'shared.clear-search',
    defaultMessage: 'Clear the search',
    description: 'Button inside a search field.',
  },
  choose: {
    id: 'shared.choose',
    defaultMessage: 'Choose, or type to search',
    description: 'In an empty field in which one of many things is chosen.',
  },
  clearChoice: {
    id: 'shared.clear-choice',
    defaultMessage: 'Clear the choice',
    description: 'Button inside a field in which one of several things is chosen.',
  },
  any: { id: 'shared.any', defaultMessage: 'Any', description: 'Choice of a filter: does not filter.' },
  noMatch: {
    id: 'shared.no-match.title',
    defaultMessage: 'No matches',
    description: 'Title when filters leave nothing of a list.',
  },
  noMatchHelp: {
    id: 'shared.no-match',
    defaultMessage: 'Nothing matches your search or filters.',
    description: 'When filters leave nothing of a list.',
  },
  clearFilters: {
    id: 'shared.clear-filters',
    defaultMessage: 'Show everything',
    description: 'Button: takes all filters away.',
  },
  failed: {
    id: 'shared.failed',
    defaultMessage: 'That did not work',
    description: 'Title of a message about a failed command.',
  },
  never: {
    id: 'shared.never',
    defaultMessage: 'Never',
    description: 'In place of a time, when something has not happened.',
  },
  none: {
    id: 'shared.none',
    defaultMessage: 'None',
    description: 'In place of a value that is not there; read out by screen readers.',
  },
  learnerById: {
    id: 'shared.learner-by-id',
    defaultMessage: 'Learner {id}',
    description: 'A learner whose name is not known (any more). {id} is the number of the user in the LMS.',
  },
  yes: { id: 'shared.yes', defaultMessage: 'Yes', description: 'A boolean value.' },
  no: { id: 'shared.no', defaultMessage: 'No', description: 'A boolean value.' },
  openedx: {
    id: 'shared.origin.openedx',
    defaultMessage: 'Laurel',
    description: 'Origin of a badge template: Laurel itself holds the badges.',
  },
  imageLimits: {
    id: 'shared.image.limits',
    defaultMessage: 'A PNG or SVG of up to 512 KB, preferably square and about 600 by 600 pixels.',
    description: 'Which pictures may be uploaded.',
  },
  imageTooLarge: {
    id: 'shared.image.too-large',
    defaultMessage:
      'The image is {size, number} KB; the limit is 512 KB. Make it smaller, for example 600 by 600 pixels.',
    description: 'When somebody chooses a file that is too large. KB is kilobytes.',
  },
  credly: {
    id: 'shared.origin.credly',
    defaultMessage: 'Credly',
    description: 'Origin of a badge template: the provider Credly.',
  },
  accredible: {
    id: 'shared.origin.accredible',
    defaultMessage: 'Accredible',
    description: 'Origin of a badge template: the provider Accredible.',
  },
  providerSaid: {
    id: 'shared.provider-said',
    defaultMessage: 'Response from the provider:',
    description: 'Before a sentence of the provider, usually in English.',
  },
  wordForWord: {
    id: 'shared.word-for-word',
    defaultMessage: 'The raw response',
    description: 'Opens what a provider has answered, as it came.',
  },
  met: {
    id: 'shared.met',
    defaultMessage: '{met} of {groups, plural, one {# group} other {# groups}} met',
    description: 'How far a learner is on a template: so many of its groups of requirements are met.',
  },
  learnerNamed: {
    id: 'shared.learner-named',
    defaultMessage: '{name} ({username})',
    description: 'A learner, by name and user name.',
  },
  noSuchTitle: {
    id: 'shared.no-such.title',
    defaultMessage: '“{id}” was not found',
    description: 'On the page of one thing, where the address names none that is there. {id} comes from the address.',
  },
  noSuchHelp: {
    id: 'shared.no-such.help',
    defaultMessage:
      'The address may be incomplete or mistyped, or what it led to has been removed. Look for it in the list.',
    description: 'On the page of one thing, where the address names none that is there.',
  },
});
