/** Pictures of badges: judged by what they are, and nothing in them runs or is fetched. */
import { expect, test } from 'vitest';
import { judgeImage, mostImageBytes } from '../../src/issuing/images/judge-image.ts';
import { extract, bake } from '../../src/issuing/open-badges/baking/baking.ts';
import { samplePng } from '../support/pictures.ts';

const svg = (inside: string, attributes = ''): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" ${attributes}>${inside}</svg>`,
  );

test('a PNG stays as it is, an SVG keeps its picture, and both can hold a badge', () => {
  const png = judgeImage(samplePng());
  expect(png).toMatchObject({ mediaType: 'image/png', bytes: samplePng() });
  const drawing = judgeImage(
    svg(
      '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><style>.x{fill:url(#a)}</style><g class="x" style="fill: url(\'#a\')"><circle r="3"/><use xlink:href="#a"/></g>',
    ),
  );
  expect(drawing.mediaType).toBe('image/svg+xml');
  for (const kept of ['linearGradient', 'circle', 'url(#a)', 'href="#a"', 'viewBox'])
    expect(drawing.bytes.toString()).toContain(kept);
  for (const { bytes } of [png, drawing]) expect(extract(bake(bytes, '{"a":1}'))?.text).toBe('{"a":1}');
});

test.each([
  ['a script', svg('<script>alert(1)</script><circle r="1"/>')],
  ['a script of another namespace', svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>')],
  [
    'a page within',
    svg('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example.org"/></foreignObject>'),
  ],
  ['handlers', svg('<circle r="1" onclick="alert(1)" ONLOAD="alert(1)"/>', 'onload="alert(1)"')],
  ['links', svg('<a href="javascript:alert(1)"><circle r="1"/></a>')],
  [
    'a use of another file',
    svg('<use href="https://evil.example.org/x.svg#a"/><use xlink:href=" //evil.example.org/x"/>'),
  ],
  ['a picture elsewhere', svg('<image href="https://evil.example.org/x.png"/>')],
  [
    'a drawing in data',
    svg('<image href="data:image/svg+xml;base64,PHN2Zz48c2NyaXB0PmFsZXJ0KDEpPC9zY3JpcHQ+PC9zdmc+"/>'),
  ],
  [
    'styles that fetch',
    svg(
      '<style>@import "https://evil.example.org/x.css";</style><circle style="fill: u\\72l(https://evil.example.org)" fill="url( https://evil.example.org)"/>',
    ),
  ],
  [
    'animations of links',
    svg('<set attributeName="href" to="javascript:alert(1)"/><animate attributeName="onclick" values="alert(1)"/>'),
  ],
])('an SVG loses %s', (_what, given) => {
  const cleaned = judgeImage(given).bytes.toString();
  expect(cleaned).not.toMatch(/alert|evil|script|foreignObject|iframe|base64|<a[ >]|<set|animate/i);
});

test.each([
  ['nothing', Buffer.alloc(0), 'It is empty'],
  ['a JPEG that is called PNG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'not well-formed'],
  ['a page', Buffer.from('<html><body/></html>'), 'not an SVG'],
  [
    'entities',
    Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'),
    'DOCTYPE',
  ],
  ['a PNG that is cut off', samplePng().subarray(0, 40), 'PNG'],
  ['too much', Buffer.alloc(mostImageBytes + 1), '512 KB'],
])('%s is refused, with what is wrong', (_what, given, told) => {
  let thrown: unknown;
  try {
    judgeImage(given);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'IMAGE_UNFIT', message: expect.stringContaining(told) });
});
