import { encodeQR } from 'qr';
import { blackAndWhitePng } from '../../issuing/open-badges/baking/png.ts';

/** A QR code as a picture (SVG), with the quiet margin that cameras need around it. */
export function qrCode(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'medium', border: 4 });
}

/** The same as an address that holds the picture itself. */
export function qrCodeUrl(text: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(qrCode(text)).toString('base64')}`;
}

/** The same as PNG, for pages that take nothing else. */
export function qrCodePng(text: string): Buffer {
  return blackAndWhitePng(encodeQR(text, 'raw', { ecc: 'medium', border: 4, scale: 6 }));
}
