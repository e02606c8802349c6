import { createHash } from 'node:crypto';
import { html } from './html.ts';

/** A badge image for a name: an SVG medal whose colour follows the name, with its first letter. */
export function badgeImage(name: string): string {
  const hue = createHash('sha256').update(name).digest().readUInt16BE(0) % 360;
  const letter = new Intl.Segmenter().segment(name.trim()).containing(0)?.segment.toUpperCase() ?? '?';
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" role="img" aria-label="${name}">
    <path d="M40 70 30 116l30-14 30 14-10-46z" fill="hsl(${hue} 45% 38%)" />
    <circle cx="60" cy="50" r="44" fill="hsl(${hue} 60% 45%)" />
    <circle cx="60" cy="50" r="35" fill="none" stroke="#fff" stroke-width="3" opacity=".7" />
    <text
      x="60"
      y="65"
      text-anchor="middle"
      font-family="system-ui, sans-serif"
      font-size="42"
      font-weight="700"
      fill="#fff"
    >
      ${letter}
    </text>
  </svg>`.text;
}
