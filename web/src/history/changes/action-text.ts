import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import { actions, targetTypes } from '../history-filters.ts';
import type { Action, TargetType } from '../history-filters.ts';

/** What people can do, by name. */
export const actionText: Readonly<Record<Action, MessageDescriptor>> = defineMessages({
  'template.create': {
    id: 'history.action.template-create',
    defaultMessage: 'Template created',
    description: 'What somebody did.',
  },
  'template.update': {
    id: 'history.action.template-update',
    defaultMessage: 'Template edited',
    description: 'What somebody did.',
  },
  'template.activate': {
    id: 'history.action.template-activate',
    defaultMessage: 'Template activated',
    description: 'What somebody did.',
  },
  'template.deactivate': {
    id: 'history.action.template-deactivate',
    defaultMessage: 'Template deactivated',
    description: 'What somebody did.',
  },
  'template.delete': {
    id: 'history.action.template-delete',
    defaultMessage: 'Template removed',
    description: 'What somebody did.',
  },
  'learner.retire': {
    id: 'history.action.learner-retire',
    defaultMessage: 'Learner retired',
    description: 'What somebody did.',
  },
  'badge.award': {
    id: 'history.action.badge-award',
    defaultMessage: 'Badge awarded manually',
    description: 'What somebody did.',
  },
  'badge.revoke': {
    id: 'history.action.badge-revoke',
    defaultMessage: 'Badge revoked manually',
    description: 'What somebody did.',
  },
  'badge.retry': {
    id: 'history.action.badge-retry',
    defaultMessage: 'Delivery retried',
    description: 'What somebody did.',
  },
  'badge.settle': {
    id: 'history.action.badge-settle',
    defaultMessage: 'Badge settled manually',
    description: 'What somebody did.',
  },
  'progress.reset': {
    id: 'history.action.progress-reset',
    defaultMessage: 'Progress reset manually',
    description: 'What somebody did.',
  },
  'connection.create': {
    id: 'history.action.connection-create',
    defaultMessage: 'Account connected',
    description: 'What somebody did: connected an account at Credly or Accredible.',
  },
  'connection.update': {
    id: 'history.action.connection-update',
    defaultMessage: 'Connection edited',
    description: 'What somebody did.',
  },
  'connection.delete': {
    id: 'history.action.connection-delete',
    defaultMessage: 'Account disconnected',
    description: 'What somebody did.',
  },
  'connection.sync': {
    id: 'history.action.connection-sync',
    defaultMessage: 'Templates synced',
    description: 'What somebody did: brought in the templates of an account.',
  },
  'connection.reseal': {
    id: 'history.action.connection-reseal',
    defaultMessage: 'Key encrypted again',
    description: 'What somebody did: the key of a connection was encrypted with a new encryption key.',
  },
  'issuer.create': {
    id: 'history.action.issuer-create',
    defaultMessage: 'Issuer created',
    description: 'What somebody did: made an issuer, in whose name Laurel itself issues badges.',
  },
  'issuer.update': {
    id: 'history.action.issuer-update',
    defaultMessage: 'Issuer edited',
    description: 'What somebody did.',
  },
  'issuer.revoke_key': {
    id: 'history.action.issuer-revoke-key',
    defaultMessage: 'Key of an issuer revoked',
    description: 'Something somebody did: a key that leaked was revoked.',
  },
  'issuer.rotate_keys': {
    id: 'history.action.issuer-rotate-keys',
    defaultMessage: 'Issuer keys rotated',
    description: 'What somebody did: new badges of the issuer are signed with new keys.',
  },
  'issuer.reseal': {
    id: 'history.action.issuer-reseal',
    defaultMessage: 'Issuer key encrypted again',
    description: 'What somebody did: a key of an issuer was encrypted with a new encryption key.',
  },
  'issuer.issue_missing': {
    id: 'history.action.issuer-issue-missing',
    defaultMessage: 'Held-back badges issued',
    description: 'What somebody did: had badges issued that were awarded while there was no issuer.',
  },
  'issuer.delete': {
    id: 'history.action.issuer-delete',
    defaultMessage: 'Issuer removed',
    description: 'What somebody did.',
  },
  'parked_message.retry': {
    id: 'history.action.parked-retry',
    defaultMessage: 'Parked messages retried',
    description: 'What somebody did.',
  },
  'parked_message.discard': {
    id: 'history.action.parked-discard',
    defaultMessage: 'Parked message discarded',
    description: 'What somebody did.',
  },
  'bus_gap.acknowledge': {
    id: 'history.action.gap-acknowledge',
    defaultMessage: 'Lost events acknowledged',
    description: 'What somebody did: they noted that events which were lost on the event bus are seen to.',
  },
  'bus.replay': {
    id: 'history.action.bus-replay',
    defaultMessage: 'Events processed again',
    description: 'What somebody did: they had events that are still on the event bus processed once more.',
  },
  'maintenance.prune': {
    id: 'history.action.maintenance-prune',
    defaultMessage: 'Removal of old entries started',
    description: 'What somebody did.',
  },
  'maintenance.stop': {
    id: 'history.action.maintenance-stop',
    defaultMessage: 'Maintenance stopped',
    description: 'What somebody did: they had something that was under way end before its time.',
  },
  'user.create': {
    id: 'history.action.user-create',
    defaultMessage: 'Person added',
    description: 'What somebody did.',
  },
  'user.update': {
    id: 'history.action.user-update',
    defaultMessage: 'Person changed',
    description: 'What somebody did: gave a person another role, disabled or enabled them.',
  },
  'user.password': {
    id: 'history.action.user-password',
    defaultMessage: 'Password set',
    description: 'What somebody did.',
  },
  'user.sign_in_link': {
    id: 'history.action.user-sign-in-link',
    defaultMessage: 'One-time sign-in link created',
    description: 'What somebody did: made a link that signs somebody in once.',
  },
  'user.invite': {
    id: 'history.action.user-invite',
    defaultMessage: 'Person invited',
    description: 'What somebody did: added a person, who sets their password by a link.',
  },
  'user.password_link': {
    id: 'history.action.user-password-link',
    defaultMessage: 'Password link created',
    description: 'What somebody did: made a link by which a person sets a new password.',
  },
  'user.password_link_mail': {
    id: 'history.action.user-password-link-mail',
    defaultMessage: 'Password link mailed',
    description: 'What somebody did: sent a link to set a password by mail.',
  },
  'user.password_link_revoke': {
    id: 'history.action.user-password-link-revoke',
    defaultMessage: 'Password link revoked',
    description: 'What somebody did.',
  },
  'user.invitation_revoke': {
    id: 'history.action.user-invitation-revoke',
    defaultMessage: 'Invitation revoked',
    description: 'What somebody did: an invited person was removed before they came.',
  },
  'user.edit': {
    id: 'history.action.user-edit',
    defaultMessage: 'Person renamed',
    description: 'What somebody did: changed the name or the e-mail address of a person.',
  },
  'user.connect_lms': {
    id: 'history.action.user-connect-lms',
    defaultMessage: 'Person added through the LMS',
    description: 'What happened: somebody signed in with the LMS for the first time.',
  },
  'api_key.create': {
    id: 'history.action.api-key-create',
    defaultMessage: 'API key created',
    description: 'What somebody did.',
  },
  'api_key.revoke': {
    id: 'history.action.api-key-revoke',
    defaultMessage: 'API key revoked',
    description: 'What somebody did.',
  },
});

