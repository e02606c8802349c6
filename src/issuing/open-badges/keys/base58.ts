/** Base58 in Bitcoin's alphabet, in which Multikey and did:key write their keys. */
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const radix = 58n;

/** Enough for every key and signature in use; what is longer is not decoded, since the work grows with the square. */
const mostCharacters = 256;

export function encodeBase58(bytes: Uint8Array): string {
  const zeros = leadingZeros(bytes);
  let text = '';
  for (let rest = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`); rest > 0n; rest /= radix)
    text = `${alphabet[Number(rest % radix)]}${text}`;
  return '1'.repeat(zeros) + text;
}

/** The bytes; undefined when the text is not base58, or longer than any key. */
export function decodeBase58(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > mostCharacters) return undefined;
  let number = 0n;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return undefined;
    number = number * radix + BigInt(digit);
  }
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  const hex = number === 0n ? '' : number.toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Uint8Array.from([...Array.from({ length: zeros }, () => 0), ...digits]);
}

function leadingZeros(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? bytes.length : first;
}
