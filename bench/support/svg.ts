import type { Chart, Point } from './chart.ts';
import { scaleOf } from './scale.ts';
import type { Scale } from './scale.ts';

const size = { width: 760, height: 340 };
const frame = { left: 76, right: 28, top: 64, bottom: 52 };
const inner = { width: size.width - frame.left - frame.right, height: size.height - frame.top - frame.bottom };
/** Of Okabe and Ito, who chose them so that everybody can tell them apart; those that are seen on white and on black. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#a6761d', '#7570b3', '#56b4e9'];
/** Besides the colour, for print and for eyes that see none. */
const dashes = ['', '7 3', '2 3', '10 3 2 3', '5 5', '1 4', '12 4'];

/**
 * A chart as a picture that stands alone: readable on light and on dark ground, the same for the same values.
 */
export function toSvg(chart: Chart): string {
  const points = chart.lines.flatMap((line) => line.points);
  const x = scaleOf(
    chart.x.scale,
    points.map(([value]) => value),
  );
  const y = scaleOf(
    chart.y.scale,
    points.map(([, value]) => value),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escaped(chart.title)}">`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${size.width}" height="${size.height}" rx="6"/>`,
    `<text class="title" x="${frame.left}" y="24">${escaped(chart.title)}</text>`,
    ...legend(chart),
    ...y.ticks.map((tick) => horizontal(tick, y)),
    ...x.ticks.map((tick) => vertical(tick, x)),
    `<text class="label" x="${frame.left + inner.width / 2}" y="${size.height - 12}" text-anchor="middle">${escaped(chart.x.label)}</text>`,
    `<text class="label" transform="translate(16 ${frame.top + inner.height / 2}) rotate(-90)" text-anchor="middle">${escaped(chart.y.label)}</text>`,
    ...chart.lines.map(({ points: those }, index) => drawn(those, { x, y }, index)),
    '</svg>',
    '',
  ].join('\n');
}

const style = [
  'text{font:12px system-ui,sans-serif;fill:#24292f}',
  '.title{font-size:15px;font-weight:600}.label{fill:#57606a}',
  '.ground{fill:#ffffff}.grid{stroke:#d0d7de;stroke-width:1}',
  '.line{fill:none;stroke-width:2;stroke-linejoin:round}',
  '@media (prefers-color-scheme:dark){text{fill:#e6edf3}.label{fill:#9198a1}.ground{fill:#0d1117}.grid{stroke:#30363d}}',
].join('');

function legend({ lines }: Chart): string[] {
  let left = frame.left;
  return lines.map(({ name }, index) => {
    const at = left;
    // There is no measuring of text here: a letter of this size takes about so much.
    left += Math.round(52 + name.length * 6.4);
    return `<path class="line" ${stroke(index)} d="M${at} 42h22"/><text x="${at + 28}" y="46">${escaped(name)}</text>`;
  });
}

function horizontal(tick: number, scale: Scale): string {
  const at = rounded(frame.top + inner.height * (1 - scale.place(tick)));
  return `<path class="grid" d="M${frame.left} ${at}h${inner.width}"/><text x="${frame.left - 8}" y="${at + 4}" text-anchor="end">${named(tick)}</text>`;
}

function vertical(tick: number, scale: Scale): string {
  const at = rounded(frame.left + inner.width * scale.place(tick));
  const bottom = frame.top + inner.height;
  return `<path class="grid" d="M${at} ${bottom}v5"/><text x="${at}" y="${bottom + 20}" text-anchor="middle">${named(tick)}</text>`;
}

function drawn(points: readonly Point[], { x, y }: { readonly x: Scale; readonly y: Scale }, index: number): string {
  const path = points.map(
    ([across, up]) =>
      `${rounded(frame.left + inner.width * x.place(across))} ${rounded(frame.top + inner.height * (1 - y.place(up)))}`,
  );
  return `<path class="line" ${stroke(index)} d="M${path.join('L')}"/>`;
}

function stroke(index: number): string {
  const dash = dashes[index % dashes.length];
  return `stroke="${colours[index % colours.length]}"${dash ? ` stroke-dasharray="${dash}"` : ''}`;
}

function named(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString('en', { maximumFractionDigits: 6 });
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
