import { encodeQR } from 'qr';

/** A QR code as a picture (SVG), with the quiet margin that cameras need around it. */
export function qrCode(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'medium', border: 4 });
}

/** The same as an address that holds the picture itself. */
export function qrCodeUrl(text: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(qrCode(text)).toString('base64')}`;
}
