import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { achievementPage } from '../../../src/api/public-pages/achievement-page.ts';
import { badgePage } from '../../../src/api/public-pages/badge-page.ts';
import { oEmbedOf } from '../../../src/api/public-pages/embed.ts';
import { html } from '../../../src/api/public-pages/html.ts';
import { issuerPage } from '../../../src/api/public-pages/issuer-page.ts';
import { languageOf, languages } from '../../../src/api/public-pages/language.ts';
import { linkedInUrl } from '../../../src/api/public-pages/linkedin.ts';
import { renderMarkdown } from '../../../src/api/public-pages/markdown.ts';
import { notFoundPage } from '../../../src/api/public-pages/not-found-page.ts';
import { policyOf } from '../../../src/api/public-pages/page.ts';
import { style } from '../../../src/api/public-pages/style.ts';
import { achievementView, badgeView, issuerView } from './views.ts';

const now = new Date('2027-03-01T00:00:00Z');
const english = languageOf('en', undefined);
const arabic = languageOf('ar', undefined);

/** Every page, with a text in every place where people write one. */
function pagesWith(text: string): string[] {
  const issuer = issuerView({ name: text, site: text, email: text, language: text, logo: { url: text, alt: text } });
  const achievement = achievementView({
    name: text,
    description: text,
    criteria: 'What to do.',
    image: { url: text, alt: text },
    tags: [text],
    alignments: [{ name: text, url: text, framework: text, code: text }],
    language: text,
    issuer,
  });
  const badge = badgeView({
    achievement,
    holder: text,
    revokedAt: now,
    revocationReason: text,
    evidence: [{ name: text, narrative: null, url: text }],
  });
  return [
    badgePage(badge, now, english),
    achievementPage(achievement, 'https://badges.example.org/card.png', arabic),
    issuerPage(issuer, [{ name: text, page: text, language: text }], english),
  ];
}

/** The elements and attributes of a page, without what stands in them. */
const skeleton = (page: string): string =>
  (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""')).join('');

const addresses = (page: string): string[] =>
  [...page.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, url = '']) => url);

describe('what people write on public pages', () => {
  const hostile = [
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    'javascript:alert(1)',
    ' java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '</script><!--',
    '&lt;script&gt;',
    '//evil.example.org/',
    '\u202Egnihton\u2028\u0000',
    '🏅 مهارات “Rust” – ®’é',
    'ü'.repeat(300),
  ];

  test('stays text, wherever it stands, in every script and length', () => {
    const shape = pagesWith('https://plain.example.org/').map(skeleton);
    const check = (text: string): void => {
      for (const [index, page] of pagesWith(text).entries()) {
        // An address that may not be followed is text without a link; nothing else differs.
        const withoutLinks = (tags: string | undefined): string => (tags ?? '').replaceAll(/<\/?a\b[^>]*>/g, '');
        expect(withoutLinks(skeleton(page))).toBe(withoutLinks(shape[index]));
        for (const url of addresses(page)) expect(url).toMatch(/^(?:https?:\/\/|mailto:|[/?](?![/\\])|#)/);
      }
    };
    for (const text of hostile) check(text);
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !/\n\n/.test(text)),
        check,
      ),
      { numRuns: 40 },
    );
  });

  test('a value in an attribute without quotes is a mistake of ours that can not get out', () => {
    expect(() => html`<p class=${'x'}></p>`).toThrow(TypeError);
  });

  test('the data for search engines is JSON that ends where it should', () => {
    const [page = ''] = pagesWith('</script><script>alert(1)</script>');
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'EducationalOccupationalCredential',
      name: '</script><script>alert(1)</script>',
    });
  });

  test.each([
    ['**bold** and `code`', '<p><strong>bold</strong> and <code>code</code></p>'],
    ['# Title', '<h3>Title</h3>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<b onclick="x()">b</b>', '<p>&lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>'],
    ['[x](javascript:alert%281%29)', '<p>[x](javascript:alert%281%29)</p>'],
    ['[x](data:image/svg+xml;base64,AAAA)', '<p>[x](data:image/svg+xml;base64,AAAA)</p>'],
    ['[x](JaVaScRiPt&colon;alert`1`)', '<p>[x](JaVaScRiPt:alert<code>1</code>)</p>'],
    ['<javascript:alert(1)>', '<p>&lt;javascript:alert(1)&gt;</p>'],
    [
      '![x](https://example.org/pixel.png)',
      '<p>!<a href="https://example.org/pixel.png" rel="nofollow noopener noreferrer ugc">x</a></p>',
    ],
    [
      '<https://example.org/>',
      '<p><a href="https://example.org/" rel="nofollow noopener noreferrer ugc">https://example.org/</a></p>',
    ],
  ])('criteria: %s', (text, expected) => {
    expect(renderMarkdown(text).text.trim()).toBe(expected);
  });
});

