import { html as answer, type Answer, type Call } from './answer.ts';
import { describeFault } from './faults.ts';
import type { Host } from './host.ts';
import { html, type Content, type Markup } from './html.ts';
import { stylesheet } from './stylesheet.ts';

/** A number with its name, as shown in the row under the title. */
export type Figure = readonly [value: number | string, name: string];

/** How a state looks: good, waiting, over, or none of these. */
export type Tone = 'good' | 'waiting' | 'over' | 'plain';

interface Overview {
  readonly title: string;
  readonly subtitle: string;
  readonly figures: readonly Figure[];
  readonly sections: readonly Markup[];
}

/** The start page of a simulator: what it holds, its faults, its last requests. */
export function overviewPage(host: Host, call: Call, overview: Overview): Answer {
  const live = 'live' in call.query;
  const body = html`<header>
      <div>
        <h1>${overview.title}</h1>
        <p>${overview.subtitle} Simulated time: <time>${host.clock.iso().slice(0, 19).replace('T', ' ')} UTC</time>.</p>
      </div>
      <a class="button" href="${live ? '/' : '/?live'}">${live ? 'Stop following' : 'Follow live'}</a>
    </header>
    <dl class="figures">
      ${overview.figures.map(
        ([value, name]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${overview.sections} ${faultSection(host)} ${journalSection(host)}`;
  return answer(200, documentOf(overview.title, body, live));
}

/** A small page of its own, for links that a provider hands out. */
export function notePage(status: number, title: string, body: Markup): Answer {
  return answer(
    status,
    documentOf(
      title,
      html`<header><h1>${title}</h1></header>
        ${body}`,
      false,
    ),
  );
}

export function section(title: string, note: string, content: Content): Markup {
  return html`<section>
    <h2>${title}</h2>
    ${note && html`<p>${note}</p>`}${content}
  </section>`;
}

/** A table, or the sentence that explains why there is none. */
export function table(columns: readonly string[], rows: readonly (readonly Content[])[], empty: string): Markup {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function pill(text: string, tone: Tone): Markup {
  return html`<span class="pill ${tone}">${text}</span>`;
}

/** A time as people read it, from ISO-8601. */
export function moment(iso: string | null): string {
  return iso === null ? '' : iso.slice(0, 19).replace('T', ' ');
}

function faultSection(host: Host): Markup {
  const rows = host.faults
    .list()
    .map(({ fault, seen, applied }) => [
      html`<code>${fault.method ?? 'any'} ${fault.route}</code>`,
      describeFault(fault),
      [
        fault.probability === undefined ? '' : `probability ${fault.probability}`,
        fault.every === undefined ? '' : `every ${fault.every}`,
        fault.times === undefined ? '' : `at most ${fault.times} times`,
      ]
        .filter((part) => part !== '')
        .join(', ') || 'always',
      `${applied} of ${seen} calls`,
    ]);
  const columns = ['Calls', 'Fault', 'How often', 'Hit'];
  return section('Faults', '', table(columns, rows, 'No fault is switched on: every call is served.'));
}

function journalSection(host: Host): Markup {
  const rows = host.journal
    .entries()
    .slice(-25)
    .toReversed()
    .map((entry) => [
      entry.number,
      moment(entry.time),
      html`<code>${entry.method} ${entry.path}</code>`,
      entry.status === null ? pill('no answer', 'over') : pill(String(entry.status), toneOfStatus(entry.status)),
      entry.fault,
    ]);
  const note = `${host.journal.count} so far, the latest first. All of them: GET /_sim/journal.`;
  return section('Requests', note, table(['#', 'Time', 'Request', 'Status', 'Fault'], rows, 'No request yet.'));
}

function toneOfStatus(status: number): Tone {
  if (status < 300) return 'good';
  return status < 500 && status !== 429 ? 'waiting' : 'over';
}

function documentOf(title: string, body: Markup, live: boolean): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${live && html`<meta http-equiv="refresh" content="2" />`}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/_sim/style.css" />
        <title>${title}</title>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.text;
}

/** The stylesheet's route; to be mounted with the pages. */
export const stylesheetRoute = {
  method: 'GET',
  path: '/_sim/style.css',
  handle: (): Answer => ({ status: 200, body: stylesheet, headers: { 'content-type': 'text/css; charset=utf-8' } }),
} as const;
