import { svg, type Answer, type Call, type ControlRoute } from '../base/answer.ts';
import { badgeImage } from '../base/badge-image.ts';
import { tally } from '../base/control.ts';
import { html } from '../base/html.ts';
import { notePage, overviewPage, pill, section, stylesheetRoute, table, type Tone } from '../base/page.ts';
import { stateOf, type CredentialState } from './control.ts';
import type { Credential } from './model.ts';
import type { AccredibleState } from './state.ts';

const tones: Readonly<Record<CredentialState, Tone>> = { unpublished: 'waiting', published: 'good', expired: 'over' };
const shown = 50;

/** What a person sees of the simulated Accredible in a browser. */
export function accrediblePages(state: AccredibleState): ControlRoute[] {
  return [
    { method: 'GET', path: '/', handle: (call) => overview(state, call) },
    { method: 'GET', path: '/c/:encoded', handle: (call) => credentialPage(state, call) },
    { method: 'GET', path: '/images/:file', handle: (call) => designImage(state, call) },
    { method: 'GET', path: '/i/:kind/:id', handle: (call) => credentialImage(state, call) },
    stylesheetRoute,
  ];
}

function overview(state: AccredibleState, call: Call): Answer {
  const credentials = state.credentials.all();
  const states = tally(credentials, (credential) => stateOf(state, credential));
  return overviewPage(state.host, call, {
    title: 'Accredible, simulated',
    subtitle: 'A stand-in for the Accredible API on this machine; nothing here reaches accredible.com.',
    figures: [
      [credentials.length, 'credentials'],
      ...Object.entries(states).map(([name, count]) => [count, name] as const),
      [state.host.count('duplicates refused'), 'duplicates refused'],
    ],
    sections: [accountSection(state), groupSection(state), credentialSection(state, credentials)],
  });
}

function accountSection(state: AccredibleState) {
  const rows = state.accounts
    .all()
    .map((account) => [
      account.id,
      account.issuer.name,
      account.credits.toLocaleString('en'),
      account.sandboxMode ? pill('on', 'waiting') : 'off',
    ]);
  const columns = ['Account', 'Issuer', 'Credits left', 'Sandbox mode'];
  return section('Accounts', '', table(columns, rows, 'No account is configured.'));
}

function groupSection(state: AccredibleState) {
  const rows = state.groups
    .all()
    .map((group) => [
      html`${group.badgeDesignId !== null && html`<img src="/images/${group.badgeDesignId}.svg" alt="" />`}${group.courseName}`,
      group.name,
      html`<code>${group.id}</code>`,
      group.accountId,
      state.credentialsByGroup.count(group.id),
    ]);
  const columns = ['Title', 'Label', 'Id', 'Account', 'Credentials'];
  return section('Groups', '', table(columns, rows, 'No group yet.'));
}

function credentialSection(state: AccredibleState, credentials: readonly Credential[]) {
  const rows = credentials
    .slice(-shown)
    .toReversed()
    .map((credential) => [
      html`<a href="/c/${credential.encodedId}">${credential.recipient.name}</a>`,
      credential.recipient.email,
      credential.name,
      pill(stateOf(state, credential), tones[stateOf(state, credential)]),
      credential.issuedOn,
      credential.expiredOn,
    ]);
  const note = credentials.length > shown ? `The ${shown} changed last, of ${credentials.length}.` : '';
  const columns = ['Recipient', 'E-mail', 'Credential', 'State', 'Issued', 'Expires'];
  return section('Credentials', note, table(columns, rows, 'No credential has been issued yet.'));
}

function credentialPage(state: AccredibleState, call: Call): Answer {
  const credential = state.credentials.all().find(({ encodedId }) => encodedId === call.params['encoded']);
  if (!credential?.approve)
    return notePage(404, 'No such credential', html`<p>It was never published, or it was deleted.</p>`);
  const body = html`<section>
    <p>${pill(stateOf(state, credential), tones[stateOf(state, credential)])} issued ${credential.issuedOn}</p>
    <p>${credential.description}</p>
    <p><a href="/">All credentials</a></p>
  </section>`;
  return notePage(200, `${credential.name}: ${credential.recipient.name}`, body);
}

function designImage(state: AccredibleState, call: Call): Answer {
  const design = state.designs.get((call.params['file'] ?? '').replace(/\.svg$/, ''));
  return design ? svg(badgeImage(design.name)) : noImage();
}

function credentialImage(state: AccredibleState, call: Call): Answer {
  const credential = state.credentials.get(call.params['id'] ?? '');
  return credential ? svg(badgeImage(credential.name)) : noImage();
}

function noImage(): Answer {
  return notePage(404, 'No such image', html`<p><a href="/">Back</a></p>`);
}
