import { defineMessages } from 'react-intl';

export const webhookText = defineMessages({
  title: {
    id: 'connections.webhook',
    defaultMessage: 'Webhook for Credly',
    description: 'Heading: how Credly tells Laurel of changes (a webhook).',
  },
  lead: {
    id: 'connections.webhook.lead',
    defaultMessage:
      'When a template changes at Credly, or a learner accepts or rejects a badge there, Credly can notify Laurel immediately. Enter this address at Credly, under Developers, Webhooks, for each organization:',
    description: 'What to enter at Credly. An address (URL) follows.',
  },
  address: {
    id: 'connections.webhook.address',
    defaultMessage: 'Webhook address',
    description: 'Names the address that is copied.',
  },
  events: {
    id: 'connections.webhook.events',
    defaultMessage: 'Laurel acts on these events:',
    description: 'Before names of Credly events.',
  },
  trust: {
    id: 'connections.webhook.trust',
    defaultMessage:
      "Laurel does not trust what is sent to this address: it checks with Credly, using the organization's key.",
    description: 'Why the address may be public.',
  },
  httpTitle: {
    id: 'connections.webhook.http',
    defaultMessage: 'Credly needs an https address that it can reach',
    description: 'Title of a warning: the address begins with http, or is of this machine only.',
  },
  http: {
    id: 'connections.webhook.http.help',
    defaultMessage:
      "The address above is the one you are using for this page. Use Laurel's public https address instead.",
    description: 'What to do about that.',
  },
});
