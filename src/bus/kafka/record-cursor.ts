/** What one bit further up multiplies by, where that is beyond the reach of bit operations. */
const beyondBits = 2 ** 28;

/** Reads whole numbers as records of Kafka have them, one after the other. Past the end everything is zero. */
export class RecordCursor {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** A zig-zag varint; exact as far as a double is. */
  varint(): number {
    let byte = this.bytes[this.at++] as number;
    if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
    let low = byte & 0x7f;
    let high = 0;
    for (let shift = 7; byte >= 0x80 && shift < 70; shift += 7) {
      byte = this.bytes[this.at++] as number;
      if (shift < 28) low |= (byte & 0x7f) << shift;
      else high += (byte & 0x7f) * 2 ** (shift - 28);
    }
    const half = high * (beyondBits / 2) + (low >>> 1);
    return (low & 1) === 0 ? half : -half - 1;
  }

  /** The number of bytes that follow, passed over; -1: nothing is there, which is another thing than nothing in it. */
  passBytes(): number {
    const length = this.varint();
    if (length > 0) this.at += length;
    return length;
  }
}