/** What can be changed, by name. */
export const targetTypeText: Readonly<Record<TargetType, MessageDescriptor>> = defineMessages({
  template: { id: 'history.target.template', defaultMessage: 'Template', description: 'What was changed.' },
  badge: { id: 'history.target.badge', defaultMessage: 'Badge', description: 'What was changed.' },
  learner: { id: 'history.target.learner', defaultMessage: 'Learner', description: 'What was changed.' },
  connection: { id: 'history.target.connection', defaultMessage: 'Connection', description: 'What was changed.' },
  issuer: { id: 'history.target.issuer', defaultMessage: 'Issuer', description: 'What was changed.' },
  parked_message: {
    id: 'history.target.parked-message',
    defaultMessage: 'Parked message',
    description: 'What was changed.',
  },
  maintenance: { id: 'history.target.maintenance', defaultMessage: 'Maintenance', description: 'What was changed.' },
  bus_gap: { id: 'history.target.bus-gap', defaultMessage: 'Lost events', description: 'What was changed.' },
  bus: { id: 'history.target.bus', defaultMessage: 'Event bus', description: 'What was changed.' },
  user: { id: 'history.target.user', defaultMessage: 'Person', description: 'What was changed.' },
  api_key: { id: 'history.target.api-key', defaultMessage: 'API key', description: 'What was changed.' },
});

/** The words for an action; undefined for one that these pages do not know yet. */
export function actionTextOf(action: string): MessageDescriptor | undefined {
  const known = actions.find((each) => each === action);
  return known && actionText[known];
}

/** The words for what was changed; undefined for something that these pages do not know yet. */
export function targetTypeTextOf(targetType: string): MessageDescriptor | undefined {
  const known = targetTypes.find((each) => each === targetType);
  return known && targetTypeText[known];
}
