import { defineMessages } from 'react-intl';

export const historyText = defineMessages({
  fulfilled: {
    id: 'shared.history.fulfilled',
    defaultMessage: 'Requirement met: {requirement}',
    description:
      'What happened to the progress of a learner. {requirement} is what the requirement asks for, in words.',
  },
  fulfilledWhy: {
    id: 'shared.history.fulfilled.why',
    defaultMessage: 'The event matches its rules.',
    description: 'Below "Requirement met".',
  },
  reset: {
    id: 'shared.history.reset',
    defaultMessage: 'Requirement reset: {requirement}',
    description: 'What happened to the progress of a learner: a penalty took away that a requirement was met.',
  },
  resetWhy: {
    id: 'shared.history.reset.why',
    defaultMessage: 'By a penalty: {penalty}',
    description: 'Below "Requirement reset". {penalty} is what the penalty waits for, in words.',
  },
  settled: {
    id: 'shared.history.settled',
    defaultMessage: 'Settled: nothing more is done at the provider',
    description: 'What happened to a badge.',
  },
  awarded: {
    id: 'shared.history.awarded',
    defaultMessage: 'Badge awarded',
    description: 'What happened to a learner.',
  },
  awardedWhy: {
    id: 'shared.history.awarded.why',
    defaultMessage: 'With this event, all requirements of the badge were met.',
    description: 'Below "Badge awarded".',
  },
  byHand: {
    id: 'shared.history.by-hand',
    defaultMessage: 'Manually: {reason}',
    description: 'Why a badge was awarded or revoked: somebody did it and gave a reason.',
  },
  byHandOnly: {
    id: 'shared.history.by-hand-only',
    defaultMessage: 'Manually.',
    description: 'Why a badge was awarded or revoked: somebody did it.',
  },
  revoked: {
    id: 'shared.history.revoked',
    defaultMessage: 'Badge revoked',
    description: 'What happened to a badge of a learner.',
  },
  revokedWhy: {
    id: 'shared.history.revoked.why',
    defaultMessage: 'A group is no longer met, by a penalty: {penalties}',
    description: 'Below "Badge revoked". {penalties} is what the penalties wait for, in words; often there is one.',
  },
  withheld: {
    id: 'shared.history.withheld',
    defaultMessage: 'Award withheld',
    description: 'What happened: everything was met again, but the badge was revoked before.',
  },
  withheldWhy: {
    id: 'shared.history.withheld.why',
    defaultMessage: 'Everything is met again, but a badge that was revoked never comes back.',
    description: 'Below "Award withheld".',
  },
  cancelled: {
    id: 'shared.history.cancelled',
    defaultMessage: 'Issuing cancelled',
    description: 'What happened to a badge: it was revoked before it was issued at the provider.',
  },
  cancelledWhy: {
    id: 'shared.history.cancelled.why',
    defaultMessage: 'It was revoked before it was issued.',
    description: 'Below "Issue cancelled".',
  },
  issued: {
    id: 'shared.history.issued',
    defaultMessage: 'Badge issued by {provider}',
    description: 'What happened to a badge. {provider} holds it now: such as Credly, with the name of the account.',
  },
  adopted: {
    id: 'shared.history.adopted',
    defaultMessage: 'Badge found at {provider}',
    description: 'What happened to a badge: when it was to be issued, the provider had it already.',
  },
  adoptedWhy: {
    id: 'shared.history.adopted.why',
    defaultMessage: 'It already existed there, so no second one was created.',
    description: 'Below "Badge found at the provider".',
  },
  revokedOutside: {
    id: 'shared.history.revoked-outside',
    defaultMessage: 'Badge revoked at {provider}',
    description: 'What happened to a badge.',
  },
  issuedAgain: {
    id: 'shared.history.issued-again',
    defaultMessage: 'Badge is issued again elsewhere',
    description: 'What happened to a badge: its template got another holder, and it is issued there as well.',
  },
  issuedAgainWhy: {
    id: 'shared.history.issued-again.why',
    defaultMessage:
      'Its template moved from {before} to {now}. The badge also stays where it was, and is revoked at both if it is revoked.',
    description: 'Below "Badge is issued again elsewhere".',
  },
  deletedOutside: {
    id: 'shared.history.deleted-outside',
    defaultMessage: 'Badge deleted at {provider}',
    description: 'What happened to a badge.',
  },
  deletedOutsideWhy: {
    id: 'shared.history.deleted-outside.why',
    defaultMessage: 'It was deleted there, and not by Laurel. Nothing more is done for it there.',
    description: 'Below "Badge deleted at the provider".',
  },
  deliveryFailed: {
    id: 'shared.history.delivery-failed',
    defaultMessage: 'Delivery failed',
    description: 'What happened to a badge: an attempt to issue or revoke it at the provider failed.',
  },
  failedAnswer: {
    id: 'shared.history.failed.answer',
    defaultMessage: 'Attempt {attempt}: {provider} responded with status {status}.',
    description: 'Below "Delivery failed". {status} is an HTTP status code, {attempt} a number.',
  },
  failedNoAnswer: {
    id: 'shared.history.failed.no-answer',
    defaultMessage: 'Attempt {attempt}: there was no usable response.',
    description: 'Below "Delivery failed". {attempt} is a number.',
  },
  failedAgain: {
    id: 'shared.history.failed.again',
    defaultMessage: 'Laurel retries automatically.',
    description: 'After "Delivery failed".',
  },
  failedForGood: {
    id: 'shared.history.failed.for-good',
    defaultMessage: 'It needs an operator.',
    description: 'After "Delivery failed": nothing more happens by itself.',
  },
  published: {
    id: 'shared.history.published',
    defaultMessage: 'Published by the learner',
    description: 'What happened to a badge: everybody may see it now.',
  },
  unpublished: {
    id: 'shared.history.unpublished',
    defaultMessage: 'Made private by the learner',
    description: 'What happened to a badge: it was published, and is hidden again.',
  },
  addedToWallet: {
    id: 'shared.history.added-to-wallet',
    defaultMessage: 'Added to a wallet by the learner',
    description: 'What happened to a badge: its learner has taken a copy into a wallet app.',
  },
  deliveryRetried: {
    id: 'shared.history.delivery-retried',
    defaultMessage: 'Delivery retried',
    description: 'What happened to a badge: somebody made its delivery due again.',
  },
  stateChanged: {
    id: 'shared.history.state-changed',
    defaultMessage: 'State at {provider} changed',
    description: 'What happened to a badge: the provider said that its state there is another one now.',
  },
  templateCreated: {
    id: 'shared.history.template-created',
    defaultMessage: 'Template created',
    description: 'What happened to a badge template.',
  },
  templateChanged: {
    id: 'shared.history.template-changed',
    defaultMessage: 'Template changed',
    description: 'What happened to a badge template.',
  },
  templateActivated: {
    id: 'shared.history.template-activated',
    defaultMessage: 'Template activated',
    description: 'What happened to a badge template.',
  },
  templateDeactivated: {
    id: 'shared.history.template-deactivated',
    defaultMessage: 'Template deactivated',
    description: 'What happened to a badge template.',
  },
  templateDeleted: {
    id: 'shared.history.template-deleted',
    defaultMessage: 'Template removed',
    description: 'What happened to a badge template that was never used.',
  },
  messageDiscarded: {
    id: 'shared.history.message-discarded',
    defaultMessage: 'Parked message discarded',
    description: 'What happened: somebody removed a message that could not be processed.',
  },
  eventOf: {
    id: 'shared.history.event-of',
    defaultMessage: 'event of {when}',
    description:
      'Beside the time at which something was noted: {when} is when the event happened that caused it, often much earlier.',
  },
  noCondition: {
    id: 'shared.history.no-condition',
    defaultMessage: 'a rule that the template no longer has',
    description: 'In place of the words of a requirement or penalty that was removed from its template.',
  },
  cancelledRetired: {
    id: 'shared.history.cancelled.retired',
    defaultMessage: 'The learner is retired, so it was not issued.',
    description: 'Below "Issue cancelled".',
  },
  learnerRetired: {
    id: 'shared.history.learner-retired',
    defaultMessage: 'Learner retired',
    description: 'What happened: everything about the person was removed.',
  },
  learnerRetiredWhy: {
    id: 'shared.history.learner-retired.why',
    defaultMessage: 'Names, address, messages and texts were removed.',
    description: 'Below "Learner retired".',
  },
  unpublishedRetired: {
    id: 'shared.history.unpublished.retired',
    defaultMessage: 'Made private, because the learner is retired',
    description: 'What happened to a badge: it was published, and is hidden again.',
  },
  somewhere: {
    id: 'shared.history.somewhere',
    defaultMessage: 'the provider',
    description: 'In place of the name of a provider that is not known: "Badge issued by the provider".',
  },
  placeNamed: {
    id: 'shared.history.place-named',
    defaultMessage: '{provider} ({account})',
    description: 'Where badges are held: the provider and the account there, such as Credly (Acme Academy).',
  },
  stateChange: {
    id: 'shared.history.state-change',
    defaultMessage: 'From {before} to {now}',
    description: 'Below "State at … changed". Both are states of a badge.',
  },
  fieldsChanged: {
    id: 'shared.history.fields-changed',
    defaultMessage: 'Changed: {fields}',
    description: 'Below "Template changed": which parts of it, such as name and requirements.',
  },
});
