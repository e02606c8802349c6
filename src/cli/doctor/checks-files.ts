import { join } from 'node:path';
import { embeddedFiles } from '../../store/database/embedded.ts';
import { isOthersToChange, openToOthers } from '../../store/database/owner-only.ts';
import { count } from '../terminal/output.ts';
import { ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

/** Whether the files of the embedded database are their owner's alone: they hold names, and digests of passwords. */
export function checkFiles(directory: string): Check {
  if (isOthersToChange(directory))
    return warn(
      'files',
      `others on this machine can change what is in ${directory}`,
      `Run \`chmod go-w ${directory}\` as its owner.`,
    );
  const open = openToOthers(join(directory, embeddedFiles));
  return open.length === 0
    ? ok('files', `only their owner can read those in ${directory}`)
    : warn(
        'files',
        `others on this machine can use ${count(open.length, 'file')} in ${directory}`,
        `Run \`chmod -R go= ${directory}\` as their owner.`,
      );
}
