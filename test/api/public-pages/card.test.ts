import { expect, test } from 'vitest';
import { cardSvg } from '../../../src/api/public-pages/card/card-svg.ts';

/** Every letter is as wide as half its size. */
const measure = (text: string, size: number): number => (text.replaceAll('\u200F', '').length * size) / 2;
const linesOf = (name: string, issuer = 'Acme'): string[] =>
  [...cardSvg({ name, issuer, image: null }, measure).matchAll(/<text[^>]*>([^<]*)<\/text/g)].map(
    ([, line = '']) => line,
  );

test('a card breaks a name into lines that fit, between words if it can', () => {
  expect(linesOf('Rust Foundations')).toEqual(['Rust Foundations', 'Acme']);
  expect(linesOf('Data Stewardship for Everybody')).toEqual(['Data Stewardship', 'for Everybody', 'Acme']);
  const long = linesOf('ü'.repeat(300));
  expect(long).toHaveLength(5);
  expect(long[3]).toMatch(/^ü+…$/);
  for (const line of long.slice(0, 4)) expect(measure(line, 60)).toBeLessThanOrEqual(580);
});

test('what the font can not draw is left out, and hostile text stays text', () => {
  expect(linesOf('Rust 🏅 日本', '日本語')).toEqual(['Rust']);
  expect(linesOf('</text><script>"&')).toEqual(['&lt;/text&gt;&lt;script&gt;&quot;&amp;', 'Acme']);
  expect(linesOf('\uD800 Rust')).toEqual(['Rust', 'Acme']);
});

test('a text from right to left stays so in every line, also in one that begins with Latin letters', () => {
  const svg = cardSvg({ name: 'أساسيات البرمجة Rust للمبتدئين', issuer: 'Acme', image: null }, measure);
  const lines = [...svg.matchAll(/text-anchor="(\w+)"[^>]*>([^<]*)</g)].map(([, anchor, line = '']) => [
    anchor,
    line[0],
  ]);
  expect(lines).toEqual([
    ['end', '\u200F'],
    ['end', '\u200F'],
    ['start', 'A'],
  ]);
});
