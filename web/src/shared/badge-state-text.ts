import { defineMessages } from 'react-intl';

export const badgeStateText = defineMessages({
  awarded: {
    id: 'shared.badge.awarded',
    defaultMessage: 'Awarded',
    description: 'Status of a badge: the learner has it.',
  },
  revokedHere: {
    id: 'shared.badge.revoked',
    defaultMessage: 'Revoked',
    description: 'Status of a badge: it was taken away.',
  },
  created: {
    id: 'shared.badge.state.created',
    defaultMessage: 'Not issued yet',
    description: 'State of a badge at its provider: nothing of it is there yet.',
  },
  cancelled: {
    id: 'shared.badge.state.cancelled',
    defaultMessage: 'Never issued',
    description: 'State of a badge at its provider: it was revoked before anything of it was there.',
  },
  noResponse: {
    id: 'shared.badge.state.no-response',
    defaultMessage: 'No response',
    description: 'State of a badge at its provider: the provider gave no usable answer.',
  },
  error: {
    id: 'shared.badge.state.error',
    defaultMessage: 'Failed',
    description: 'State of a badge at its provider: the provider refused, or had an error.',
  },
  pending: {
    id: 'shared.badge.state.pending',
    defaultMessage: 'Pending',
    description: 'State of a badge at its provider: issued, and the learner has not accepted it yet.',
  },
  accepted: {
    id: 'shared.badge.state.accepted',
    defaultMessage: 'Accepted',
    description: 'State of a badge at its provider: the learner holds it there.',
  },
  rejected: {
    id: 'shared.badge.state.rejected',
    defaultMessage: 'Rejected',
    description: 'State of a badge at its provider: the learner did not want it.',
  },
  revoked: {
    id: 'shared.badge.state.revoked',
    defaultMessage: 'Revoked',
    description: 'State of a badge at its provider: revoked there.',
  },
  expired: {
    id: 'shared.badge.state.expired',
    defaultMessage: 'Expired',
    description: 'State of a badge at its provider: made to expire, which is how Accredible revokes.',
  },
});
