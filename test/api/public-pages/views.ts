import type { AchievementView, BadgeView, IssuerView } from '../../../src/api/public-pages/views.ts';

const site = 'https://badges.example.org';

export function issuerView(changes: Partial<IssuerView> = {}): IssuerView {
  return {
    name: 'Acme Academy',
    page: `${site}/issuers/acme`,
    site: 'https://acme.example.org/',
    email: 'badges@acme.example.org',
    logo: null,
    did: 'did:web:badges.example.org:issuers:acme',
    didDocument: `${site}/issuers/acme/did.json`,
    language: 'en',
    ...changes,
  };
}

export function achievementView(changes: Partial<AchievementView> = {}): AchievementView {
  return {
    page: `${site}/achievements/4711`,
    name: 'Rust Foundations',
    description: 'Wrote a first program in Rust.',
    criteria: 'Pass **both** courses.',
    image: { url: `${site}/images/abc`, alt: 'Rust Foundations' },
    tags: ['rust'],
    alignments: [{ name: 'Programming', url: 'https://esco.example.org/programming', framework: 'ESCO', code: 'S5' }],
    language: 'en',
    issuer: issuerView(),
    ...changes,
  };
}

export function badgeView(changes: Partial<BadgeView> = {}): BadgeView {
  const page = `${site}/b/x7Kq`;
  return {
    page,
    achievement: achievementView(),
    holder: null,
    awardedAt: new Date('2026-12-31T23:30:00Z'),
    validUntil: null,
    revokedAt: null,
    revocationReason: null,
    evidence: [{ name: 'Passed the course', narrative: '- course-v1:edX+Rust+2026', url: null }],
    forms: {
      json: `${page}.json`,
      jwt: `${page}.jwt`,
      sdJwt: `${page}.sd-jwt`,
      png: `${page}.png`,
      svg: `${page}.svg`,
    },
    card: `${page}/card.png`,
    verify: `${site}/verify?url=${encodeURIComponent(page)}`,
    oembed: `${site}/oembed?url=${encodeURIComponent(page)}`,
    published: true,
    ...changes,
  };
}
