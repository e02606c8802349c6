import { addApply } from './apply.ts';
import { addBadge } from './badge.ts';
import { addDoctor } from './doctor.ts';
import { addExplain } from './explain.ts';
import { addExport } from './export.ts';
import { addMigrate } from './migrate.ts';
import { addParked } from './parked.ts';
import type { AddCommand } from './program.ts';
import { addSimulate } from './simulate.ts';
import { addSync } from './sync.ts';

/** The commands that do one thing and end, in the order of the help. */
export const commands: readonly AddCommand[] = [
  addSimulate,
  addMigrate,
  addApply,
  addExport,
  addSync,
  addExplain,
  addParked,
  addBadge,
  addDoctor,
];
