const bytesInLine = 16;

/**
 * Bytes as programmers read them: sixteen in a line, with their place before and, behind, the characters they would be.
 *
 * @param hex two hexadecimal digits a byte
 */
export function hexDump(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesInLine) {
    const line = bytes.slice(at, at + bytesInLine);
    const characters = line.map((byte) => visible(Number.parseInt(byte, 16))).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${line.join(' ').padEnd(3 * bytesInLine - 1)}  ${characters}`);
  }
  return lines.join('\n');
}

function visible(code: number): string {
  return code >= 0x20 && code < 0x7f ? String.fromCodePoint(code) : '.';
}
