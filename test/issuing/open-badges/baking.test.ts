import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bake, extract } from '../../../src/issuing/open-badges/baking/baking.ts';

const jws = 'eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2ln';
const credential = JSON.stringify({
  name: '® ’ 🦀 é مرحبا <b>&amp;</b> ]]> ]]]]>> <![CDATA[ --> "\\ \u0085\u2028\u2029\u007f\uffff',
  id: 'urn:uuid:1',
});
const png = smallPng();
const svg = Buffer.from(`<?xml version="1.0"?>
<!-- a badge --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>é &lt; 🦀</title><circle r="4"/></svg>`);

describe.each([
  ['PNG', png],
  ['SVG', svg],
  ['SVG without anything in it', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  [
    'SVG with a byte order mark and a prefix',
    Buffer.from('\ufeff<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>'),
  ],
])('%s', (_, image) => {
  test.each([credential, jws])('what is baked comes out the same: %s', (text) => {
    expect(extract(image)).toBeUndefined();
    expect(sameBadge(extract(bake(image, text))?.text, text)).toBe(true);
    expect(extract(bake(image, text))?.version).toBe('3.0');
  });

  test('baked again there is one badge in it; an older version has a place of its own', () => {
    const twice = bake(bake(image, credential), jws);
    expect(extract(twice)).toEqual({ version: '3.0', text: jws });
    expect(twice).toEqual(bake(image, jws));
    const older = bake(image, '{"id":"https://example.org/a"}', '2.0');
    expect(extract(older)).toEqual({ version: '2.0', text: '{"id":"https://example.org/a"}' });
    expect(extract(bake(older, jws))).toEqual({ version: '3.0', text: jws });
  });

  test('any text of JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const text = JSON.stringify({ name });
        expect(sameBadge(extract(bake(image, text))?.text, text)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

test('the chunk is as the specification says: uncompressed, without language, before the end', () => {
  const baked = bake(png, jws).toString('latin1');
  expect(baked).toContain(`iTXtopenbadgecredential\0\0\0\0\0${jws}`);
  expect(baked.indexOf('iTXt')).toBeGreaterThan(baked.indexOf('IDAT'));
  expect(baked.slice(-8, -4)).toBe('IEND');
  expect(bake(svg, jws).toString()).toMatch(
    /<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"[^>]*><openbadges:credential verify="[^"]+"\/><title>/,
  );
});

test('badges of others: compressed, in Latin 1, of version 2.0 as an address', () => {
  const text = (type: string, data: Buffer): Buffer => withChunk(type, data);
  const itxt = Buffer.concat([Buffer.from('openbadgecredential\0\x01\0en\0x\0'), deflateSync(Buffer.from(credential))]);
  expect(extract(text('iTXt', itxt))?.text).toBe(credential);
  const ztxt = Buffer.concat([Buffer.from('openbadges\0\0'), deflateSync(Buffer.from(jws))]);
  expect(extract(text('zTXt', ztxt))).toEqual({ version: '2.0', text: jws });
  expect(extract(text('tEXt', Buffer.from('openbadges\0https://example.org/a')))?.text).toBe('https://example.org/a');
  const namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:x="https://purl.imsglobal.org/ob/v3p0"';
  const deeper = `<svg ${namespaces}><g/><x:credential verify="">\n <![CDATA[{"a":1}]]> </x:credential></svg>`;
  expect(extract(Buffer.from(deeper))?.text).toBe('{"a":1}');
  // What of a text is no end of a line in XML 1.0 stays as it was signed.
  const lines = JSON.stringify({ a: '1\u00852\u20283\u2029' });
  const withLines = `<svg ${namespaces}><x:credential><![CDATA[${lines}]]></x:credential></svg>`;
  expect(extract(Buffer.from(withLines))?.text).toBe(lines);
});

test.each<[string, Buffer, string]>([
  ['a checksum that is wrong', png.with(png.length - 20, 1) as Buffer, 'checksum'],
  ['cut off', png.subarray(0, png.length - 6), 'truncated'],
  [
    'a length beyond the file',
    Buffer.concat([png.subarray(0, 8), Buffer.from('ffffffff49484452', 'hex'), png]),
    'truncated',
  ],
  ['only a signature', png.subarray(0, 8), 'no header'],
  [
    'a bomb',
    withChunk(
      'iTXt',
      Buffer.concat([Buffer.from('openbadgecredential\0\x01\0\0\0'), deflateSync(Buffer.alloc(5_000_000))]),
    ),
    'larger than any valid badge',
  ],
  [
    'too long a text',
    withChunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\0\0\0\0'), Buffer.alloc(2_000_000, 'a')])),
    'larger than any valid badge',
  ],
  ['a text without its parts', withChunk('iTXt', Buffer.from('openbadgecredential\0\x01')), 'incomplete'],
  ['nothing', Buffer.alloc(0), 'not well-formed'],
  ['another image', Buffer.from('GIF89a'), 'not well-formed'],
  ['HTML', Buffer.from('<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>'), 'not an SVG'],
  [
    'entities',
    Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'),
    'document type',
  ],
  ['an unknown entity', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'), 'not well-formed'],
  ['another encoding', Buffer.from([0xff, 0xfe, 0x3c, 0]), 'not well-formed'],
  ['not closed', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'), 'not well-formed'],
  [
    'deeper than any image',
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(300_000)}`),
    'too many elements',
  ],
  ['more attributes than any image', Buffer.from(`<svg ${'a="" '.repeat(70_000)}/>`), 'too many elements'],
  ['larger than any image', Buffer.alloc(3_000_000, '<svg>'), 'larger than 2 MB'],
])('%s is refused in words', (_, image, message) => {
  expect(() => extract(image)).toThrow(message);
  if (!message.includes('larger than any valid badge') && !message.includes('complete'))
    expect(() => bake(image, jws)).toThrow(message);
});

/** JSON may have been written with other escapes. */
function sameBadge(text: string | undefined, as: string): boolean {
  if (text === undefined || !as.startsWith('{')) return text === as;
  return JSON.stringify(JSON.parse(text)) === JSON.stringify(JSON.parse(as));
}

function smallPng(): Buffer {
  const header = Buffer.from('00000001000000010802000000', 'hex');
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 1, 2, 3]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function withChunk(type: string, data: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, -12), chunk(type, data), png.subarray(-12)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
