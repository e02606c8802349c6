import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The library that makes a program see another time (libfaketime); undefined where the machine has none. */
export function findFaketime(): string | undefined {
  const libraries = '/usr/lib';
  const folders = existsSync(libraries) ? readdirSync(libraries) : [];
  return ['', ...folders]
    .map((folder) => join(libraries, folder, 'faketime', 'libfaketime.so.1'))
    .find((path) => existsSync(path));
}

/** A clock that processes see instead of the machine's, and that jumps while they run. Time that passes stays as it is. */
export interface FakeClock {
  /** With this a process sees the clock. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sets it so many seconds ahead of the machine's; behind it, where that is negative. */
  jump(seconds: number): void;
  /** Removes its file. */
  remove(): void;
}

/** @param library of {@link findFaketime} */
export function startFakeClock(library: string): FakeClock {
  const root = mkdtempSync(join(tmpdir(), 'laurel-clock-'));
  const file = join(root, 'offset');
  const jump = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}s`);
  jump(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // Timers go by it: only what asks for the time of day is to be wrong.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    jump,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
