import { html, trusted } from '../html.ts';
import type { Html } from '../html.ts';

/** What a card shows: plain values, which go to the thread that draws it. */
export interface CardContent {
  readonly name: string;
  readonly issuer: string;
  readonly image: { readonly mediaType: string; readonly base64: string } | null;
}

/** How wide a text is in points, at a size and a weight. */
export type Measure = (text: string, size: number, weight: number) => number;

/** What sites show of a link: this large, and in this shape. */
export const cardSize = { width: 1200, height: 630 } as const;

const picture = { x: 80, y: 115, side: 400 };
const text = { left: 540, right: 1120 };
const name = { size: 60, weight: 700, lines: 4, leading: 1.2 };
const issuer = { size: 34, weight: 400, lines: 2, leading: 1.3 };

/** What the card's font can't draw is left out of a text; of a text in other letters nothing is left but its punctuation. */
const drawable = /[^\p{Script=Latin}\p{Script=Arabic}\p{N}\p{P}\p{Zs}\p{M}\p{Sm}\p{Sc}]/gu;

/** The mark that a text runs from right to left (U+200F). */
const rightToLeft = '\u200F';

/** The card as SVG: the badge's picture on one side, its name and issuer on the other. */
export function cardSvg(content: CardContent, measure: Measure): string {
  const lines = [
    ...wrap(drawn(content.name), name, measure).map((line) => ({ line, ...name, fill: '#1b1f24' })),
    ...wrap(drawn(content.issuer), issuer, measure).map((line) => ({ line, ...issuer, fill: '#4b5563' })),
  ];
  const height = lines.reduce((sum, { size, leading }) => sum + size * leading, 0);
  let y = (cardSize.height - height) / 2;
  const drawnLines = lines.map(({ line, size, weight, leading, fill }) => {
    y += size * leading;
    return textLine(line, { y: Math.round(y - size * 0.25), size, weight, fill });
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${cardSize.width}" height="${cardSize.height}">
    <rect width="1200" height="630" fill="#ffffff" />
    <rect y="610" width="1200" height="20" fill="#0b57a4" />
    ${image(content)} ${drawnLines}
  </svg>`.text;
}

/** A line of its own. The mark at its beginning says which way it runs, also where its first word runs the other way. */
export function textLine(
  line: string,
  {
    y,
    size,
    weight,
    fill,
  }: { readonly y: number; readonly size: number; readonly weight: number; readonly fill: string },
): Html {
  const isFromRight = line.startsWith(rightToLeft);
  const [x, anchor] = isFromRight ? [text.right, 'end'] : [text.left, 'start'];
  return html`<text
    x="${x}"
    y="${y}"
    text-anchor="${anchor}"
    font-family="IBM Plex Sans Arabic"
    font-size="${size}"
    font-weight="${weight}"
    fill="${fill}"
    >${line}</text
  >`;
}

function image({ image: shown }: CardContent): Html {
  const { x, y, side } = picture;
  if (shown === null)
    return trusted(`<circle cx="${x + side / 2}" cy="${y + side / 2}" r="${side / 2 - 20}" fill="#0b57a4"/>`);
  const data = `data:${shown.mediaType};base64,${shown.base64}`;
  return trusted(`<image x="${x}" y="${y}" width="${side}" height="${side}" href="${data}"/>`);
}

function drawn(words: string): string {
  const left = words.toWellFormed().normalize('NFC').replaceAll(drawable, '').replaceAll(/\s+/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(left) ? left : '';
}

/** Breaks a text into lines that fit beside the picture; what is left over at the end is an ellipsis. */
function wrap(
  words: string,
  { size, weight, lines: most }: { readonly size: number; readonly weight: number; readonly lines: number },
  measure: Measure,
): string[] {
  const fits = (line: string): boolean => measure(line, size, weight) <= text.right - text.left;
  const lines: string[] = [];
  let rest = words;
  while (rest !== '' && lines.length < most) {
    const line = fits(rest) ? rest : beginningThatFits(rest, fits);
    lines.push(line.trim());
    rest = rest.slice(line.length).trim();
  }
  const last = lines.at(-1);
  if (rest !== '' && last !== undefined) {
    let cut = last;
    while (cut !== '' && !fits(`${cut}…`))
      cut = cut
        .slice(0, -1)
        .toWellFormed()
        .replace(/\uFFFD$/, '');
    lines[lines.length - 1] = `${cut.trim()}…`;
  }
  const isFromRight = /^\P{L}*\p{Script=Arabic}/u.test(words);
  return isFromRight ? lines.map((line) => rightToLeft + line) : lines;
}

/** Its first words that fit; of one that is longer than a line, its first letters. */
function beginningThatFits(words: string, fits: (line: string) => boolean): string {
  const longest = (ends: readonly number[]): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fits(words.slice(0, ends[middle - 1]))) low = middle;
      else high = middle - 1;
    }
    return low === 0 ? 0 : (ends[low - 1] ?? 0);
  };
  const spaces = [...words.matchAll(/ /g)].map(({ index }) => index);
  const whole = longest(spaces);
  if (whole > 0) return words.slice(0, whole);
  const letters = [...new Intl.Segmenter().segment(words)].map(({ index, segment }) => index + segment.length);
  return words.slice(0, Math.max(longest(letters), letters[0] ?? words.length));
}
