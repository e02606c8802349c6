import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of fixed size, in memory, that can be filled to its last byte. */
export interface SmallDisk {
  /** A folder on it. */
  readonly folder: string;
  fill(): void;
  /** Takes away what filled it. */
  free(): void;
  /** Whoever uses it must be gone by then. */
  remove(): void;
}

/** Only root may mount, and only Linux has tmpfs. */
export function canMountDisk(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** @param owner of its folder */
export function mountSmallDisk(megabytes: number, owner: { readonly uid: number; readonly gid: number }): SmallDisk {
  const mountPoint = mkdtempSync(join(tmpdir(), 'laurel-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', mountPoint]);
  // Postgres goes through it to its own folder.
  chmodSync(mountPoint, 0o755);
  const folder = mkdtempSync(join(mountPoint, 'data-'));
  chownSync(folder, owner.uid, owner.gid);
  const filler = join(mountPoint, 'filler');
  let isMounted = true;
  const remove = (): void => {
    if (!isMounted) return;
    isMounted = false;
    process.off('exit', remove);
    execFileSync('umount', ['--lazy', mountPoint]);
    rmdirSync(mountPoint);
  };
  // A run that is broken off must leave none behind.
  process.once('exit', remove);
  return {
    folder,
    fill: () => {
      for (const bytes of [1 << 20, 4_096])
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(bytes, 1), { flag: 'a' });
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
    },
    free: () => rmSync(filler, { force: true }),
    remove,
  };
}
