import { defineMessages } from 'react-intl';

/** What each role may do, for whoever has it or gives it. As src/api/access.ts allows it. */
export const roleHelpText = defineMessages({
  metrics: {
    id: 'shared.role-help.metrics',
    defaultMessage: 'Reads the metrics and nothing else: for Prometheus.',
    description: 'What the role "Metrics" may do; only API keys have it.',
  },
  retirement: {
    id: 'shared.role-help.retirement',
    defaultMessage: 'Retires learners and nothing else: for the retirement pipeline of the LMS.',
    description: 'What the role "Retirement" may do; only API keys have it.',
  },
  viewer: {
    id: 'shared.role-help.viewer',
    defaultMessage: 'Sees templates, learners, badges, connections, parked messages and history. Changes nothing.',
    description: 'What the role "Viewer" may do.',
  },
  designer: {
    id: 'shared.role-help.designer',
    defaultMessage:
      'Sees what viewers see. Creates, edits and activates badge templates, and syncs them with the providers.',
    description: 'What the role "Designer" may do.',
  },
  operator: {
    id: 'shared.role-help.operator',
    defaultMessage:
      'Sees what viewers see. Manages badges, deliveries and parked messages; tests connections and syncs templates.',
    description: 'What the role "Operator" may do.',
  },
  admin: {
    id: 'shared.role-help.admin',
    defaultMessage: 'Can do everything, including connections and their keys, people, API keys and settings.',
    description: 'What the role "Admin" may do.',
  },
});
