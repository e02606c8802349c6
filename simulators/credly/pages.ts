import { svg, type Answer, type Call, type ControlRoute } from '../base/answer.ts';
import { badgeImage } from '../base/badge-image.ts';
import { tally } from '../base/control.ts';
import { html, type Content } from '../base/html.ts';
import { moment, notePage, overviewPage, pill, section, stylesheetRoute, table, type Tone } from '../base/page.ts';
import type { Badge } from './model.ts';
import type { BadgeState, TemplateState } from './options.ts';
import type { CredlyState } from './state.ts';
import { templateView } from './views.ts';

const badgeTones: Readonly<Record<BadgeState, Tone>> = {
  pending: 'waiting',
  accepted: 'good',
  rejected: 'over',
  revoked: 'over',
  replaced: 'plain',
};
const templateTones: Readonly<Record<TemplateState, Tone>> = { draft: 'waiting', active: 'good', archived: 'over' };
const shown = 50;

/** What a person sees of the simulated Credly in a browser. */
export function credlyPages(state: CredlyState): ControlRoute[] {
  return [
    { method: 'GET', path: '/', handle: (call) => overview(state, call) },
    { method: 'GET', path: '/badges/:id', handle: (call) => badgePage(state, call) },
    { method: 'GET', path: '/badges/:id/accept', handle: (call) => badgePage(state, call) },
    { method: 'GET', path: '/images/:file', handle: (call) => image(state, call) },
    stylesheetRoute,
  ];
}

function overview(state: CredlyState, call: Call): Answer {
  const badges = state.badges.all();
  const states = tally(badges, (badge) => badge.state);
  return overviewPage(state.host, call, {
    title: 'Credly, simulated',
    subtitle: 'A stand-in for the Credly API on this machine; nothing here reaches credly.com.',
    figures: [
      [badges.length, 'badges'],
      ...Object.entries(states).map(([name, count]) => [count, name] as const),
      [state.host.count('duplicates refused'), 'duplicates refused'],
    ],
    sections: [organizationSection(state), templateSection(state), badgeSection(state, badges), webhookSection(state)],
  });
}

function organizationSection(state: CredlyState) {
  const rows = state.organizations
    .all()
    .map(({ id, name, webhookUrl }) => [name, html`<code>${id}</code>`, webhookUrl ?? 'none']);
  return section('Organizations', '', table(['Name', 'Id', 'Webhook'], rows, 'No organization is configured.'));
}

function templateSection(state: CredlyState) {
  const rows = state.templates.all().map((template) => {
    const picture = templateView(state, template)['image_url'];
    return [
      html`${typeof picture === 'string' && html`<img src="${picture}" alt="" />`}${template.name}`,
      html`<code>${template.id}</code>`,
      pill(template.state, templateTones[template.state]),
      state.badgesByTemplate.count(template.id),
    ];
  });
  return section('Badge templates', '', table(['Name', 'Id', 'State', 'Badges'], rows, 'No badge template yet.'));
}

function badgeSection(state: CredlyState, badges: readonly Badge[]) {
  const rows = badges
    .slice(-shown)
    .toReversed()
    .map((badge) => [
      html`<a href="/badges/${badge.id}">${badge.firstName} ${badge.lastName}</a>`,
      badge.recipientEmail,
      state.templates.get(badge.templateId)?.name ?? badge.templateId,
      pill(badge.state, badgeTones[badge.state]),
      moment(badge.issuedAt),
      badge.revocationReason ?? decisions(badge),
    ]);
  const note = badges.length > shown ? `The ${shown} changed last, of ${badges.length}.` : '';
  const columns = ['Earner', 'E-mail', 'Badge template', 'State', 'Issued', ''];
  return section('Badges', note, table(columns, rows, 'No badge has been issued yet.'));
}

/** What the earner can do with a pending badge. */
function decisions(badge: Badge): Content {
  return (
    badge.state === 'pending' &&
    html`<form method="post" action="/_sim/badges/${badge.id}/accept"><button>Accept</button></form>
      <form method="post" action="/_sim/badges/${badge.id}/reject"><button>Reject</button></form>`
  );
}

function webhookSection(state: CredlyState) {
  const rows = state.deliveries
    .all()
    .slice(-10)
    .toReversed()
    .map((delivery) => [
      state.events.get(delivery.eventId)?.type,
      html`<code>${delivery.url}</code>`,
      delivery.state,
      delivery.attempts,
      delivery.lastAnswer,
    ]);
  const columns = ['Event', 'To', 'State', 'Attempts', 'Last answer'];
  return section('Webhooks', '', table(columns, rows, 'No event has been sent to a webhook.'));
}

function badgePage(state: CredlyState, call: Call): Answer {
  const badge = state.badges.get(call.params['id'] ?? '');
  if (!badge) return notePage(404, 'No such badge', html`<p>It was never issued, or it was deleted.</p>`);
  const template = state.templates.get(badge.templateId);
  const body = html`<section>
    <p>${pill(badge.state, badgeTones[badge.state])} issued ${moment(badge.issuedAt)} to ${badge.recipientEmail}</p>
    <p>${template?.description} ${badge.revocationReason}</p>
    ${decisions(badge)}
    <p><a href="/">All badges</a></p>
  </section>`;
  return notePage(200, `${template?.name ?? 'Badge'}: ${badge.firstName} ${badge.lastName}`, body);
}

function image(state: CredlyState, call: Call): Answer {
  const template = state.templates.get((call.params['file'] ?? '').replace(/\.svg$/, ''));
  return template ? svg(badgeImage(template.name)) : notePage(404, 'No such image', html`<p><a href="/">Back</a></p>`);
}