describe('the page of a badge', () => {
  const day = new Date('2027-02-01T00:00:00Z');

  test.each([
    [{}, 'Valid', 'does not expire'],
    [{ validUntil: new Date('2028-01-01T00:00:00Z') }, 'Valid', 'valid until January 1, 2028 (UTC)'],
    [{ validUntil: day }, 'Expired', 'expired on February 1, 2027 (UTC)'],
    [{ revokedAt: day, revocationReason: 'Grade withdrawn' }, 'Revoked', 'Reason: <bdi>Grade withdrawn</bdi>'],
    [{ revokedAt: day, validUntil: day }, 'Revoked', 'revoked this badge on February 1, 2027 (UTC)'],
  ])('says what it is worth at this moment: %j', (changes, title, text) => {
    const page = badgePage(badgeView(changes), now, english);
    expect(page).toContain(`<strong>${title}</strong>`);
    expect(page).toContain(text);
    // What counts no more is not offered to a profile.
    expect(page.includes('linkedin.com')).toBe(title === 'Valid');
  });

  test('tells those who link to it what it is, with absolute addresses', () => {
    const page = badgePage(badgeView(), now, english);
    const seen = Object.fromEntries(
      [...page.matchAll(/<meta\s+(?:name|property)="([^"]+)"\s+content="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    expect(seen).toMatchObject({
      'og:title': 'Rust Foundations – Acme Academy',
      'og:url': 'https://badges.example.org/b/x7Kq',
      'og:type': 'website',
      'og:site_name': 'Acme Academy',
      'og:image': 'https://badges.example.org/b/x7Kq/card.png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': 'Badge image: Rust Foundations',
      'twitter:card': 'summary_large_image',
      description: 'Issued by Acme Academy on December 31, 2026 (UTC).',
    });
    expect(page).toContain('<link rel="canonical" href="https://badges.example.org/b/x7Kq" />');
    expect(seen).not.toHaveProperty('robots');
  });

  test('before it is published it asks not to be listed, and says nothing to those who would link to it', () => {
    const page = badgePage(badgeView({ published: false }), now, english);
    expect(page).toContain('<meta name="robots" content="noindex" />');
    for (const text of ['og:', 'canonical', 'ld+json', 'oembed', 'linkedin.com']) expect(page).not.toContain(text);
  });

  test('is Arabic from right to left, but the names that people gave', () => {
    const page = badgePage(badgeView(), now, arabic);
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('<bdi lang="en" dir="auto">Rust Foundations</bdi>');
    const words = page
      .replaceAll(/<style>.*?<\/style>|<script.*?<\/script>|<pre.*?<\/pre>/gs, '')
      .replaceAll(/<[^>]*>/g, ' ');
    for (const { texts } of languages)
      for (const text of [texts.badge.verify, texts.achievement.criteria, texts.badge.downloadsHint])
        expect(words.includes(text)).toBe(texts === arabic.texts);
  });

  test('the picture for other sites keeps its shape, whatever room they have', () => {
    for (const [most, width, height] of [
      [{}, 400, 210],
      [{ width: 300 }, 300, 157],
      [{ width: 300, height: 63 }, 120, 63],
      [{ width: 1 }, 1, 1],
    ] as const)
      expect(oEmbedOf(badgeView(), most)).toMatchObject({ type: 'rich', version: '1.0', width, height });
    expect(oEmbedOf(badgeView(), {}).html).not.toMatch(/<(?:script|iframe)/);
  });
});

describe('the offer to add a badge to a LinkedIn profile', () => {
  test('has the dates of UTC, months from 1, and any text', () => {
    const name = 'Fish & Chips: 100% “Ünïcode” #1';
    const url = new URL(
      linkedInUrl(
        badgeView({ achievement: achievementView({ name }), validUntil: new Date('2028-01-31T00:00:00+05:00') }),
      ),
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      startTask: 'CERTIFICATION_NAME',
      name,
      organizationName: 'Acme Academy',
      issueYear: '2026',
      issueMonth: '12',
      expirationYear: '2028',
      expirationMonth: '1',
      certUrl: 'https://badges.example.org/b/x7Kq',
      certId: 'x7Kq',
    });
  });

  test('leaves out when it expires if it never does, and cuts long names between letters', () => {
    const { searchParams } = new URL(
      linkedInUrl(badgeView({ achievement: achievementView({ name: '👩‍🎓'.repeat(60) }) })),
    );
    expect([...searchParams.keys()].filter((key) => key.startsWith('expiration'))).toEqual([]);
    expect(searchParams.get('name')).toMatch(/^(?:👩‍🎓){39}…$/u);
  });
});

describe('every public page', () => {
  test.each([
    [undefined, undefined, 'en'],
    [undefined, 'ar-EG,ar;q=0.9,en;q=0.8', 'ar'],
    [undefined, 'de,ar;q=0.5,en;q=0.4', 'ar'],
    [undefined, 'de', 'en'],
    ['ar', 'en', 'ar'],
    ['xx', 'ar', 'ar'],
  ])('speaks the language of its reader (lang=%s, Accept-Language: %s): %s', (asked, header, expected) => {
    expect(languageOf(asked, header).code).toBe(expected);
  });

  test('is allowed its own style, and no script', () => {
    const digest = createHash('sha256').update(style).digest('base64');
    expect(policyOf([])).toContain(`style-src 'sha256-${digest}'`);
    expect(policyOf([])).not.toContain('script-src');
    const pages = [...pagesWith('x'), notFoundPage('/verify', english)];
    for (const page of pages) {
      expect(page).toContain(`<style>${style}</style>`);
      expect(page.replaceAll(/<script type="application\/ld\+json">/g, '')).not.toMatch(/<script|\sstyle=|\son\w+=/);
    }
  });
});
