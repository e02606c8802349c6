/**
 * The frame in which bodies travel where a schema registry has the schemas: a zero byte, the schema's id in four bytes, the
 * highest first, and the Avro body itself.
 */

const frameBytes = 5;

/** The body inside the frame, and the id of the schema that it was written with; null for anything without such a frame. */
export function openFrame(framed: Buffer): { readonly schemaId: number; readonly body: Buffer } | null {
  if (framed.length < frameBytes || framed[0] !== 0) return null;
  return { schemaId: framed.readUInt32BE(1), body: framed.subarray(frameBytes) };
}

/** The schema id of a framed body, or null. */
export function schemaIdOf(framed: Buffer | null): number | null {
  return framed === null ? null : schemaIdAt(framed, 0, framed.length);
}

/** The same of a body that lies in other bytes; makes nothing new, for it is asked of every message. */
export function schemaIdAt(bytes: Buffer, at: number, length: number): number | null {
  return length >= frameBytes && bytes[at] === 0 ? bytes.readUInt32BE(at + 1) : null;
}
