/** The documentation as Laurel serves it at /docs, without a server: what becomes of the files. The addresses are in test/api/public-pages. */
import { describe, expect, test } from 'vitest';
import { loadDocs } from '../../src/api/docs/doc-files.ts';
import { renderDoc } from '../../src/api/docs/render-doc.ts';
import { docPlaces } from '../../web/src/shared/doc-places.ts';
import { allPages, anchorOf, readPage, sectionsOf } from './markdown.ts';

const docs = loadDocs();
const idsOf = (name: string) =>
  new Set([...(docs.get(name)?.body.text ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

test('every page of docs is served, but the one of pictures and what is decided', () => {
  const files = allPages().flatMap((path) => /^docs\/([^/]+)\.md$/.exec(path)?.[1] ?? []);
  expect([...docs.keys()].toSorted()).toEqual(files.filter((name) => name !== 'pages').toSorted());
  for (const [name, { title, lead, body }] of docs) {
    expect(title, name).not.toBe('');
    expect(lead, name).toMatch(/^.{20,}[.:!?]$/s);
    expect(body.text, name).toContain('</h1>');
  }
});

test('each place that a page of the web app leads to is there', () => {
  const places = Object.entries(docPlaces);
  expect(places.length).toBeGreaterThan(20);
  for (const [place, target] of places) {
    const [name = '', id] = target.split('#');
    expect(docs.has(name), `${place}: ${target}`).toBe(true);
    if (id !== undefined) expect(idsOf(name), `${place}: ${target}`).toContain(id);
  }
});

describe.each([...docs])('%s', (name, { body: { text } }) => {
  test('has the ids of GitHub, leads only to what is served, and holds nothing that a policy refuses', () => {
    const ids = idsOf(name);
    const headings = sectionsOf(readPage(`docs/${name}.md`));
    expect(headings.map(({ heading }) => anchorOf(heading)).filter((id) => !ids.has(id))).toEqual([]);
    for (const [, href = ''] of text.matchAll(/ href="([^"]+)"/g)) {
      if (href.startsWith('https://')) continue;
      const [, other = name, id] = /^(?:\/docs\/([\w-]+))?(?:#(.+))?$/.exec(href) ?? ['', href];
      expect(docs.has(other), `${href} of ${name}`).toBe(true);
      if (id !== undefined) expect(idsOf(other), `${href} of ${name}`).toContain(id);
    }
    expect(text).not.toMatch(/<(?:script|style|img|iframe)|<[^>]+ (?:style|on\w+)=|<!--|&lt;!--/);
  });
});

test('links to what is not served are words, comments are gone, HTML is text, and equal headings differ', () => {
  const { title, lead, sections, body } = renderDoc(
    [
      '# About `it`',
      '<!-- Made by hand. -->',
      'See [settings](settings.md#all), [settings.md](settings.md), [below](#twice), [code](../src/main.ts), [others](decisions/0001-record-decisions.md),',
      '[a site](https://example.org/x), [pages](pages.md) and [this](javascript:alert(1)). Then <b onclick="x()">more</b>.',
      '',
      '![A picture](pages/x.png)',
      '## Twice',
      '## Twice',
      '<script>alert(1)</script>',
      '',
      '| a | b |',
      '| - | - |',
      '| 1 | 2 |',
    ].join('\n'),
    new Map([['settings', 'All settings']]),
  );
  expect({ title, sections }).toEqual({
    title: 'About it',
    sections: [
      { id: 'twice', title: 'Twice' },
      { id: 'twice-1', title: 'Twice' },
    ],
  });
  expect(lead).toMatch(/^See settings, All settings, below, code, others, a site, pages and .*\.$/);
  expect([...body.text.matchAll(/<a [^>]*>/g)].map(([link]) => link)).toEqual([
    '<a href="/docs/settings#all">',
    '<a href="/docs/settings">',
    '<a href="#twice">',
    '<a href="https://example.org/x" rel="noopener noreferrer">',
  ]);
  expect(body.text).toContain('&lt;b onclick=&quot;x()&quot;&gt;more&lt;/b&gt;');
  expect(body.text).toContain('&lt;script&gt;');
  expect(body.text).not.toMatch(/Made by hand|<img|<script/);
  expect(body.text).toContain('>settings</a>, <a href="/docs/settings">All settings</a>');
  expect(body.text).toContain('<h1 id="about-it">');
  expect(body.text).toMatch(/<div class="wide"[^>]*><table>/);
});
