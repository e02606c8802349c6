import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { HistoryEntry } from '../../../../src/api/schemas/history.ts';

/** What can happen, by name. */
export const kindText: Readonly<Record<HistoryEntry['kind'], MessageDescriptor>> = defineMessages({
  fulfilled: {
    id: 'history.kind.fulfilled',
    defaultMessage: 'Requirement met',
    description: 'Kind of an entry of the history.',
  },
  reset: {
    id: 'history.kind.reset',
    defaultMessage: 'Requirement reset',
    description: 'Kind of an entry of the history: a penalty took away that a requirement was met.',
  },
  awarded: { id: 'history.kind.awarded', defaultMessage: 'Badge awarded', description: 'Kind of an entry.' },
  revoked: { id: 'history.kind.revoked', defaultMessage: 'Badge revoked', description: 'Kind of an entry.' },
  withheld: {
    id: 'history.kind.withheld',
    defaultMessage: 'Award withheld',
    description: 'Kind of an entry: everything was met again, but the badge was revoked before.',
  },
  cancelled: {
    id: 'history.kind.cancelled',
    defaultMessage: 'Issuing cancelled',
    description: 'Kind of an entry: a badge was revoked before it was issued at the provider.',
  },
  settled: {
    id: 'history.kind.settled',
    defaultMessage: 'Badge settled manually',
    description: 'Kind of an entry of the history.',
  },
  issued: {
    id: 'history.kind.issued',
    defaultMessage: 'Badge issued',
    description: 'Kind of an entry: the provider holds the badge now.',
  },
  adopted: {
    id: 'history.kind.adopted',
    defaultMessage: 'Badge found at the provider',
    description: 'Kind of an entry: when it was to be issued, the provider had it already.',
  },
  revoked_outside: {
    id: 'history.kind.revoked-outside',
    defaultMessage: 'Revoked at the provider',
    description: 'Kind of an entry.',
  },
  issued_again: {
    id: 'history.kind.issued-again',
    defaultMessage: 'Issued again elsewhere',
    description: 'Kind of an entry: the template got another holder, and the badge is issued there as well.',
  },
  deleted_outside: {
    id: 'history.kind.deleted-outside',
    defaultMessage: 'Deleted at the provider',
    description: 'Kind of an entry.',
  },
  changed_outside: {
    id: 'history.kind.state-changed',
    defaultMessage: 'State at the provider changed',
    description: 'Kind of an entry.',
  },
  delivery_failed: {
    id: 'history.kind.delivery-failed',
    defaultMessage: 'Delivery failed',
    description: 'Kind of an entry.',
  },
  published: {
    id: 'history.kind.published',
    defaultMessage: 'Badge published',
    description: 'Kind of an entry: the learner shows a badge to everybody.',
  },
  unpublished: {
    id: 'history.kind.unpublished',
    defaultMessage: 'Badge made private',
    description: 'Kind of an entry: the learner hides a badge again.',
  },
  added_to_wallet: {
    id: 'history.kind.added-to-wallet',
    defaultMessage: 'Badge added to a wallet',
    description: 'Kind of an entry: the learner has taken a copy of a badge into a wallet app.',
  },
  delivery_retried: {
    id: 'history.kind.delivery-retried',
    defaultMessage: 'Delivery retried',
    description: 'Kind of an entry.',
  },
  template_created: {
    id: 'history.kind.template-created',
    defaultMessage: 'Template created',
    description: 'Kind of an entry.',
  },
  template_changed: {
    id: 'history.kind.template-changed',
    defaultMessage: 'Template changed',
    description: 'Kind of an entry.',
  },
  template_activated: {
    id: 'history.kind.template-activated',
    defaultMessage: 'Template activated',
    description: 'Kind of an entry.',
  },
  template_deactivated: {
    id: 'history.kind.template-deactivated',
    defaultMessage: 'Template deactivated',
    description: 'Kind of an entry.',
  },
  template_deleted: {
    id: 'history.kind.template-deleted',
    defaultMessage: 'Template removed',
    description: 'Kind of an entry.',
  },
  learner_retired: {
    id: 'history.kind.learner-retired',
    defaultMessage: 'Learner retired',
    description: 'Kind of an entry: everything about the person was removed.',
  },
  message_discarded: {
    id: 'history.kind.message-discarded',
    defaultMessage: 'Parked message discarded',
    description: 'Kind of an entry.',
  },
});
