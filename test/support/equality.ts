import { expect } from 'vitest';

// Vitest compares Buffers byte by byte, with some microseconds a byte: megabytes would take longer than all else in a test.
expect.addEqualityTesters([
  (a: unknown, b: unknown) => (Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : undefined),
]);
