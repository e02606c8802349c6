import { createHash } from 'node:crypto';
import type { StoredImage } from '../../store/open-badges/images.ts';

/** What a badge looks like whose template has no picture: every wallet and backpack shows one. */
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">
<path d="M130 230 90 380l70-30 40 45 40-45 70 30-40-150z" fill="#1c5d99"/>
<circle cx="200" cy="165" r="140" fill="#2b7fc7"/>
<circle cx="200" cy="165" r="112" fill="none" stroke="#fff" stroke-width="10"/>
<path d="m200 85 24 50 55 8-40 39 10 55-49-26-49 26 10-55-40-39 55-8z" fill="#fff"/>
</svg>
`;

const bytes = Buffer.from(svg, 'utf8');

export const defaultImage: StoredImage = {
  sha256: createHash('sha256').update(bytes).digest('hex'),
  mediaType: 'image/svg+xml',
  bytes,
};
