/** Without letters that look like others: it may be read out or typed. 62 bits and more need 12 of them; 20 make 115. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 20;

/** A password that nobody has thought up. */
export function randomPassword(): string {
  const letters: string[] = [];
  // Bytes beyond the last whole multiple would favour the first letters.
  const limit = 256 - (256 % alphabet.length);
  while (letters.length < length) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) letters.push(alphabet.charAt(byte % alphabet.length));
  }
  return letters.join('');
}
