import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { cardSvg, textLine } from './card-svg.ts';
import type { CardContent, Measure } from './card-svg.ts';

const require = createRequire(import.meta.url);
const fontFiles = ['400Regular/IBMPlexSansArabic_400Regular.ttf', '700Bold/IBMPlexSansArabic_700Bold.ttf'];

type Font = { readonly fontBuffers: Uint8Array[]; readonly defaultFontFamily: string };

let loading: Promise<Font> | null = null;

/** What draws, and the letters that it draws with: once for each thread. */
async function load(): Promise<Font> {
  await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fontBuffers = await Promise.all(
    fontFiles.map((file) => readFile(require.resolve(`@expo-google-fonts/ibm-plex-sans-arabic/${file}`))),
  );
  return { fontBuffers, defaultFontFamily: 'IBM Plex Sans Arabic' };
}

/** Draws a card in a thread of its own: it takes longer than anything else here. */
export async function draw(content: CardContent): Promise<Uint8Array> {
  const font = await (loading ??= load());
  const measure: Measure = (line, size, weight) => {
    const text = textLine(line, { y: 100, size, weight, fill: '#000' }).text;
    const picture = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${text}</svg>`, { font });
    const width = picture.getBBox()?.width ?? 0;
    picture.free();
    return width;
  };
  return pngOf(new Resvg(cardSvg(content, measure), { font }));
}

/** An uploaded picture made of lines and areas, as one made of points. */
export interface Rasterising {
  readonly svg: Uint8Array;
  /** Of its longer side, in points. */
  readonly side: number;
}

/** Draws a picture that is an SVG, in a thread of its own: whoever uploaded it may have made it to take long. */
export async function rasterise({ svg, side }: Rasterising): Promise<Uint8Array> {
  const font = await (loading ??= load());
  const text = Buffer.from(svg).toString();
  const plain = new Resvg(text);
  const mode = plain.width >= plain.height ? 'width' : 'height';
  plain.free();
  return pngOf(new Resvg(text, { font, fitTo: { mode, value: side } }));
}

function pngOf(picture: InstanceType<typeof Resvg>): Uint8Array {
  const rendered = picture.render();
  const png = rendered.asPng();
  rendered.free();
  picture.free();
  return png;
}
